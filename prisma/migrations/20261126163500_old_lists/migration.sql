-- Old lists: spreadsheets of past honours and donations. Each row keeps whom it may mean and who said so; nothing of it
-- counts before somebody takes it over. A number of a person's paper is looked up while reading and never kept here.

CREATE TABLE honour_import (
  id uuid PRIMARY KEY,
  file_name text NOT NULL,
  unit_id text NOT NULL CONSTRAINT honour_import_of_unit REFERENCES unit (id),
  request_key uuid NOT NULL CONSTRAINT honour_import_request_key UNIQUE,
  uploaded_by uuid NOT NULL CONSTRAINT honour_import_uploaded_by_account REFERENCES account (id),
  uploaded_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX honour_import_unit ON honour_import (unit_id, uploaded_at);

CREATE TABLE honour_import_row (
  import_id uuid NOT NULL CONSTRAINT honour_import_row_of_import REFERENCES honour_import (id) ON DELETE CASCADE,
  line integer NOT NULL,
  kind text NOT NULL CONSTRAINT honour_import_row_kind_known CHECK (kind IN ('honour', 'donation')),
  full_name text NOT NULL,
  born_on date,
  born_year integer,
  blood_group text,
  amount integer NOT NULL CONSTRAINT honour_import_row_amount_sensible CHECK (amount BETWEEN 1 AND 300),
  got_on date NOT NULL,
  decision_number text,
  rule_id text CONSTRAINT honour_import_row_of_rule REFERENCES award_rule (id),
  verdict text NOT NULL CONSTRAINT honour_import_row_verdict_known CHECK (verdict IN
    ('certain', 'uncertain', 'not_found', 'there', 'duplicate', 'refused')),
  reason text,
  facts jsonb NOT NULL DEFAULT '{}',
  candidates uuid[] NOT NULL DEFAULT '{}',
  chosen_donor_id uuid CONSTRAINT honour_import_row_of_donor REFERENCES donor (id),
  resolution text CONSTRAINT honour_import_row_resolution_known CHECK (resolution IN ('this_person', 'not_in_system', 'skipped')),
  resolved_by uuid CONSTRAINT honour_import_row_resolved_by_account REFERENCES account (id),
  resolved_at timestamptz,
  honour_id uuid CONSTRAINT honour_import_row_became_honour REFERENCES honour (id),
  earlier_id uuid CONSTRAINT honour_import_row_became_donation REFERENCES earlier_donation (id),
  CONSTRAINT honour_import_row_pkey PRIMARY KEY (import_id, line),
  CONSTRAINT honour_import_row_doubted_with_a_reason CHECK (verdict NOT IN ('uncertain', 'refused') OR reason IS NOT NULL),
  CONSTRAINT honour_import_row_certain_of_somebody CHECK (verdict <> 'certain' OR chosen_donor_id IS NOT NULL),
  -- Whoever an uncertain row means, somebody said so: the machine alone never chose.
  CONSTRAINT honour_import_row_uncertain_chosen_by_somebody CHECK (
    verdict <> 'uncertain' OR chosen_donor_id IS NULL OR (resolution = 'this_person' AND resolved_by IS NOT NULL)),
  CONSTRAINT honour_import_row_resolved_by_somebody CHECK (num_nulls(resolution, resolved_by, resolved_at) IN (0, 3)),
  CONSTRAINT honour_import_row_became_one_thing CHECK (
    num_nonnulls(honour_id, earlier_id) <= CASE WHEN chosen_donor_id IS NULL THEN 0 ELSE 1 END)
);
CREATE INDEX honour_import_row_verdict ON honour_import_row (import_id, verdict);

GRANT SELECT, INSERT, UPDATE, DELETE ON honour_import, honour_import_row TO giothong_app;
