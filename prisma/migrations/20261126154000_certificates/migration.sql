-- How a certificate reads: one text for each kind of body that signs, and for a body that writes its own. `{name}`,
-- `{honour}`, `{count}`, `{object}` stand for whom and what. No emblem is drawn that the society does not supply.
CREATE TABLE certificate_template (
  id text PRIMARY KEY,
  authority_kind text NOT NULL CONSTRAINT certificate_template_kind_known CHECK (authority_kind IN
    ('steering_committee', 'people_committee', 'red_cross', 'health_institute', 'ministry')),
  authority_id text REFERENCES award_authority (id),
  orientation text NOT NULL DEFAULT 'landscape' CONSTRAINT certificate_template_orientation_known CHECK (orientation IN ('landscape', 'portrait')),
  heading text NOT NULL,
  body text NOT NULL CONSTRAINT certificate_template_names_somebody CHECK (position('{name}' IN body) > 0),
  closing text NOT NULL,
  seal_note text,
  made_by uuid REFERENCES account (id),
  made_at timestamptz NOT NULL DEFAULT now(),
  version integer NOT NULL DEFAULT 1
);
CREATE UNIQUE INDEX certificate_template_one_for_all ON certificate_template (authority_kind) WHERE authority_id IS NULL;
CREATE UNIQUE INDEX certificate_template_one_of_its_own ON certificate_template (authority_id) WHERE authority_id IS NOT NULL;

-- Where somebody sits at the ceremony, and whether they said they come.
ALTER TABLE honour ADD COLUMN seat text;
ALTER TABLE honour ADD COLUMN invited_at timestamptz;

GRANT SELECT, INSERT, UPDATE, DELETE ON certificate_template TO giothong_app;
