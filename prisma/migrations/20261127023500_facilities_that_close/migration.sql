-- A collecting facility that has stopped takes no new drive; its past stays as it was.
ALTER TABLE facility
  ADD COLUMN closed_on date,
  ADD COLUMN version integer NOT NULL DEFAULT 1;
