-- A donor's own pages list every consent, those taken back too; the unique index knows only those in force.
CREATE INDEX consent_donor_given ON consent (donor_id, given_at);
