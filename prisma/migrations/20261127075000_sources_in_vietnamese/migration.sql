-- Where the reference files come from is told to each reader in their language; what somebody writes here has one text.
-- The resolution by which units changed before decisions were recorded here stands beside the change, by its number.
ALTER TABLE unit_version ADD COLUMN source_vi text, ADD COLUMN resolution text;
ALTER TABLE unit_succession ADD COLUMN source_vi text, ADD COLUMN resolution text;
ALTER TABLE unit_population ADD COLUMN source_vi text;
