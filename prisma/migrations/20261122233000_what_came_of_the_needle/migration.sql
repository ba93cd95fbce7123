-- A visit whose needle went in and of which nobody said, days later, what came of it: it waits to be finished, and no
-- longer keeps its donor from being received elsewhere. Recording the donation stays possible: blood in a bag is a fact.
ALTER TABLE visit
  ADD COLUMN left_open_at timestamptz,
  ADD CONSTRAINT visit_left_open_only_after_the_needle CHECK (
    left_open_at IS NULL OR status IN ('bleeding', 'donated', 'incomplete'));

-- What somebody lost when a donation stopped without a bag to count: it may ask for a rest as a donation does.
ALTER TABLE visit
  ADD COLUMN blood_lost_ml integer,
  ADD CONSTRAINT visit_blood_lost_when_it_stopped CHECK (
    blood_lost_ml IS NULL OR (status = 'incomplete' AND blood_lost_ml BETWEEN 1 AND 700));

DROP INDEX visit_one_open_per_donor;
CREATE UNIQUE INDEX visit_one_open_per_donor ON visit (donor_id)
  WHERE status IN ('arrived', 'fit', 'bleeding') AND left_open_at IS NULL;
