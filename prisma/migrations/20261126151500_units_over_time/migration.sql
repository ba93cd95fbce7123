-- Units over time: merges, splits, renames, upgrades and moves as recorded decisions, what each of them moved, and the
-- review list that comes after it.

-- ───────────────────────── the decision ─────────────────────────

CREATE TABLE unit_decision (
  id uuid PRIMARY KEY,
  kind text NOT NULL CONSTRAINT unit_decision_kind_known CHECK (kind IN ('merge', 'split', 'rename', 'upgrade', 'move')),
  status text NOT NULL DEFAULT 'draft' CONSTRAINT unit_decision_status_known CHECK (status IN
    ('draft', 'withdrawn', 'carried_out', 'undone')),
  -- The province whose communes it is about; null where provinces or ministries themselves change.
  within_unit_id text REFERENCES unit (id),
  number text,
  decided_on date,
  effective_on date,
  issuer text,
  signatory text,
  note text,
  request_key uuid NOT NULL CONSTRAINT unit_decision_request_key UNIQUE,
  is_demo boolean NOT NULL DEFAULT false,
  version integer NOT NULL DEFAULT 1,
  drafted_by uuid REFERENCES account (id),
  drafted_at timestamptz NOT NULL DEFAULT now(),
  carried_out_by uuid REFERENCES account (id),
  carried_out_at timestamptz,
  undone_by uuid REFERENCES account (id),
  undone_at timestamptz,
  undone_because text,
  CONSTRAINT unit_decision_whole_when_carried_out CHECK (
    status NOT IN ('carried_out', 'undone')
    OR (carried_out_at IS NOT NULL AND decided_on IS NOT NULL AND effective_on IS NOT NULL
      AND length(trim(coalesce(number, ''))) > 0 AND length(trim(coalesce(issuer, ''))) > 0)),
  CONSTRAINT unit_decision_undone_with_a_reason CHECK (
    status <> 'undone' OR (undone_at IS NOT NULL AND length(trim(coalesce(undone_because, ''))) > 0)),
  CONSTRAINT unit_decision_takes_effect_after_it_is_decided CHECK (effective_on >= decided_on)
);
CREATE INDEX unit_decision_state ON unit_decision (status, effective_on);

-- Which units it takes (predecessors) and which it leaves (successors). A successor that is new has no unit until the
-- decision is carried out, and none again when it is undone: what it was to be called stays here.
CREATE TABLE unit_decision_line (
  decision_id uuid NOT NULL REFERENCES unit_decision (id) ON DELETE CASCADE,
  side text NOT NULL CONSTRAINT unit_decision_line_side_known CHECK (side IN ('predecessor', 'successor')),
  position integer NOT NULL CONSTRAINT unit_decision_line_position_sensible CHECK (position BETWEEN 1 AND 60),
  unit_id text REFERENCES unit (id) ON DELETE SET NULL,
  code text,
  name text,
  full_name text,
  name_en text,
  type text,
  -- Where a commune is moved to.
  parent_id text REFERENCES unit (id),
  -- How much of a target a part of a split takes over.
  share_percent numeric(5, 2) CONSTRAINT unit_decision_line_share_sensible CHECK (share_percent BETWEEN 0 AND 100),
  PRIMARY KEY (decision_id, side, position)
);
CREATE INDEX unit_decision_line_unit ON unit_decision_line (unit_id);

-- Of a split: which commune, place, organisation or facility goes to which part (by position); all others to the first.
CREATE TABLE unit_decision_share (
  decision_id uuid NOT NULL REFERENCES unit_decision (id) ON DELETE CASCADE,
  kind text NOT NULL CONSTRAINT unit_decision_share_kind_known CHECK (kind IN ('commune', 'venue', 'organisation', 'facility')),
  subject_id text NOT NULL,
  position integer NOT NULL,
  PRIMARY KEY (decision_id, kind, subject_id)
);

