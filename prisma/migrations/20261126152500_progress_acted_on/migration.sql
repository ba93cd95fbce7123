-- What follows from looking at progress: what a unit received by month before this house held its drives, the rule by
-- which somebody is low again and again, what is done for them, and plans ahead of Tết and summer.

-- For the rhythm of a year alone: read by forecasts, never added to a total, never shown beside a published figure.
CREATE TABLE earlier_month (
  unit_id text NOT NULL REFERENCES unit (id),
  month date NOT NULL,
  units integer NOT NULL CONSTRAINT earlier_month_not_negative CHECK (units >= 0),
  source text NOT NULL CONSTRAINT earlier_month_has_a_source CHECK (length(trim(source)) BETWEEN 1 AND 200),
  is_demo boolean NOT NULL DEFAULT false,
  told_by uuid REFERENCES account (id),
  told_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (unit_id, month),
  CONSTRAINT earlier_month_begins_a_month CHECK (extract(day FROM month) = 1)
);

-- Changing the rule adds a row: the list of an earlier day is worked out by the rule of that day.
CREATE TABLE watch_rule (
  id uuid PRIMARY KEY,
  level text NOT NULL CONSTRAINT watch_rule_level_known CHECK (level IN ('unit', 'commune')),
  in_force_from date NOT NULL,
  below_percent integer NOT NULL CONSTRAINT watch_rule_percent_sensible CHECK (below_percent BETWEEN 1 AND 100),
  in_months integer NOT NULL,
  of_months integer NOT NULL CONSTRAINT watch_rule_months_sensible CHECK (of_months BETWEEN 1 AND 12),
  window_months integer NOT NULL CONSTRAINT watch_rule_window_sensible CHECK (window_months BETWEEN 1 AND 12),
  reason text NOT NULL CONSTRAINT watch_rule_has_a_reason CHECK (length(trim(reason)) BETWEEN 1 AND 500),
  made_by uuid REFERENCES account (id),
  made_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT watch_rule_one_a_day UNIQUE (level, in_force_from),
  CONSTRAINT watch_rule_part_of_its_months CHECK (in_months BETWEEN 1 AND of_months)
);

INSERT INTO watch_rule (id, level, in_force_from, below_percent, in_months, of_months, window_months, reason) VALUES
  ('019ab000-0000-7000-8000-000000000001', 'unit', '2020-01-01', 75, 3, 6, 3,
    'Mức khởi đầu của phần mềm; Ban Chỉ đạo Quốc gia sửa được.'),
  ('019ab000-0000-7000-8000-000000000002', 'commune', '2020-01-01', 50, 3, 6, 6,
    'Mức khởi đầu của phần mềm; Ban Chỉ đạo Quốc gia sửa được.');

CREATE TABLE support_action (
  id uuid PRIMARY KEY,
  unit_id text NOT NULL REFERENCES unit (id),
  province_id text NOT NULL REFERENCES unit (id),
  what text NOT NULL CONSTRAINT support_action_says_what CHECK (length(trim(what)) BETWEEN 1 AND 300),
  owner text NOT NULL CONSTRAINT support_action_has_an_owner CHECK (length(trim(owner)) BETWEEN 1 AND 120),
  due_on date NOT NULL,
  state text NOT NULL DEFAULT 'planned' CONSTRAINT support_action_state_known CHECK (state IN
    ('planned', 'doing', 'done', 'dropped')),
  outcome text,
  is_demo boolean NOT NULL DEFAULT false,
  version integer NOT NULL DEFAULT 1,
  request_key uuid NOT NULL CONSTRAINT support_action_request_key UNIQUE,
  made_by uuid REFERENCES account (id),
  made_at timestamptz NOT NULL DEFAULT now(),
  changed_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT support_action_over_says_what_came_of_it CHECK (
    state NOT IN ('done', 'dropped') OR length(trim(coalesce(outcome, ''))) > 0)
);
CREATE INDEX support_action_unit ON support_action (unit_id, due_on);
CREATE INDEX support_action_due ON support_action (province_id, due_on) WHERE state IN ('planned', 'doing');

CREATE TABLE push_plan (
  id uuid PRIMARY KEY,
  unit_id text NOT NULL REFERENCES unit (id),
  season text NOT NULL CONSTRAINT push_plan_season_known CHECK (season IN ('tet', 'summer')),
  name text NOT NULL CONSTRAINT push_plan_is_named CHECK (length(trim(name)) BETWEEN 1 AND 120),
  owner text NOT NULL CONSTRAINT push_plan_has_an_owner CHECK (length(trim(owner)) BETWEEN 1 AND 120),
  starts_on date NOT NULL,
  ends_on date NOT NULL,
  gap_units integer NOT NULL CONSTRAINT push_plan_gap_not_negative CHECK (gap_units >= 0),
  is_demo boolean NOT NULL DEFAULT false,
  version integer NOT NULL DEFAULT 1,
  request_key uuid NOT NULL CONSTRAINT push_plan_request_key UNIQUE,
  made_by uuid REFERENCES account (id),
  made_at timestamptz NOT NULL DEFAULT now(),
  changed_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT push_plan_within_half_a_year CHECK (ends_on BETWEEN starts_on AND starts_on + 183)
);
CREATE INDEX push_plan_unit ON push_plan (unit_id, starts_on);

CREATE TABLE push_plan_part (
  plan_id uuid NOT NULL REFERENCES push_plan (id),
  commune_id text NOT NULL REFERENCES unit (id),
  drives integer NOT NULL CONSTRAINT push_plan_part_drives_sensible CHECK (drives BETWEEN 1 AND 100),
  units integer NOT NULL CONSTRAINT push_plan_part_units_sensible CHECK (units BETWEEN 1 AND 100000),
  PRIMARY KEY (plan_id, commune_id)
);

GRANT SELECT, INSERT, UPDATE, DELETE ON earlier_month TO giothong_app;
GRANT SELECT, INSERT ON watch_rule TO giothong_app;
GRANT SELECT, INSERT, UPDATE ON support_action, push_plan TO giothong_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON push_plan_part TO giothong_app;
