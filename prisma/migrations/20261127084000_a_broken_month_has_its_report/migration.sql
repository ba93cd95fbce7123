-- A month in which units were joined is reported whole, by the unit there at its end, as half-years and years already
-- were: it had been nobody's to report.
ALTER TABLE report DROP CONSTRAINT report_unit_existed,
  ADD CONSTRAINT report_unit_existed CHECK (ends_on >= unit_begins AND ends_on < unit_ends);
