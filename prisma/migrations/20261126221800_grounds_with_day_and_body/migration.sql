-- The decision a rule stands on, as papers name it among their grounds: number, day, who issued it, and what about. What
-- nobody has told stays open and is left out of the paper.
ALTER TABLE award_rule
  ADD COLUMN decision_on date,
  ADD COLUMN decision_by text,
  ADD COLUMN decision_about text,
  ADD CONSTRAINT award_rule_decision_has_a_number CHECK (
    decision_number IS NOT NULL OR (decision_on IS NULL AND decision_by IS NULL AND decision_about IS NULL)),
  ADD CONSTRAINT award_rule_decision_words_told CHECK (
    length(trim(decision_by)) > 0 AND length(trim(decision_about)) > 0);
