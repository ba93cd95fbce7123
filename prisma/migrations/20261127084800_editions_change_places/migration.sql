-- Days of editions are compared when a statement ends, not row by row: a file that lets two change places can be loaded.
ALTER TABLE campaign_edition DROP CONSTRAINT campaign_edition_days_apart;
ALTER TABLE campaign_edition ADD CONSTRAINT campaign_edition_days_apart EXCLUDE USING gist
  (campaign_id WITH =, scope_unit_id WITH =, daterange(starts_on, ends_on, '[]') WITH &&) DEFERRABLE INITIALLY IMMEDIATE;
