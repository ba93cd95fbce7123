-- When a province is told that Tết or summer comes nearer and its announced drives do not cover it. A row a change.
CREATE TABLE shortage_rule (
  id uuid PRIMARY KEY,
  in_force_from date NOT NULL CONSTRAINT shortage_rule_one_a_day UNIQUE,
  weeks_before integer NOT NULL CONSTRAINT shortage_rule_weeks_sensible CHECK (weeks_before BETWEEN 1 AND 26),
  cover_percent integer NOT NULL CONSTRAINT shortage_rule_percent_sensible CHECK (cover_percent BETWEEN 1 AND 100),
  reason text NOT NULL CONSTRAINT shortage_rule_has_a_reason CHECK (length(trim(reason)) BETWEEN 1 AND 500),
  made_by uuid REFERENCES account (id),
  made_at timestamptz NOT NULL DEFAULT now()
);

INSERT INTO shortage_rule (id, in_force_from, weeks_before, cover_percent, reason) VALUES
  ('019ab000-0000-7000-8000-000000000003', '2020-01-01', 12, 60, 'Mức khởi đầu của phần mềm; Ban Chỉ đạo Quốc gia sửa được.');

-- A province told so, once for each Tết and each summer; how it stands is looked at again every morning.
CREATE TABLE shortage_warning (
  id uuid PRIMARY KEY,
  unit_id text NOT NULL REFERENCES unit (id),
  season text NOT NULL CONSTRAINT shortage_warning_season_known CHECK (season IN ('tet', 'summer')),
  year integer NOT NULL,
  starts_on date NOT NULL,
  ends_on date NOT NULL,
  rule_id uuid NOT NULL REFERENCES shortage_rule (id),
  warned_on date NOT NULL,
  people integer NOT NULL CONSTRAINT shortage_warning_people_sensible CHECK (people >= 0),
  needed integer NOT NULL CONSTRAINT shortage_warning_needs_something CHECK (needed > 0),
  expected integer NOT NULL CONSTRAINT shortage_warning_expected_sensible CHECK (expected >= 0),
  looked_on date NOT NULL,
  covered_on date,
  CONSTRAINT shortage_warning_once_a_season UNIQUE (unit_id, season, year),
  CONSTRAINT shortage_warning_days_in_order CHECK (ends_on >= starts_on),
  CONSTRAINT shortage_warning_looked_at_after CHECK (looked_on >= warned_on AND (covered_on IS NULL OR covered_on >= warned_on))
);
CREATE INDEX shortage_warning_open ON shortage_warning (ends_on) WHERE covered_on IS NULL;

GRANT SELECT, INSERT ON shortage_rule TO giothong_app;
GRANT SELECT, INSERT, UPDATE ON shortage_warning TO giothong_app;
