-- Templates of certificates: a body may have several, one for each object it gives or one for all. A template that
-- papers were printed by is never changed under them: honours hold the version they were printed by, and the reference
-- to (id, version) refuses an edit in place. Its words change by a new row that replaces it.
ALTER TABLE certificate_template
  ADD COLUMN name text NOT NULL DEFAULT 'Mẫu chung' CONSTRAINT certificate_template_named CHECK (length(trim(name)) > 0),
  ADD COLUMN object text CONSTRAINT certificate_template_object_known CHECK (object IN
    ('badge', 'certificate', 'commendation', 'certificate_of_merit', 'cup', 'medal', 'flag', 'title')),
  ADD COLUMN place_line text NOT NULL DEFAULT '{place}, ngày {day} tháng {month} năm {year}',
  ADD COLUMN signatory_title text NOT NULL DEFAULT '{signatory_title}',
  ADD COLUMN signatory_name text NOT NULL DEFAULT '{signatory}',
  ADD COLUMN seal_mm integer NOT NULL DEFAULT 24 CONSTRAINT certificate_template_seal_fits CHECK (seal_mm BETWEEN 15 AND 40),
  ADD COLUMN replaces text CONSTRAINT certificate_template_replaces_one REFERENCES certificate_template (id),
  ADD COLUMN retired_at timestamptz;
DROP INDEX certificate_template_one_for_all;
DROP INDEX certificate_template_one_of_its_own;
CREATE UNIQUE INDEX certificate_template_one_for_all ON certificate_template (authority_kind, (coalesce(object, '')))
  WHERE authority_id IS NULL AND retired_at IS NULL;
CREATE UNIQUE INDEX certificate_template_one_of_its_own ON certificate_template (authority_id, (coalesce(object, '')))
  WHERE authority_id IS NOT NULL AND retired_at IS NULL;
CREATE UNIQUE INDEX certificate_template_version ON certificate_template (id, version);

ALTER TABLE honour
  ADD COLUMN template_id text,
  ADD COLUMN template_version integer,
  ADD COLUMN invited_at timestamptz,
  ADD CONSTRAINT honour_printed_as FOREIGN KEY (template_id, template_version)
    REFERENCES certificate_template (id, version) MATCH FULL;
CREATE INDEX honour_template ON honour (template_id, template_version);

-- The hall of a ceremony: rows counted from the stage, the first of them perhaps kept for guests; who sits where.
CREATE TABLE ceremony (
  round_id uuid PRIMARY KEY CONSTRAINT ceremony_of_a_round REFERENCES award_round (id),
  begins_at time,
  note text,
  seat_rows integer NOT NULL CONSTRAINT ceremony_rows_sensible CHECK (seat_rows BETWEEN 1 AND 60),
  seats_in_row integer NOT NULL CONSTRAINT ceremony_row_sensible CHECK (seats_in_row BETWEEN 1 AND 60),
  kept_rows integer NOT NULL DEFAULT 0 CONSTRAINT ceremony_keeps_not_all CHECK (kept_rows BETWEEN 0 AND seat_rows - 1),
  version integer NOT NULL DEFAULT 1,
  arranged_by uuid CONSTRAINT ceremony_arranged_by_account REFERENCES account (id),
  arranged_at timestamptz NOT NULL DEFAULT now()
);
-- One seat a person (the key), one person a seat; two who change places do so in one statement, hence deferrable.
CREATE TABLE ceremony_seat (
  honour_id uuid CONSTRAINT ceremony_seat_one_a_person PRIMARY KEY CONSTRAINT ceremony_seat_of_an_honour REFERENCES honour (id),
  round_id uuid NOT NULL CONSTRAINT ceremony_seat_in_a_hall REFERENCES ceremony (round_id),
  row_no integer NOT NULL CONSTRAINT ceremony_seat_row_sensible CHECK (row_no BETWEEN 1 AND 60),
  seat_no integer NOT NULL CONSTRAINT ceremony_seat_number_sensible CHECK (seat_no BETWEEN 1 AND 60),
  CONSTRAINT ceremony_seat_one_person UNIQUE (round_id, row_no, seat_no) DEFERRABLE INITIALLY IMMEDIATE
);

ALTER TABLE award_event DROP CONSTRAINT award_event_kind_known, ADD CONSTRAINT award_event_kind_known CHECK (kind IN
  ('made', 'changed', 'gathered', 'nominated', 'withdrawn', 'checked', 'returned', 'chosen', 'passed_over',
   'comment', 'proposed', 'approved', 'refused', 'decided', 'seated', 'invited', 'presented', 'cancelled'));
ALTER TABLE honour_event DROP CONSTRAINT honour_event_kind_known, ADD CONSTRAINT honour_event_kind_known CHECK (kind IN
  ('granted', 'invited', 'delivered', 'absent', 'revoked'));

GRANT SELECT, INSERT, UPDATE, DELETE ON ceremony, ceremony_seat TO giothong_app;
