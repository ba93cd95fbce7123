-- Who receives two honours at one ceremony sits once: a seat is a person's, and the honour only the one it is called by.
DELETE FROM ceremony_seat;
ALTER TABLE ceremony_seat ADD COLUMN subject_id uuid NOT NULL,
  ADD CONSTRAINT ceremony_seat_person_once UNIQUE (round_id, subject_id);
