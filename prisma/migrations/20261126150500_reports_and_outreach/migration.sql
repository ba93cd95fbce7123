-- Periodic reports of units, outreach, and spreadsheets of many reports.

-- The first day a unit no longer was, never empty: a report holds it by reference, so that a unit cannot end (by a merger,
-- say) before a period it has reported on.
ALTER TABLE unit ADD COLUMN ends_before date GENERATED ALWAYS AS (coalesce(valid_to, DATE '9999-12-31')) STORED NOT NULL;
CREATE UNIQUE INDEX unit_and_its_days ON unit (id, valid_from, ends_before);

-- ───────────────────────── outreach ─────────────────────────

-- A talk held, or media made: what was done to win donors, by whom it was done and whom it reached.
CREATE TABLE outreach_activity (
  id uuid PRIMARY KEY,
  unit_id text NOT NULL CONSTRAINT outreach_activity_of_a_unit REFERENCES unit (id),
  held_on date NOT NULL,
  kind text NOT NULL CONSTRAINT outreach_activity_kind_known CHECK (kind IN ('session', 'product')),
  channel text NOT NULL CONSTRAINT outreach_activity_channel_known CHECK (channel IN
    ('meeting', 'school', 'workplace', 'street', 'print', 'banner', 'radio_tv', 'press', 'social', 'video', 'message', 'other')),
  title text NOT NULL CONSTRAINT outreach_activity_title_not_blank CHECK (length(trim(title)) > 0),
  quantity integer NOT NULL CONSTRAINT outreach_activity_quantity_sensible CHECK (quantity BETWEEN 1 AND 10000000),
  people_reached integer CONSTRAINT outreach_activity_people_sensible CHECK (people_reached BETWEEN 0 AND 100000000),
  request_key uuid NOT NULL CONSTRAINT outreach_activity_request_key UNIQUE,
  logged_by uuid CONSTRAINT outreach_activity_logged_by_account REFERENCES account (id),
  logged_at timestamptz NOT NULL DEFAULT now(),
  withdrawn_at timestamptz,
  withdrawn_by uuid CONSTRAINT outreach_activity_withdrawn_by_account REFERENCES account (id),
  withdrawn_because text,
  is_demo boolean NOT NULL DEFAULT false,
  CONSTRAINT outreach_activity_withdrawn_with_a_reason CHECK (
    (withdrawn_at IS NULL) OR length(trim(coalesce(withdrawn_because, ''))) > 0)
);
CREATE INDEX outreach_activity_unit_day ON outreach_activity (unit_id, held_on);

-- ───────────────────────── spreadsheets of many reports ─────────────────────────

-- What was uploaded and what each row was found to be; nothing of it is applied until somebody says so.
CREATE TABLE report_import (
  id uuid PRIMARY KEY,
  file_name text NOT NULL,
  status text NOT NULL DEFAULT 'read' CONSTRAINT report_import_status_known CHECK (status IN ('read', 'applied')),
  remarks jsonb NOT NULL DEFAULT '[]',
  request_key uuid NOT NULL CONSTRAINT report_import_request_key UNIQUE,
  uploaded_by uuid NOT NULL CONSTRAINT report_import_uploaded_by_account REFERENCES account (id),
  uploaded_at timestamptz NOT NULL DEFAULT now(),
  applied_by uuid CONSTRAINT report_import_applied_by_account REFERENCES account (id),
  applied_at timestamptz,
  reason text,
  CONSTRAINT report_import_applied_by_somebody CHECK ((status = 'applied') = (applied_at IS NOT NULL))
);
CREATE INDEX report_import_uploader ON report_import (uploaded_by, uploaded_at);

-- ───────────────────────── periodic reports ─────────────────────────

