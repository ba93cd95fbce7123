-- A campaign is of the files (no owner), or of the unit that made it here: then that unit's office writes its editions.
ALTER TABLE campaign
  ALTER COLUMN date_rule DROP NOT NULL,
  ADD COLUMN owner_unit_id text CONSTRAINT campaign_of_a_unit REFERENCES unit (id),
  ADD COLUMN name_key text COLLATE "C",
  ADD COLUMN ended_on date,
  ADD COLUMN version integer NOT NULL DEFAULT 1,
  ADD COLUMN request_key uuid CONSTRAINT campaign_request_key UNIQUE,
  ADD COLUMN is_demo boolean NOT NULL DEFAULT false,
  ADD CONSTRAINT campaign_has_a_rule_or_an_owner CHECK (owner_unit_id IS NOT NULL OR date_rule IS NOT NULL),
  ADD CONSTRAINT campaign_of_ones_own_has_a_key CHECK (owner_unit_id IS NULL OR length(coalesce(name_key, '')) > 0),
  ADD CONSTRAINT campaign_of_files_does_not_end CHECK (ended_on IS NULL OR owner_unit_id IS NOT NULL);
CREATE UNIQUE INDEX campaign_name_once_per_unit ON campaign (owner_unit_id, name_key) WHERE owner_unit_id IS NOT NULL;

-- Where the days of an edition that an office decided on come from.
ALTER TABLE campaign_edition
  ADD COLUMN decision_number text,
  ADD COLUMN decided_on date,
  ADD COLUMN signatory text,
  ADD COLUMN address text,
  ADD COLUMN version integer NOT NULL DEFAULT 1,
  ADD CONSTRAINT campaign_edition_decision_has_its_day CHECK ((decision_number IS NULL) = (decided_on IS NULL)),
  ADD CONSTRAINT campaign_edition_main_day_within CHECK (main_on BETWEEN starts_on AND ends_on),
  ADD CONSTRAINT campaign_edition_in_its_year CHECK (year BETWEEN extract(year FROM starts_on) AND extract(year FROM ends_on)),
  ADD CONSTRAINT campaign_edition_within_a_year CHECK (ends_on - starts_on < 366),
  ADD CONSTRAINT campaign_edition_days_apart EXCLUDE USING gist
    (campaign_id WITH =, scope_unit_id WITH =, daterange(starts_on, ends_on, '[]') WITH &&);

-- What was done to a campaign and its editions, with how they stood before and after: the way back, one step at a time.
CREATE TABLE campaign_change (
  id uuid PRIMARY KEY,
  campaign_id text NOT NULL,
  edition_id text,
  unit_id text NOT NULL CONSTRAINT campaign_change_of_a_unit REFERENCES unit (id),
  kind text NOT NULL CONSTRAINT campaign_change_kind_known CHECK (kind IN
    ('made', 'edited', 'ended', 'reopened', 'withdrawn', 'edition_made', 'edition_changed', 'edition_withdrawn')),
  before jsonb,
  after jsonb,
  drives_outside integer NOT NULL DEFAULT 0 CONSTRAINT campaign_change_drives_sensible CHECK (drives_outside >= 0),
  made_by uuid CONSTRAINT campaign_change_by_an_account REFERENCES account (id),
  made_at timestamptz NOT NULL DEFAULT now(),
  undone_at timestamptz,
  undone_by uuid CONSTRAINT campaign_change_undone_by_an_account REFERENCES account (id),
  CONSTRAINT campaign_change_changes_something CHECK (before IS NOT NULL OR after IS NOT NULL),
  CONSTRAINT campaign_change_undone_after_made CHECK (undone_at IS NULL OR undone_at >= made_at)
);
CREATE INDEX campaign_change_campaign ON campaign_change (campaign_id, made_at);

GRANT SELECT, INSERT ON campaign_change TO giothong_app;
GRANT UPDATE (undone_at, undone_by) ON campaign_change TO giothong_app;
