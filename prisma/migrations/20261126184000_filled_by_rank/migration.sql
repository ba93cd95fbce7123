-- Places filled in the order of the list at one press: kept as one deed, so that it can be taken back as one.
CREATE TABLE award_fill (
  id uuid PRIMARY KEY,
  round_id uuid NOT NULL,
  rule_id text NOT NULL,
  chosen integer NOT NULL CONSTRAINT award_fill_chose_somebody CHECK (chosen > 0),
  made_by uuid REFERENCES account (id),
  made_at timestamptz NOT NULL DEFAULT now(),
  undone_at timestamptz,
  CONSTRAINT award_fill_of_the_round FOREIGN KEY (round_id, rule_id) REFERENCES award_round_rule (round_id, rule_id),
  CONSTRAINT award_fill_undone_after_made CHECK (undone_at IS NULL OR undone_at >= made_at)
);
CREATE INDEX award_fill_round ON award_fill (round_id, made_at);

-- By which press somebody was chosen; whoever was moved by hand since belongs to none any more.
ALTER TABLE award_candidate
  ADD COLUMN fill_id uuid CONSTRAINT award_candidate_fill REFERENCES award_fill (id),
  ADD CONSTRAINT award_candidate_filled_while_chosen CHECK (fill_id IS NULL OR status IN ('chosen', 'approved', 'refused'));
CREATE INDEX award_candidate_filled ON award_candidate (fill_id) WHERE fill_id IS NOT NULL;

ALTER TABLE award_event DROP CONSTRAINT award_event_kind_known, ADD CONSTRAINT award_event_kind_known CHECK (kind IN
  ('made', 'changed', 'gathered', 'nominated', 'withdrawn', 'checked', 'returned', 'chosen', 'passed_over', 'filled',
   'unfilled', 'swapped', 'comment', 'proposed', 'approved', 'refused', 'decided', 'seated', 'invited', 'presented',
   'cancelled'));

GRANT SELECT, INSERT, UPDATE ON award_fill TO giothong_app;
