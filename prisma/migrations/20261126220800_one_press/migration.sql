-- One press on a list of candidates, kept as one deed: said again it gives the same answer, and it can be taken back as
-- one as long as nobody has moved whom it moved. Its id is the key the form sent; `asked` marks what was asked by it.
CREATE TABLE award_move (
  id uuid PRIMARY KEY,
  round_id uuid NOT NULL CONSTRAINT award_move_of_a_round REFERENCES award_round (id),
  asked text NOT NULL,
  moved integer NOT NULL CONSTRAINT award_move_moved_somebody CHECK (moved > 0),
  made_by uuid REFERENCES account (id),
  made_at timestamptz NOT NULL DEFAULT now(),
  undone_at timestamptz,
  CONSTRAINT award_move_undone_after_made CHECK (undone_at IS NULL OR undone_at >= made_at)
);
CREATE INDEX award_move_round ON award_move (round_id, made_at);

-- Where each stood before, and with which version the press left them.
CREATE TABLE award_move_item (
  move_id uuid NOT NULL CONSTRAINT award_move_item_of_a_move REFERENCES award_move (id),
  candidate_id uuid NOT NULL CONSTRAINT award_move_item_of_a_candidate REFERENCES award_candidate (id),
  from_status text NOT NULL,
  from_because text,
  from_fill_id uuid CONSTRAINT award_move_item_filled_before REFERENCES award_fill (id),
  to_status text NOT NULL,
  to_version integer NOT NULL,
  PRIMARY KEY (move_id, candidate_id),
  CONSTRAINT award_move_item_went_somewhere CHECK (to_status <> from_status)
);
CREATE INDEX award_move_item_candidate ON award_move_item (candidate_id);

-- The key of the form a decision was entered by, and how many fell away by it, so that the same press twice is answered
-- alike; decisions from before have none.
ALTER TABLE award_decision
  ADD COLUMN request_key uuid CONSTRAINT award_decision_request_key UNIQUE,
  ADD COLUMN fell_away integer NOT NULL DEFAULT 0 CONSTRAINT award_decision_fell_away_sensible CHECK (fell_away >= 0);

ALTER TABLE award_event DROP CONSTRAINT award_event_kind_known, ADD CONSTRAINT award_event_kind_known CHECK (kind IN
  ('made', 'changed', 'gathered', 'nominated', 'withdrawn', 'checked', 'returned', 'chosen', 'passed_over', 'filled',
   'unfilled', 'swapped', 'undone', 'comment', 'proposed', 'approved', 'refused', 'decided', 'seated', 'invited',
   'presented', 'cancelled'));

GRANT SELECT, INSERT, UPDATE ON award_move TO giothong_app;
GRANT SELECT, INSERT ON award_move_item TO giothong_app;
