-- A national rule is carried out by each province's own bodies: it names the kind of body that signs, and the province
-- says which one that is.
ALTER TABLE award_authority ADD COLUMN kind text NOT NULL CONSTRAINT award_authority_kind_known CHECK (kind IN
  ('steering_committee', 'people_committee', 'red_cross', 'health_institute', 'ministry'));
CREATE UNIQUE INDEX award_authority_one_of_a_kind ON award_authority (unit_id, kind);
ALTER TABLE award_rule DROP COLUMN authority_id;
ALTER TABLE award_rule ADD COLUMN authority_kind text NOT NULL CONSTRAINT award_rule_authority_known CHECK (authority_kind IN
  ('steering_committee', 'people_committee', 'red_cross', 'health_institute', 'ministry'));