-- What a unit says of a month, a half-year or a year. A correction after approval is a row of its own (`version`); the one
-- it replaced stays, so that what was official on any day can be told again.
CREATE TABLE report (
  id uuid PRIMARY KEY,
  unit_id text NOT NULL,
  unit_begins date NOT NULL,
  unit_ends date NOT NULL,
  kind text NOT NULL CONSTRAINT report_kind_known CHECK (kind IN ('month', 'half_year', 'year')),
  starts_on date NOT NULL,
  ends_on date NOT NULL,
  version integer NOT NULL DEFAULT 1,
  revision integer NOT NULL DEFAULT 1,
  status text NOT NULL DEFAULT 'draft' CONSTRAINT report_status_known CHECK (status IN
    ('draft', 'submitted', 'checked', 'returned', 'approved')),
  finality text CONSTRAINT report_finality_known CHECK (finality IN ('provisional', 'final')),
  received integer NOT NULL,
  voluntary integer,
  first_time integer,
  at_least_350_ml integer,
  apheresis integer,
  volume_ml bigint,
  drives integer,
  segments jsonb NOT NULL DEFAULT '{}',
  outreach_sessions integer,
  outreach_people integer,
  outreach_products jsonb NOT NULL DEFAULT '{}',
  problems text,
  explained jsonb NOT NULL DEFAULT '{}',
  recorded jsonb,
  correction_reason text,
  request_key uuid NOT NULL CONSTRAINT report_request_key UNIQUE,
  import_id uuid CONSTRAINT report_of_import REFERENCES report_import (id) ON DELETE SET NULL,
  drafted_by uuid CONSTRAINT report_drafted_by_account REFERENCES account (id),
  drafted_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  submitted_by uuid CONSTRAINT report_submitted_by_account REFERENCES account (id),
  submitted_at timestamptz,
  checked_by uuid CONSTRAINT report_checked_by_account REFERENCES account (id),
  checked_at timestamptz,
  returned_by uuid CONSTRAINT report_returned_by_account REFERENCES account (id),
  returned_at timestamptz,
  returned_note text,
  approved_by uuid CONSTRAINT report_approved_by_account REFERENCES account (id),
  approved_at timestamptz,
  superseded_at timestamptz,
  is_demo boolean NOT NULL DEFAULT false,
  CONSTRAINT report_of_a_unit FOREIGN KEY (unit_id, unit_begins, unit_ends)
    REFERENCES unit (id, valid_from, ends_before) ON UPDATE CASCADE,
  CONSTRAINT report_unit_existed CHECK (
    ends_on >= unit_begins AND ends_on < unit_ends AND (kind <> 'month' OR starts_on >= unit_begins)),
  CONSTRAINT report_period_whole CHECK (
    extract(day FROM starts_on) = 1
    AND (kind <> 'half_year' OR extract(month FROM starts_on) IN (1, 7))
    AND (kind <> 'year' OR extract(month FROM starts_on) = 1)
    AND ends_on = (starts_on + CASE kind WHEN 'month' THEN interval '1 month' WHEN 'half_year' THEN interval '6 months'
      ELSE interval '1 year' END - interval '1 day')::date),
  CONSTRAINT report_adds_up CHECK (
    received BETWEEN 0 AND 10000000 AND voluntary BETWEEN 0 AND received AND first_time BETWEEN 0 AND received
    AND at_least_350_ml BETWEEN 0 AND received AND apheresis BETWEEN 0 AND received AND drives >= 0 AND volume_ml >= 0
    AND outreach_sessions >= 0 AND outreach_people >= 0),
  CONSTRAINT report_sent_by_somebody CHECK (
    status NOT IN ('submitted', 'checked', 'approved') OR (submitted_by IS NOT NULL AND submitted_at IS NOT NULL)),
  CONSTRAINT report_checked_by_another CHECK (checked_by IS NULL OR checked_by IS DISTINCT FROM submitted_by),
  CONSTRAINT report_approved_by_another CHECK (
    status <> 'approved'
    OR (approved_by IS NOT NULL AND approved_at IS NOT NULL AND approved_by IS DISTINCT FROM submitted_by)),
  CONSTRAINT report_returned_with_a_note CHECK (status <> 'returned' OR length(trim(coalesce(returned_note, ''))) > 0),
  CONSTRAINT report_final_or_provisional CHECK ((status = 'approved') = (finality IS NOT NULL)),
  CONSTRAINT report_corrected_with_a_reason CHECK (version = 1 OR length(trim(coalesce(correction_reason, ''))) > 0),
  CONSTRAINT report_superseded_after_approval CHECK (superseded_at IS NULL OR status = 'approved'),
  CONSTRAINT report_version_once UNIQUE (unit_id, kind, starts_on, version)
);
CREATE UNIQUE INDEX report_one_open ON report (unit_id, kind, starts_on)
  WHERE status IN ('draft', 'submitted', 'checked', 'returned');
