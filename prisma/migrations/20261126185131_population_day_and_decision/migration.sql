-- The day a population was counted for, and the number of the paper that states it, where they are known.
ALTER TABLE unit_population ADD COLUMN as_of date;
ALTER TABLE unit_population ADD COLUMN decision_number text;
ALTER TABLE unit_population ADD CONSTRAINT unit_population_as_of_within_year
  CHECK (as_of IS NULL OR extract(year FROM as_of) = year);
