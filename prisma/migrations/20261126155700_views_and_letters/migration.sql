-- Views of the progress boards that somebody keeps, and letters that tell a unit's progress by the week or month.

CREATE TABLE saved_view (
  id uuid PRIMARY KEY,
  account_id uuid NOT NULL REFERENCES account (id) ON DELETE CASCADE,
  name text NOT NULL CONSTRAINT saved_view_name_fits CHECK (char_length(btrim(name)) BETWEEN 1 AND 80),
  -- Only addresses of the boards themselves: what is kept here becomes a link.
  address text NOT NULL CONSTRAINT saved_view_of_a_board CHECK (address ~ '^/staff/progress(/[A-Za-z0-9/_-]+)?(\?[^#[:space:]]*)?$' AND char_length(address) <= 500),
  request_key uuid NOT NULL CONSTRAINT saved_view_request_key UNIQUE,
  created_at timestamptz NOT NULL DEFAULT now(),
  deleted_at timestamptz
);
CREATE UNIQUE INDEX saved_view_name_once ON saved_view (account_id, (lower(name))) WHERE deleted_at IS NULL;

CREATE TABLE progress_letter (
  id uuid PRIMARY KEY,
  account_id uuid NOT NULL REFERENCES account (id) ON DELETE CASCADE,
  unit_code text NOT NULL CONSTRAINT progress_letter_unit_code_formed CHECK (unit_code ~ '^(VN|[0-9]{2}|[A-Z]{3})$'),
  every text NOT NULL CONSTRAINT progress_letter_every_known CHECK (every IN ('week', 'month')),
  -- Monday is 1; a month has its 28th in every month.
  on_day smallint NOT NULL,
  started_at timestamptz NOT NULL DEFAULT now(),
  ended_at timestamptz,
  last_sent_on date,
  CONSTRAINT progress_letter_day_of_its_span CHECK (on_day BETWEEN 1 AND CASE every WHEN 'week' THEN 7 ELSE 28 END)
);
CREATE UNIQUE INDEX progress_letter_once ON progress_letter (account_id, unit_code) WHERE ended_at IS NULL;

GRANT SELECT, INSERT, UPDATE ON saved_view, progress_letter TO giothong_app;
