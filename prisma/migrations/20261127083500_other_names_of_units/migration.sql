-- Names under which offices write a province that no version of it bears: short forms, other spellings, and names from
-- before the days that are held. Each leads to a name the house holds ("means"), never to a unit: which unit bears that
-- name depends on the day.
CREATE TABLE unit_alias (
  name_key text COLLATE "C" PRIMARY KEY,
  name text NOT NULL,
  kind text NOT NULL CONSTRAINT unit_alias_kind_known CHECK (kind IN ('short', 'former')),
  means text NOT NULL,
  -- The first day it was no longer borne.
  until date,
  source text NOT NULL,
  source_vi text NOT NULL,
  CONSTRAINT unit_alias_former_until CHECK ((kind = 'former') = (until IS NOT NULL))
);
GRANT SELECT ON unit_alias TO giothong_app;