-- Every row a decision moved, made or ended, as it was and as it then stood: the undo puts back exactly these.
CREATE TABLE unit_change_item (
  decision_id uuid NOT NULL REFERENCES unit_decision (id),
  step integer NOT NULL,
  subject text NOT NULL,
  row_id text NOT NULL,
  before jsonb,
  after jsonb,
  PRIMARY KEY (decision_id, subject, row_id),
  CONSTRAINT unit_change_item_changes_something CHECK (before IS DISTINCT FROM after)
);
CREATE INDEX unit_change_item_decision ON unit_change_item (decision_id, step);

-- From which targets a unit that came of a change has its own.
CREATE TABLE target_origin (
  target_id uuid NOT NULL REFERENCES target (id) ON DELETE CASCADE,
  origin_target_id uuid NOT NULL REFERENCES target (id) ON DELETE CASCADE,
  decision_id uuid NOT NULL REFERENCES unit_decision (id),
  PRIMARY KEY (target_id, origin_target_id)
);

-- ───────────────────────── the review list after a change ─────────────────────────

CREATE TABLE unit_review_item (
  id uuid PRIMARY KEY,
  -- Empty once the unit is no more because its making was undone.
  unit_id text REFERENCES unit (id),
  decision_id uuid REFERENCES unit_decision (id),
  changed_on date NOT NULL,
  task text NOT NULL CONSTRAINT unit_review_item_task_known CHECK (task IN
    ('committee', 'staff', 'joint_mechanism', 'joint_documents')),
  owner text,
  due_on date NOT NULL,
  state text NOT NULL DEFAULT 'open' CONSTRAINT unit_review_item_state_known CHECK (state IN
    ('open', 'doing', 'done', 'not_needed')),
  note text,
  is_demo boolean NOT NULL DEFAULT false,
  version integer NOT NULL DEFAULT 1,
  updated_by uuid REFERENCES account (id),
  updated_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT unit_review_item_due_after_the_change CHECK (due_on >= changed_on),
  CONSTRAINT unit_review_item_not_needed_with_a_reason CHECK (
    state <> 'not_needed' OR length(trim(coalesce(note, ''))) > 0),
  CONSTRAINT unit_review_item_once UNIQUE (unit_id, changed_on, task)
);
CREATE INDEX unit_review_item_due ON unit_review_item (state, due_on);

-- ───────────────────────── units that decisions have touched ─────────────────────────

-- What a decision wrote is no longer the reference files' to write.
ALTER TABLE unit ADD COLUMN decision_id uuid REFERENCES unit_decision (id);
ALTER TABLE unit_version ADD COLUMN decision_id uuid REFERENCES unit_decision (id);
ALTER TABLE unit_succession ADD COLUMN decision_id uuid REFERENCES unit_decision (id);
ALTER TABLE former_commune_successor ADD COLUMN decision_id uuid REFERENCES unit_decision (id);
ALTER TABLE unit_population ADD COLUMN decision_id uuid REFERENCES unit_decision (id);
ALTER TABLE unit_population ADD COLUMN note text;
ALTER TABLE unit_population ADD COLUMN entered_by uuid REFERENCES account (id);
ALTER TABLE unit_population ADD COLUMN entered_at timestamptz;
-- To which unit it belonged from day to day: a commune outlives its province, and may pass to another.
ALTER TABLE unit_version ADD COLUMN parent_id text REFERENCES unit (id);
UPDATE unit_version v SET parent_id = u.parent_id FROM unit u WHERE u.id = v.unit_id;
CREATE INDEX unit_version_parent ON unit_version (parent_id);
CREATE INDEX unit_succession_successor ON unit_succession (successor_id);
CREATE INDEX unit_ended ON unit (valid_to) WHERE valid_to IS NOT NULL;

GRANT SELECT, INSERT, UPDATE, DELETE ON unit_decision, unit_decision_line, unit_decision_share, unit_review_item,
  target_origin TO giothong_app;
GRANT SELECT, INSERT ON unit_change_item TO giothong_app;
REVOKE DELETE ON unit_decision, unit_review_item FROM giothong_app;
