-- A body that decides sends a whole proposal back with a reason, which stays on the round until it is proposed again.
ALTER TABLE award_round
  ADD COLUMN sent_back_at timestamptz,
  ADD COLUMN sent_back_because text,
  ADD COLUMN proposed_by uuid CONSTRAINT award_round_proposed_by_account REFERENCES account (id),
  ADD CONSTRAINT award_round_sent_back_with_a_reason CHECK (
    (sent_back_at IS NULL) = (length(trim(coalesce(sent_back_because, ''))) = 0)),
  ADD CONSTRAINT award_round_sent_back_is_open CHECK (
    sent_back_at IS NULL OR status NOT IN ('proposed', 'decided', 'presented')),
  ADD CONSTRAINT award_round_proposed_by_of_a_proposal CHECK (proposed_by IS NULL OR proposal_number IS NOT NULL);

-- Who sent the proposals that are there already, by their history; examples nobody sent name nobody.
UPDATE award_round r SET proposed_by = (
  SELECT e.by_account FROM award_event e WHERE e.round_id = r.id AND e.kind = 'proposed'
  ORDER BY e.happened_at DESC, e.id DESC LIMIT 1)
WHERE r.proposal_number IS NOT NULL;

-- Words with a decision, where its body had any; and whose proposal it decides on, so that the same hand does not do
-- both. The database copies it from the round itself: no writer can leave it out. Decisions from before name nobody.
ALTER TABLE award_decision
  ADD COLUMN words text CONSTRAINT award_decision_words_not_blank CHECK (length(trim(words)) > 0),
  ADD COLUMN proposed_by uuid CONSTRAINT award_decision_proposed_by_account REFERENCES account (id),
  ADD CONSTRAINT award_decision_by_another CHECK (decided_by IS NULL OR decided_by IS DISTINCT FROM proposed_by);

CREATE FUNCTION award_decision_on_a_proposal() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.proposed_by := (SELECT proposed_by FROM award_round WHERE id = NEW.round_id);
  RETURN NEW;
END $$;

CREATE TRIGGER award_decision_tells_whose_proposal BEFORE INSERT ON award_decision
  FOR EACH ROW EXECUTE FUNCTION award_decision_on_a_proposal();

ALTER TABLE award_event DROP CONSTRAINT award_event_kind_known, ADD CONSTRAINT award_event_kind_known CHECK (kind IN
  ('made', 'changed', 'gathered', 'nominated', 'withdrawn', 'checked', 'returned', 'chosen', 'passed_over', 'filled',
   'unfilled', 'swapped', 'undone', 'comment', 'proposed', 'sent_back', 'approved', 'refused', 'decided', 'seated',
   'invited', 'presented', 'cancelled'));
