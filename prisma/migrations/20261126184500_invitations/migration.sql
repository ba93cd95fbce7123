-- A donor invites others by a link of their own: an opaque code that says nothing of them, and that they can change or
-- end. A booking made by it remembers who brought it.
CREATE TABLE donor_invitation (
  id uuid PRIMARY KEY,
  donor_id uuid NOT NULL REFERENCES donor (id),
  code text NOT NULL CONSTRAINT donor_invitation_code_once UNIQUE
    CONSTRAINT donor_invitation_code_shaped CHECK (code ~ '^[2-9a-hjkmnp-z]{16}$'),
  shows_name boolean NOT NULL DEFAULT false,
  made_at timestamptz NOT NULL DEFAULT now(),
  ended_at timestamptz,
  is_demo boolean NOT NULL DEFAULT false,
  CONSTRAINT donor_invitation_ends_after_made CHECK (ended_at IS NULL OR ended_at >= made_at)
);
CREATE UNIQUE INDEX donor_invitation_one_open ON donor_invitation (donor_id) WHERE ended_at IS NULL;
CREATE UNIQUE INDEX donor_invitation_and_its_donor ON donor_invitation (id, donor_id);

-- Nobody brings themselves, and what stands as a referral of an invitation is of the one whose invitation it is.
-- A referral in doubt stays on record and counts for nobody: whoever was brought, brings who brought them.
ALTER TABLE booking_referral
  ADD COLUMN booked_by uuid,
  ADD COLUMN invitation_id uuid,
  ADD COLUMN doubt text CONSTRAINT booking_referral_doubt_known CHECK (doubt IN ('loop')),
  ADD COLUMN made_at timestamptz NOT NULL DEFAULT now();
UPDATE booking_referral r SET booked_by = b.donor_id FROM booking b WHERE b.id = r.booking_id;
ALTER TABLE booking_referral
  ALTER COLUMN booked_by SET NOT NULL,
  DROP CONSTRAINT booking_referral_booking_id_fkey,
  ADD CONSTRAINT booking_referral_of_the_one_who_booked FOREIGN KEY (booking_id, booked_by) REFERENCES booking (id, donor_id),
  ADD CONSTRAINT booking_referral_by_its_invitation FOREIGN KEY (invitation_id, donor_id)
    REFERENCES donor_invitation (id, donor_id),
  ADD CONSTRAINT booking_referral_not_oneself CHECK (donor_id IS NULL OR donor_id <> booked_by);
CREATE INDEX booking_referral_brought ON booking_referral (booked_by);

GRANT SELECT, INSERT, UPDATE ON donor_invitation TO giothong_app;
