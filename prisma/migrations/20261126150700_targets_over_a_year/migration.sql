-- A target's life: drafted, proposed or assigned, discussed, agreed, decided, adjusted. What is only wanted stands in
-- `target_proposal`; `target` holds nothing but what was decided or printed, each version a row.

ALTER TABLE target DROP CONSTRAINT target_period_known, DROP CONSTRAINT target_metric_known;
ALTER TABLE target
  ADD CONSTRAINT target_period_known CHECK (period IN ('year', 'h1', 'h2', 'campaign')),
  ADD CONSTRAINT target_metric_known CHECK (metric IN
    ('units', 'donations', 'registered', 'pct_voluntary', 'pct_repeat', 'pct_of_population', 'pct_of_body')),
  ADD CONSTRAINT target_rate_within_hundred CHECK (metric NOT LIKE 'pct%' OR value <= 100);

-- ───────────────────────── decisions ─────────────────────────

CREATE TABLE target_decision (
  id uuid PRIMARY KEY,
  unit_id text NOT NULL REFERENCES unit (id),
  number text NOT NULL CONSTRAINT target_decision_number_not_blank CHECK (length(trim(number)) > 0),
  decided_on date NOT NULL,
  signatory text NOT NULL CONSTRAINT target_decision_signed_by_somebody CHECK (length(trim(signatory)) > 0),
  note text,
  is_demo boolean NOT NULL DEFAULT false,
  request_key uuid NOT NULL CONSTRAINT target_decision_request_key UNIQUE,
  decided_by uuid REFERENCES account (id),
  decided_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT target_decision_not_in_the_future CHECK (decided_on <= (decided_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date)
);
CREATE UNIQUE INDEX target_decision_as_told ON target_decision (id, number, decided_on);
-- Numbers begin anew each year at each office.
CREATE UNIQUE INDEX target_decision_number_once ON target_decision
  (unit_id, (extract(year FROM decided_on)), (lower(number)), is_demo);

-- The signed paper. At most a megabyte (10⁶), so that it travels within the house's one form with its other fields.
CREATE TABLE target_decision_file (
  decision_id uuid PRIMARY KEY REFERENCES target_decision (id),
  name text NOT NULL CONSTRAINT target_decision_file_named CHECK (length(trim(name)) BETWEEN 1 AND 120),
  media_type text NOT NULL CONSTRAINT target_decision_file_kind_known CHECK (media_type IN
    ('application/pdf', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document', 'image/png')),
  bytes bytea NOT NULL CONSTRAINT target_decision_file_not_too_large CHECK (octet_length(bytes) BETWEEN 1 AND 1000000)
);

-- From which day a version is what a rate stands on (null: from the beginning, as printed targets are) and by which
-- decision; `superseded_at` is the end of it. A decided version repeats number and date of its decision, and cannot
-- tell others.
ALTER TABLE target
  ADD COLUMN in_force_from date,
  ADD COLUMN decision_id uuid,
  ADD COLUMN reason text,
  ADD CONSTRAINT target_of_its_decision FOREIGN KEY (decision_id, decision_number, decided_on)
    REFERENCES target_decision (id, number, decided_on),
  ADD CONSTRAINT target_decided_has_number_and_date CHECK (
    decision_id IS NULL OR (decision_number IS NOT NULL AND decided_on IS NOT NULL AND in_force_from IS NOT NULL)),
  ADD CONSTRAINT target_one_at_a_time EXCLUDE USING gist (
    unit_id WITH =, year WITH =, period WITH =, metric WITH =, (is_demo::integer) WITH =,
    (coalesce(campaign_edition_id, '')) WITH =,
    daterange(in_force_from, CASE WHEN superseded_at IS NOT NULL
      THEN greatest(in_force_from, (superseded_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date) END) WITH &&)
    WHERE (in_force_from IS NOT NULL);
CREATE INDEX target_unit_year ON target (unit_id, year);
CREATE INDEX target_decision_targets ON target (decision_id) WHERE decision_id IS NOT NULL;

-- ───────────────────────── what is wanted ─────────────────────────

CREATE TABLE target_proposal (
  id uuid PRIMARY KEY,
  unit_id text NOT NULL REFERENCES unit (id),
  campaign_edition_id text REFERENCES campaign_edition (id),
  year integer NOT NULL CONSTRAINT target_proposal_year_sensible CHECK (year BETWEEN 1990 AND 2100),
  period text NOT NULL CONSTRAINT target_proposal_period_known CHECK (period IN ('year', 'h1', 'h2', 'campaign')),
  metric text NOT NULL CONSTRAINT target_proposal_metric_known CHECK (metric IN
    ('units', 'registered', 'pct_voluntary', 'pct_repeat', 'pct_of_population', 'pct_of_body')),
  value numeric NOT NULL CONSTRAINT target_proposal_value_positive CHECK (value > 0),
  counting_basis text NOT NULL CONSTRAINT target_proposal_basis_known CHECK (counting_basis IN
    ('donations', 'units_250ml', 'people', 'percent')),
  origin text NOT NULL CONSTRAINT target_proposal_origin_known CHECK (origin IN ('unit', 'above')),
  state text NOT NULL CONSTRAINT target_proposal_state_known CHECK (state IN
    ('draft', 'proposed', 'assigned', 'agreed', 'decided', 'withdrawn')),
  adjusts uuid REFERENCES target (id),
  effective_from date,
  reason text,
  meeting_name text,
  meeting_on date,
  meeting_place text,
  decision_id uuid REFERENCES target_decision (id),
  is_demo boolean NOT NULL DEFAULT false,
  version integer NOT NULL DEFAULT 1,
  made_by uuid REFERENCES account (id),
  made_at timestamptz NOT NULL DEFAULT now(),
  changed_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT target_proposal_rate_within_hundred CHECK (metric NOT LIKE 'pct%' OR value <= 100),
  CONSTRAINT target_proposal_campaign_has_its_edition CHECK ((period = 'campaign') = (campaign_edition_id IS NOT NULL)),
  CONSTRAINT target_proposal_adjusts_with_a_reason CHECK (
    (adjusts IS NULL) = (effective_from IS NULL) AND (adjusts IS NULL OR length(trim(coalesce(reason, ''))) > 0)),
  CONSTRAINT target_proposal_agreed_at_a_meeting CHECK (
    state <> 'agreed' OR (meeting_name IS NOT NULL AND meeting_on IS NOT NULL AND meeting_place IS NOT NULL)),
  CONSTRAINT target_proposal_decided_by_a_decision CHECK ((state = 'decided') = (decision_id IS NOT NULL))
);
CREATE UNIQUE INDEX target_proposal_one_open ON target_proposal
  (unit_id, year, period, metric, (coalesce(campaign_edition_id, '')), is_demo)
  WHERE state IN ('draft', 'proposed', 'assigned', 'agreed');
CREATE INDEX target_proposal_unit ON target_proposal (unit_id, year);

-- ───────────────────────── a whole over its parts ─────────────────────────

CREATE TABLE target_split (
  id uuid PRIMARY KEY,
  unit_id text NOT NULL REFERENCES unit (id),
  year integer NOT NULL CONSTRAINT target_split_year_sensible CHECK (year BETWEEN 1990 AND 2100),
  whole integer NOT NULL CONSTRAINT target_split_whole_positive CHECK (whole > 0),
  counting_basis text NOT NULL CONSTRAINT target_split_basis_known CHECK (counting_basis IN ('donations', 'units_250ml')),
  effective_from date,
  state text NOT NULL CONSTRAINT target_split_state_known CHECK (state IN ('draft', 'submitted', 'decided', 'withdrawn')),
  decision_id uuid REFERENCES target_decision (id),
  is_demo boolean NOT NULL DEFAULT false,
  version integer NOT NULL DEFAULT 1,
  made_by uuid REFERENCES account (id),
  changed_by uuid REFERENCES account (id),
  made_at timestamptz NOT NULL DEFAULT now(),
  changed_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT target_split_decided_by_a_decision CHECK ((state = 'decided') = (decision_id IS NOT NULL))
);
CREATE UNIQUE INDEX target_split_one_open ON target_split (unit_id, year, is_demo) WHERE state IN ('draft', 'submitted');

CREATE TABLE target_split_part (
  split_id uuid NOT NULL REFERENCES target_split (id),
  part_key text NOT NULL,
  unit_id text REFERENCES unit (id),
  organisation_id uuid REFERENCES organisation (id),
  value integer CONSTRAINT target_split_part_not_negative CHECK (value >= 0),
  locked boolean NOT NULL DEFAULT false,
  PRIMARY KEY (split_id, part_key),
  CONSTRAINT target_split_part_is_a_unit_or_a_body CHECK (
    num_nonnulls(unit_id, organisation_id) = 1 AND part_key = coalesce(unit_id, organisation_id::text))
);

-- A body (agency, school, enterprise) is no unit: its target never stands among those that rates of units stand on.
CREATE TABLE body_target (
  id uuid PRIMARY KEY,
  organisation_id uuid NOT NULL REFERENCES organisation (id),
  year integer NOT NULL CONSTRAINT body_target_year_sensible CHECK (year BETWEEN 1990 AND 2100),
  value integer NOT NULL CONSTRAINT body_target_value_positive CHECK (value > 0),
  in_force_from date NOT NULL,
  superseded_at timestamptz,
  decision_id uuid NOT NULL REFERENCES target_decision (id),
  version integer NOT NULL DEFAULT 1,
  is_demo boolean NOT NULL DEFAULT false
);
CREATE UNIQUE INDEX body_target_one_in_force ON body_target (organisation_id, year, is_demo) WHERE superseded_at IS NULL;

-- How many people a body has, year by year.
CREATE TABLE organisation_headcount (
  organisation_id uuid NOT NULL REFERENCES organisation (id),
  year integer NOT NULL CONSTRAINT organisation_headcount_year_sensible CHECK (year BETWEEN 1990 AND 2100),
  people integer NOT NULL CONSTRAINT organisation_headcount_positive CHECK (people > 0),
  source text,
  is_demo boolean NOT NULL DEFAULT false,
  version integer NOT NULL DEFAULT 1,
  told_by uuid REFERENCES account (id),
  told_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (organisation_id, year)
);

-- What happened to a proposal or a split, and what was said about it: only ever added to.
CREATE TABLE target_event (
  id uuid PRIMARY KEY,
  unit_id text NOT NULL REFERENCES unit (id),
  year integer NOT NULL,
  proposal_id uuid REFERENCES target_proposal (id),
  split_id uuid REFERENCES target_split (id),
  kind text NOT NULL CONSTRAINT target_event_kind_known CHECK (kind IN
    ('drafted', 'changed', 'proposed', 'assigned', 'comment', 'agreed', 'returned', 'withdrawn', 'decided',
     'split_saved', 'split_submitted', 'split_returned', 'split_decided')),
  value numeric,
  words text,
  by_account uuid REFERENCES account (id),
  happened_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT target_event_comment_says_something CHECK (
    kind NOT IN ('comment', 'returned', 'split_returned') OR length(trim(coalesce(words, ''))) > 0)
);
CREATE INDEX target_event_unit ON target_event (unit_id, year, happened_at);

GRANT SELECT, INSERT, UPDATE, DELETE ON target_decision, target_decision_file, target_proposal, target_split,
  target_split_part, body_target, organisation_headcount, target_event TO giothong_app;
REVOKE UPDATE, DELETE ON target_decision, target_decision_file, target_event FROM giothong_app;
REVOKE DELETE ON target_proposal, target_split, body_target FROM giothong_app;