CREATE UNIQUE INDEX report_one_official ON report (unit_id, kind, starts_on)
  WHERE status = 'approved' AND superseded_at IS NULL;
CREATE INDEX report_period ON report (starts_on, kind);
CREATE INDEX report_import_reports ON report (import_id);

CREATE TABLE report_import_row (
  import_id uuid NOT NULL CONSTRAINT report_import_row_of_import REFERENCES report_import (id) ON DELETE CASCADE,
  line integer NOT NULL,
  verdict text NOT NULL CONSTRAINT report_import_row_verdict_known CHECK (verdict IN ('good', 'same', 'correction', 'refused')),
  unit_id text CONSTRAINT report_import_row_of_unit REFERENCES unit (id),
  unit_text text NOT NULL,
  starts_on date,
  column_name text,
  reason text,
  facts jsonb NOT NULL DEFAULT '{}',
  remarks jsonb NOT NULL DEFAULT '[]',
  figures jsonb NOT NULL DEFAULT '{}',
  CONSTRAINT report_import_row_pkey PRIMARY KEY (import_id, line),
  CONSTRAINT report_import_row_refused_with_a_reason CHECK (verdict <> 'refused' OR reason IS NOT NULL),
  CONSTRAINT report_import_row_good_of_a_month CHECK (
    verdict NOT IN ('good', 'same', 'correction') OR (unit_id IS NOT NULL AND starts_on IS NOT NULL))
);

-- What happened to a report: added to, never changed.
CREATE TABLE report_event (
  id uuid PRIMARY KEY,
  report_id uuid NOT NULL CONSTRAINT report_event_of_report REFERENCES report (id),
  kind text NOT NULL CONSTRAINT report_event_kind_known CHECK (kind IN
    ('drafted', 'saved', 'submitted', 'checked', 'returned', 'approved', 'made_final', 'superseded')),
  note text,
  change jsonb NOT NULL DEFAULT '{}',
  happened_at timestamptz NOT NULL DEFAULT now(),
  by_account uuid CONSTRAINT report_event_by_account REFERENCES account (id)
);
CREATE INDEX report_event_report ON report_event (report_id, happened_at);

-- When reports are due, and from which period on they are asked for at all (nothing is chased before somebody says so).
CREATE TABLE report_deadline (
  level text NOT NULL CONSTRAINT report_deadline_level_known CHECK (level IN ('unit', 'commune')),
  kind text NOT NULL CONSTRAINT report_deadline_kind_known CHECK (kind IN ('month', 'half_year', 'year')),
  days_after integer NOT NULL CONSTRAINT report_deadline_days_sensible CHECK (days_after BETWEEN 1 AND 90),
  remind_days_before integer NOT NULL CONSTRAINT report_deadline_remind_sensible CHECK (remind_days_before BETWEEN 0 AND 30),
  asked_from date,
  set_by uuid CONSTRAINT report_deadline_set_by_account REFERENCES account (id),
  set_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT report_deadline_pkey PRIMARY KEY (level, kind)
);
INSERT INTO report_deadline (level, kind, days_after, remind_days_before) VALUES
  ('unit', 'month', 5, 2), ('unit', 'half_year', 10, 3), ('unit', 'year', 15, 5),
  ('commune', 'month', 3, 1), ('commune', 'half_year', 7, 2), ('commune', 'year', 10, 3);

CREATE TABLE report_reminder (
  id uuid PRIMARY KEY,
  unit_id text NOT NULL CONSTRAINT report_reminder_of_unit REFERENCES unit (id),
  kind text NOT NULL CONSTRAINT report_reminder_kind_known CHECK (kind IN ('month', 'half_year', 'year')),
  starts_on date NOT NULL,
  sent_on date NOT NULL,
  sent_at timestamptz NOT NULL DEFAULT now(),
  by_account uuid CONSTRAINT report_reminder_by_account REFERENCES account (id),
  people integer NOT NULL CONSTRAINT report_reminder_reached_somebody CHECK (people > 0),
  CONSTRAINT report_reminder_once_a_day UNIQUE (unit_id, kind, starts_on, sent_on)
);

GRANT SELECT, INSERT, UPDATE ON report, report_deadline, outreach_activity TO giothong_app;
GRANT SELECT, INSERT ON report_event, report_reminder TO giothong_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON report_import, report_import_row TO giothong_app;
