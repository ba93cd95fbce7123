-- Who signs a round's proposal, as a decision tells who signs it. Proposals from before name nobody of their own: their
-- paper goes on naming the head of the body that proposes.
ALTER TABLE award_round
  ADD COLUMN proposal_signatory_title text,
  ADD COLUMN proposal_signatory_name text,
  ADD CONSTRAINT award_round_signatory_whole CHECK (
    (proposal_signatory_title IS NULL) = (proposal_signatory_name IS NULL)),
  ADD CONSTRAINT award_round_signatory_told CHECK (
    length(trim(proposal_signatory_title)) > 0 AND length(trim(proposal_signatory_name)) > 0),
  ADD CONSTRAINT award_round_signatory_of_a_proposal CHECK (
    proposal_signatory_name IS NULL OR proposal_number IS NOT NULL);
