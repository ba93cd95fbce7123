-- One person, one day: what hangs together says so by a reference of several columns. A booking is of the drive its
-- slot belongs to; a visit of the drive and the person of its booking; a donation of the drive and the person of its
-- visit; answers and deferrals of the person they were given by. Until now each column was true only by itself.
--
-- Each reference takes the place of the one of a single column, so no write checks more rows than before. What it costs
-- is the unique indexes it points at: two more each on booking and visit, one on slot, which no counter moves.
-- A drive's commune and province stay untied from its venue's and from each other: both are the truth of the day the
-- drive was held, and the next merger of units must not rewrite it.

CREATE UNIQUE INDEX slot_and_its_drive ON slot (id, drive_id);
CREATE UNIQUE INDEX booking_and_its_donor ON booking (id, donor_id);
CREATE UNIQUE INDEX booking_and_its_day ON booking (id, drive_id, donor_id);
CREATE UNIQUE INDEX visit_and_its_donor ON visit (id, donor_id);
CREATE UNIQUE INDEX visit_and_its_day ON visit (id, drive_id, donor_id);

ALTER TABLE booking
  DROP CONSTRAINT booking_slot_id_fkey,
  ADD CONSTRAINT booking_slot_of_its_drive FOREIGN KEY (slot_id, drive_id) REFERENCES slot (id, drive_id);

ALTER TABLE declaration
  DROP CONSTRAINT declaration_booking_id_fkey,
  ADD CONSTRAINT declaration_of_the_one_who_booked FOREIGN KEY (booking_id, donor_id)
    REFERENCES booking (id, donor_id) ON DELETE CASCADE;

ALTER TABLE visit
  DROP CONSTRAINT visit_booking_id_fkey,
  ADD CONSTRAINT visit_as_booked FOREIGN KEY (booking_id, drive_id, donor_id)
    REFERENCES booking (id, drive_id, donor_id);

ALTER TABLE deferral
  DROP CONSTRAINT deferral_visit_id_fkey,
  ADD CONSTRAINT deferral_of_the_one_who_came FOREIGN KEY (visit_id, donor_id) REFERENCES visit (id, donor_id);

ALTER TABLE donation
  DROP CONSTRAINT donation_visit_id_fkey,
  ADD CONSTRAINT donation_of_its_visit FOREIGN KEY (visit_id, drive_id, donor_id)
    REFERENCES visit (id, drive_id, donor_id);
