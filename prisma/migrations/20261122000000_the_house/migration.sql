-- The house: every table of one donor's day, from the units of the country to the audit.
-- What must never be false is a named constraint; the application turns its name into a sentence.

CREATE EXTENSION IF NOT EXISTS btree_gist;
CREATE EXTENSION IF NOT EXISTS pg_trgm;
CREATE EXTENSION IF NOT EXISTS unaccent;

-- The application signs in as this role: rows yes, structure no, the audit only to add to.
DO $$ BEGIN
  IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'giothong_app') THEN
    CREATE ROLE giothong_app NOLOGIN;
  END IF;
END $$;

-- ───────────────────────── reference: units of the country ─────────────────────────

CREATE TABLE reference_file (
  name text PRIMARY KEY,
  sha256 text NOT NULL,
  row_count integer NOT NULL,
  loaded_at timestamptz NOT NULL DEFAULT now()
);

-- The nation, provinces, ministries and communes. `id` is ours and never reused ("VN", "P01", "P02-2024", "MBCA",
-- "C00004"); `code` is the state's and may pass to another unit when one ends.
CREATE TABLE unit (
  id text PRIMARY KEY,
  code text NOT NULL,
  kind text NOT NULL CONSTRAINT unit_kind_known CHECK (kind IN ('nation', 'province', 'ministry', 'commune')),
  type text NOT NULL,
  parent_id text REFERENCES unit (id),
  name text NOT NULL,
  full_name text NOT NULL,
  name_en text NOT NULL,
  name_key text COLLATE "C" NOT NULL,
  region_code text,
  region text,
  region_en text,
  area_km2 numeric(12, 2),
  lat double precision,
  lon double precision,
  centre_commune_code text,
  valid_from date NOT NULL,
  valid_to date,
  source text NOT NULL,
  CONSTRAINT unit_ends_after_it_begins CHECK (valid_to IS NULL OR valid_to > valid_from),
  CONSTRAINT unit_has_parent_but_the_nation CHECK ((kind = 'nation') = (parent_id IS NULL)),
  CONSTRAINT unit_code_once_at_a_time EXCLUDE USING gist (
    kind WITH =, code WITH =, daterange(valid_from, valid_to) WITH &&)
);
CREATE INDEX unit_parent ON unit (parent_id, kind);
CREATE INDEX unit_name_key ON unit (kind, name_key);

-- What a unit was called and of which kind it was, from day to day (valid_to is the first day it no longer held).
CREATE TABLE unit_version (
  unit_id text NOT NULL REFERENCES unit (id) ON DELETE CASCADE,
  valid_from date NOT NULL,
  valid_to date,
  type text NOT NULL,
  name text NOT NULL,
  full_name text NOT NULL,
  source text NOT NULL,
  PRIMARY KEY (unit_id, valid_from),
  CONSTRAINT unit_version_ends_after_it_begins CHECK (valid_to IS NULL OR valid_to > valid_from),
  CONSTRAINT unit_version_one_at_a_time EXCLUDE USING gist (
    unit_id WITH =, daterange(valid_from, valid_to) WITH &&)
);

CREATE TABLE unit_succession (
  predecessor_id text NOT NULL REFERENCES unit (id) ON DELETE CASCADE,
  successor_id text NOT NULL REFERENCES unit (id) ON DELETE CASCADE,
  effective_on date NOT NULL,
  change text NOT NULL,
  source text NOT NULL,
  PRIMARY KEY (predecessor_id, successor_id, effective_on),
  CONSTRAINT unit_succession_joins_two_units CHECK (predecessor_id <> successor_id)
);

CREATE TABLE unit_population (
  unit_id text NOT NULL REFERENCES unit (id) ON DELETE CASCADE,
  year integer NOT NULL,
  basis text NOT NULL,
  people integer NOT NULL CONSTRAINT unit_population_positive CHECK (people > 0),
  source text NOT NULL,
  PRIMARY KEY (unit_id, year, basis)
);

-- Communes as they were before 1 July 2025, many of them without a code, each with where it went.
CREATE TABLE former_commune (
  id text PRIMARY KEY,
  code text,
  name text NOT NULL,
  district text NOT NULL,
  province text NOT NULL,
  name_key text COLLATE "C" NOT NULL,
  district_key text COLLATE "C" NOT NULL,
  province_key text COLLATE "C" NOT NULL,
  province_id text NOT NULL REFERENCES unit (id),
  ended_on date NOT NULL
);
CREATE INDEX former_commune_name ON former_commune (name_key, district_key);
CREATE TABLE former_commune_successor (
  former_commune_id text NOT NULL REFERENCES former_commune (id) ON DELETE CASCADE,
  unit_id text NOT NULL REFERENCES unit (id) ON DELETE CASCADE,
  PRIMARY KEY (former_commune_id, unit_id)
);
CREATE INDEX former_commune_successor_unit ON former_commune_successor (unit_id);

CREATE TABLE emulation_cluster (
  id text PRIMARY KEY,
  number text,
  name_vi text NOT NULL,
  name_en text NOT NULL
);
CREATE TABLE emulation_cluster_member (
  cluster_id text NOT NULL REFERENCES emulation_cluster (id) ON DELETE CASCADE,
  unit_id text NOT NULL REFERENCES unit (id),
  valid_from date NOT NULL,
  valid_to date,
  role text,
  status text NOT NULL,
  source text NOT NULL,
  PRIMARY KEY (cluster_id, unit_id, valid_from)
);

CREATE TABLE tet_date (
  year integer PRIMARY KEY,
  tet_on date NOT NULL CONSTRAINT tet_date_once UNIQUE,
  year_name_vi text NOT NULL
);

-- ───────────────────────── reference: campaigns, published figures, targets ─────────────────────────

CREATE TABLE campaign (
  id text PRIMARY KEY,
  name_vi text NOT NULL,
  short_vi text NOT NULL,
  name_en text NOT NULL,
  short_en text NOT NULL,
  kind text NOT NULL,
  organiser_vi text,
  description_vi text,
  description_en text,
  since integer,
  date_rule jsonb NOT NULL,
  sort_order integer NOT NULL
);

CREATE TABLE campaign_edition (
  id text PRIMARY KEY,
  campaign_id text NOT NULL REFERENCES campaign (id),
  year integer NOT NULL,
  scope_unit_id text NOT NULL REFERENCES unit (id),
  starts_on date NOT NULL,
  ends_on date NOT NULL,
  main_on date,
  dates_from text NOT NULL CONSTRAINT campaign_edition_dates_from_known CHECK (dates_from IN ('published', 'rule', 'decided')),
  source text NOT NULL,
  note text,
  published jsonb NOT NULL DEFAULT '{}',
  CONSTRAINT campaign_edition_ends_after_it_begins CHECK (ends_on >= starts_on),
  CONSTRAINT campaign_edition_once_a_year UNIQUE (campaign_id, year, scope_unit_id)
);

CREATE TABLE published_source (
  id text PRIMARY KEY,
  publisher text,
  address text,
  published_on date,
  detail jsonb NOT NULL
);

-- A figure somebody printed: never summed with what is recorded here, never corrected in silence.
CREATE TABLE published_figure (
  id text PRIMARY KEY,
  scope text NOT NULL,
  scope_code text NOT NULL,
  scope_name text NOT NULL,
  unit_id text REFERENCES unit (id),
  campaign_id text REFERENCES campaign (id),
  year integer NOT NULL,
  period text NOT NULL,
  metric text NOT NULL,
  value numeric,
  value_detail jsonb,
  counted_in text NOT NULL,
  qualifier text NOT NULL,
  status text NOT NULL CONSTRAINT published_figure_status_known CHECK (status IN ('provisional', 'final')),
  as_of date,
  note text,
  headline boolean NOT NULL DEFAULT false,
  detail jsonb NOT NULL,
  CONSTRAINT published_figure_has_a_value CHECK (value IS NOT NULL OR value_detail IS NOT NULL)
);
CREATE INDEX published_figure_scope ON published_figure (unit_id, year, metric);
CREATE TABLE published_figure_source (
  figure_id text NOT NULL REFERENCES published_figure (id) ON DELETE CASCADE,
  source_id text NOT NULL REFERENCES published_source (id),
  PRIMARY KEY (figure_id, source_id)
);
CREATE TABLE published_check (
  id text PRIMARY KEY,
  what text NOT NULL,
  detail jsonb NOT NULL
);
CREATE TABLE published_conflict (
  id text PRIMARY KEY,
  what_vi text NOT NULL,
  what_en text NOT NULL,
  figure_ids text[] NOT NULL
);

CREATE TABLE target (
  id uuid PRIMARY KEY,
  unit_id text NOT NULL REFERENCES unit (id),
  campaign_edition_id text REFERENCES campaign_edition (id),
  year integer NOT NULL CONSTRAINT target_year_sensible CHECK (year BETWEEN 1990 AND 2100),
  period text NOT NULL CONSTRAINT target_period_known CHECK (period IN ('year', 'h1', 'campaign')),
  metric text NOT NULL CONSTRAINT target_metric_known CHECK (metric IN
    ('units', 'donations', 'registered', 'pct_voluntary', 'pct_repeat', 'pct_of_population')),
  value numeric NOT NULL CONSTRAINT target_value_positive CHECK (value > 0),
  qualifier text NOT NULL DEFAULT 'exact',
  counting_basis text NOT NULL,
  decided_on date,
  decision_number text,
  source_figure_id text REFERENCES published_figure (id) ON DELETE CASCADE,
  note text,
  version integer NOT NULL DEFAULT 1,
  superseded_at timestamptz,
  is_demo boolean NOT NULL DEFAULT false,
  created_at timestamptz NOT NULL DEFAULT now()
);
CREATE UNIQUE INDEX target_one_in_force ON target (unit_id, year, period, metric, is_demo, coalesce(campaign_edition_id, ''))
  WHERE superseded_at IS NULL;

-- Rule sets of the circular, dated; each value carries its article and how sure we are of it.
CREATE TABLE eligibility_rule_set (
  id text PRIMARY KEY,
  effective_from date NOT NULL CONSTRAINT eligibility_rule_set_one_a_day UNIQUE,
  title_vi text NOT NULL,
  title_en text NOT NULL,
  source text NOT NULL,
  needs_medical_confirmation boolean NOT NULL,
  rules jsonb NOT NULL
);

-- ───────────────────────── organisations, places ─────────────────────────

CREATE TABLE facility (
  id uuid PRIMARY KEY,
  name text NOT NULL,
  name_key text COLLATE "C" NOT NULL,
  kind text NOT NULL CONSTRAINT facility_kind_known CHECK (kind IN ('blood_centre', 'hospital', 'military_hospital', 'red_cross')),
  unit_id text NOT NULL REFERENCES unit (id),
  isbt_facility_code text,
  daily_capacity integer CONSTRAINT facility_capacity_positive CHECK (daily_capacity > 0),
  is_demo boolean NOT NULL DEFAULT false,
  CONSTRAINT facility_name_once_per_unit UNIQUE (unit_id, name_key)
);

CREATE TABLE organisation (
  id uuid PRIMARY KEY,
  name text NOT NULL,
  name_key text COLLATE "C" NOT NULL,
  kind text NOT NULL CONSTRAINT organisation_kind_known CHECK (kind IN
    ('commune', 'school', 'company', 'agency', 'armed_forces', 'association', 'religious', 'health', 'red_cross', 'other')),
  unit_id text NOT NULL REFERENCES unit (id),
  commune_id text REFERENCES unit (id),
  is_demo boolean NOT NULL DEFAULT false,
  CONSTRAINT organisation_name_once_per_unit UNIQUE (unit_id, name_key)
);

CREATE TABLE venue (
  id uuid PRIMARY KEY,
  name text NOT NULL,
  name_key text COLLATE "C" NOT NULL,
  kind text NOT NULL CONSTRAINT venue_kind_known CHECK (kind IN
    ('blood_centre', 'hospital', 'red_cross', 'humanitarian_centre', 'school', 'hall', 'office', 'factory', 'vehicle', 'religious', 'barracks', 'other')),
  province_id text NOT NULL REFERENCES unit (id),
  commune_id text NOT NULL REFERENCES unit (id),
  address text NOT NULL,
  lat double precision,
  lon double precision,
  is_fixed boolean NOT NULL DEFAULT false,
  is_demo boolean NOT NULL DEFAULT false,
  created_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT venue_position_whole CHECK ((lat IS NULL) = (lon IS NULL)),
  CONSTRAINT venue_position_in_viet_nam CHECK (lat IS NULL OR (lat BETWEEN 6 AND 24 AND lon BETWEEN 102 AND 118)),
  CONSTRAINT venue_once_per_commune UNIQUE (commune_id, name_key)
);
CREATE INDEX venue_province ON venue (province_id, name_key);

-- ───────────────────────── drives ─────────────────────────

CREATE TABLE drive (
  id uuid PRIMARY KEY,
  title text,
  title_key text COLLATE "C" NOT NULL,
  host_organisation_id uuid NOT NULL REFERENCES organisation (id),
  facility_id uuid NOT NULL REFERENCES facility (id),
  venue_id uuid NOT NULL REFERENCES venue (id),
  province_id text NOT NULL REFERENCES unit (id),
  commune_id text NOT NULL REFERENCES unit (id),
  credited_unit_id text NOT NULL REFERENCES unit (id),
  held_on date NOT NULL,
  starts_at timestamptz NOT NULL,
  ends_at timestamptz NOT NULL,
  planned_units integer NOT NULL CONSTRAINT drive_planned_units_sensible CHECK (planned_units BETWEEN 1 AND 20000),
  status text NOT NULL DEFAULT 'draft' CONSTRAINT drive_status_known CHECK (status IN
    ('draft', 'published', 'open', 'closed', 'reconciled', 'postponed', 'cancelled')),
  status_reason text,
  postponed_to date,
  public_note text,
  contact_phone text,
  published_at timestamptz,
  opened_at timestamptz,
  closed_at timestamptz,
  reconciled_at timestamptz,
  last_visit_number integer NOT NULL DEFAULT 0,
  is_demo boolean NOT NULL DEFAULT false,
  version integer NOT NULL DEFAULT 1,
  created_by uuid,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT drive_ends_after_it_starts CHECK (ends_at > starts_at),
  CONSTRAINT drive_fits_one_day CHECK (
    held_on = (starts_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date AND held_on = (ends_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date),
  CONSTRAINT drive_reason_when_put_off CHECK (
    status NOT IN ('postponed', 'cancelled') OR length(trim(coalesce(status_reason, ''))) > 0)
);
CREATE INDEX drive_day ON drive (held_on, status);
CREATE INDEX drive_credited_unit_day ON drive (credited_unit_id, held_on);
CREATE INDEX drive_province_day ON drive (province_id, held_on);
CREATE INDEX drive_commune_day ON drive (commune_id, held_on);
CREATE INDEX drive_facility_day ON drive (facility_id, held_on);

CREATE TABLE drive_campaign (
  drive_id uuid NOT NULL REFERENCES drive (id) ON DELETE CASCADE,
  edition_id text NOT NULL REFERENCES campaign_edition (id),
  PRIMARY KEY (drive_id, edition_id)
);
CREATE INDEX drive_campaign_edition ON drive_campaign (edition_id);

-- `capacity` counts the places that can be booked; `walk_in_reserve` those kept for people who just come.
CREATE TABLE slot (
  id uuid PRIMARY KEY,
  drive_id uuid NOT NULL REFERENCES drive (id) ON DELETE CASCADE,
  starts_at timestamptz NOT NULL,
  ends_at timestamptz NOT NULL,
  capacity integer NOT NULL,
  walk_in_reserve integer NOT NULL DEFAULT 0 CONSTRAINT slot_walk_in_reserve_not_negative CHECK (walk_in_reserve >= 0),
  booked integer NOT NULL DEFAULT 0,
  CONSTRAINT slot_capacity_sensible CHECK (capacity BETWEEN 0 AND 1000),
  CONSTRAINT slot_booked_within_capacity CHECK (booked BETWEEN 0 AND capacity),
  CONSTRAINT slot_ends_after_it_starts CHECK (ends_at > starts_at),
  CONSTRAINT slot_once_per_start UNIQUE (drive_id, starts_at)
);

-- ───────────────────────── people who sign in ─────────────────────────

CREATE TABLE account (
  id uuid PRIMARY KEY,
  email text NOT NULL,
  name text NOT NULL,
  password_hash text,
  locale text NOT NULL DEFAULT 'vi' CONSTRAINT account_locale_known CHECK (locale IN ('vi', 'en')),
  disabled_at timestamptz,
  must_change_password boolean NOT NULL DEFAULT false,
  is_demo boolean NOT NULL DEFAULT false,
  version integer NOT NULL DEFAULT 1,
  created_at timestamptz NOT NULL DEFAULT now(),
  last_sign_in_at timestamptz,
  CONSTRAINT account_email_once UNIQUE (email),
  CONSTRAINT account_email_lower_case CHECK (email = lower(email))
);

CREATE TABLE role_assignment (
  id uuid PRIMARY KEY,
  account_id uuid NOT NULL REFERENCES account (id) ON DELETE CASCADE,
  role text NOT NULL CONSTRAINT role_assignment_role_known CHECK (role IN
    ('administrator', 'provincial_office', 'drive_manager', 'desk_clerk', 'medical_screener', 'collecting_facility',
     'report_approver', 'committee_member', 'awards_officer', 'data_protection_officer')),
  scope_kind text NOT NULL CONSTRAINT role_assignment_scope_known CHECK (scope_kind IN ('nation', 'unit', 'commune', 'drive')),
  unit_id text REFERENCES unit (id),
  drive_id uuid REFERENCES drive (id) ON DELETE CASCADE,
  facility_id uuid REFERENCES facility (id),
  granted_by uuid REFERENCES account (id),
  granted_at timestamptz NOT NULL DEFAULT now(),
  revoked_at timestamptz,
  revoked_by uuid REFERENCES account (id),
  CONSTRAINT role_assignment_scope_whole CHECK (
    (scope_kind = 'nation' AND unit_id IS NULL AND drive_id IS NULL) OR
    (scope_kind IN ('unit', 'commune') AND unit_id IS NOT NULL AND drive_id IS NULL) OR
    (scope_kind = 'drive' AND unit_id IS NULL AND drive_id IS NOT NULL)),
  CONSTRAINT role_assignment_facility_has_one CHECK (role <> 'collecting_facility' OR facility_id IS NOT NULL)
);
CREATE UNIQUE INDEX role_assignment_once ON role_assignment
  (account_id, role, scope_kind, coalesce(unit_id, ''), coalesce(drive_id::text, ''), coalesce(facility_id::text, ''))
  WHERE revoked_at IS NULL;
CREATE INDEX role_assignment_drive ON role_assignment (drive_id);

-- A link, good for a few days and once, with which somebody sets the password of their account.
CREATE TABLE account_invitation (
  id uuid PRIMARY KEY,
  account_id uuid NOT NULL REFERENCES account (id) ON DELETE CASCADE,
  token_hash bytea NOT NULL CONSTRAINT account_invitation_token_once UNIQUE,
  made_by uuid REFERENCES account (id),
  made_at timestamptz NOT NULL DEFAULT now(),
  expires_at timestamptz NOT NULL,
  used_at timestamptz
);
CREATE INDEX account_invitation_account ON account_invitation (account_id, made_at);

-- ───────────────────────── donors ─────────────────────────

CREATE TABLE donor (
  id uuid PRIMARY KEY,
  full_name text NOT NULL CONSTRAINT donor_name_not_blank CHECK (length(trim(full_name)) > 0),
  name_key text COLLATE "C" NOT NULL,
  given_name_key text NOT NULL,
  sex text NOT NULL CONSTRAINT donor_sex_known CHECK (sex IN ('female', 'male')),
  born_on date NOT NULL CONSTRAINT donor_born_sensibly CHECK (born_on BETWEEN '1900-01-01' AND '2100-01-01'),
  phone text,
  email text,
  blood_abo text CONSTRAINT donor_blood_abo_known CHECK (blood_abo IN ('O', 'A', 'B', 'AB')),
  blood_rh text CONSTRAINT donor_blood_rh_known CHECK (blood_rh IN ('+', '-')),
  home_province_id text REFERENCES unit (id),
  home_commune_id text REFERENCES unit (id),
  address_line text,
  segment text CONSTRAINT donor_segment_known CHECK (segment IN
    ('student', 'civil_servant', 'armed_forces', 'worker', 'farmer', 'religious', 'other')),
  employer text,
  locale text NOT NULL DEFAULT 'vi' CONSTRAINT donor_locale_known CHECK (locale IN ('vi', 'en')),
  donation_count integer NOT NULL DEFAULT 0 CONSTRAINT donor_donation_count_not_negative CHECK (donation_count >= 0),
  last_given_on date,
  last_component text,
  last_volume_ml integer,
  is_demo boolean NOT NULL DEFAULT false,
  version integer NOT NULL DEFAULT 1,
  created_at timestamptz NOT NULL DEFAULT now(),
  created_by uuid,
  registration_key uuid CONSTRAINT donor_registration_once UNIQUE,
  CONSTRAINT donor_last_donation_whole CHECK ((last_given_on IS NULL) = (last_component IS NULL))
);
CREATE INDEX donor_phone ON donor (phone);
CREATE INDEX donor_email ON donor (email);
CREATE INDEX donor_birth_name ON donor (born_on, name_key);
CREATE INDEX donor_province_name ON donor (home_province_id, name_key);
CREATE INDEX donor_commune_name ON donor (home_commune_id, name_key);

-- The number on a card, kept as a keyed hash to find and an encrypted value to show; the keys live elsewhere.
CREATE TABLE donor_identity (
  id uuid PRIMARY KEY,
  donor_id uuid NOT NULL REFERENCES donor (id) ON DELETE CASCADE,
  kind text NOT NULL CONSTRAINT donor_identity_kind_known CHECK (kind IN ('citizen_card', 'old_id_card', 'military', 'police', 'passport')),
  number_hash bytea NOT NULL,
  number_cipher bytea NOT NULL,
  key_version integer NOT NULL,
  last_four text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT donor_identity_one_person UNIQUE (number_hash),
  CONSTRAINT donor_identity_kind_once UNIQUE (donor_id, kind)
);

CREATE TABLE consent (
  id uuid PRIMARY KEY,
  donor_id uuid NOT NULL REFERENCES donor (id) ON DELETE CASCADE,
  purpose text NOT NULL CONSTRAINT consent_purpose_known CHECK (purpose IN
    ('donation_record', 'reminders', 'urgent_appeals', 'public_honours')),
  text_version text NOT NULL,
  channel text NOT NULL CONSTRAINT consent_channel_known CHECK (channel IN ('web', 'desk', 'paper')),
  given_at timestamptz NOT NULL DEFAULT now(),
  witnessed_by uuid REFERENCES account (id),
  withdrawn_at timestamptz,
  CONSTRAINT consent_withdrawn_after_given CHECK (withdrawn_at IS NULL OR withdrawn_at >= given_at)
);
CREATE UNIQUE INDEX consent_one_in_force ON consent (donor_id, purpose) WHERE withdrawn_at IS NULL;

-- ───────────────────────── signing in ─────────────────────────

CREATE TABLE session (
  id uuid PRIMARY KEY,
  token_hash bytea NOT NULL CONSTRAINT session_token_once UNIQUE,
  kind text NOT NULL,
  account_id uuid REFERENCES account (id) ON DELETE CASCADE,
  donor_id uuid REFERENCES donor (id) ON DELETE CASCADE,
  contact text,
  created_at timestamptz NOT NULL DEFAULT now(),
  seen_at timestamptz NOT NULL DEFAULT now(),
  expires_at timestamptz NOT NULL,
  ended_at timestamptz,
  ended_because text,
  device text,
  CONSTRAINT session_belongs_to_someone CHECK (
    (kind = 'staff' AND account_id IS NOT NULL AND donor_id IS NULL AND contact IS NULL) OR
    (kind = 'donor' AND account_id IS NULL AND contact IS NOT NULL))
);
CREATE INDEX session_account ON session (account_id) WHERE ended_at IS NULL;
CREATE INDEX session_donor ON session (donor_id) WHERE ended_at IS NULL;
CREATE INDEX session_expiry ON session (expires_at);

CREATE TABLE one_time_code (
  id uuid PRIMARY KEY,
  contact text NOT NULL,
  code_hash bytea NOT NULL,
  attempts integer NOT NULL DEFAULT 0,
  created_at timestamptz NOT NULL DEFAULT now(),
  expires_at timestamptz NOT NULL,
  used_at timestamptz,
  CONSTRAINT one_time_code_few_attempts CHECK (attempts BETWEEN 0 AND 5)
);
CREATE INDEX one_time_code_contact ON one_time_code (contact, created_at);

CREATE TABLE rate_limit (
  bucket text NOT NULL,
  window_started_at timestamptz NOT NULL,
  hits integer NOT NULL,
  PRIMARY KEY (bucket, window_started_at)
);

-- Letters and text messages on their way out; in development the local mailbox page shows them.
CREATE TABLE outgoing_message (
  id uuid PRIMARY KEY,
  channel text NOT NULL CONSTRAINT outgoing_message_channel_known CHECK (channel IN ('email', 'sms')),
  recipient text NOT NULL,
  kind text NOT NULL,
  subject text NOT NULL,
  body text NOT NULL,
  locale text NOT NULL,
  business_key text NOT NULL CONSTRAINT outgoing_message_once UNIQUE,
  status text NOT NULL DEFAULT 'queued' CONSTRAINT outgoing_message_status_known CHECK (status IN ('queued', 'sent', 'failed', 'held')),
  attempts integer NOT NULL DEFAULT 0,
  error text,
  created_at timestamptz NOT NULL DEFAULT now(),
  sent_at timestamptz,
  purge_after timestamptz NOT NULL
);
CREATE INDEX outgoing_message_queue ON outgoing_message (status, created_at);

-- ───────────────────────── bookings ─────────────────────────

CREATE TABLE booking (
  id uuid PRIMARY KEY,
  slot_id uuid NOT NULL REFERENCES slot (id),
  drive_id uuid NOT NULL REFERENCES drive (id),
  donor_id uuid NOT NULL REFERENCES donor (id),
  status text NOT NULL DEFAULT 'booked' CONSTRAINT booking_status_known CHECK (status IN
    ('booked', 'cancelled', 'arrived', 'no_show', 'drive_cancelled')),
  code text NOT NULL CONSTRAINT booking_code_once UNIQUE,
  request_key uuid NOT NULL CONSTRAINT booking_request_key UNIQUE,
  channel text NOT NULL CONSTRAINT booking_channel_known CHECK (channel IN ('web', 'desk')),
  booked_at timestamptz NOT NULL DEFAULT now(),
  moved_at timestamptz,
  ended_at timestamptz,
  ended_by text,
  CONSTRAINT booking_ended_when_over CHECK ((status IN ('booked')) = (ended_at IS NULL))
);
CREATE UNIQUE INDEX booking_one_open_per_donor ON booking (donor_id) WHERE status = 'booked';
CREATE INDEX booking_slot ON booking (slot_id) WHERE status = 'booked';
CREATE INDEX booking_drive ON booking (drive_id, status);
CREATE INDEX booking_donor ON booking (donor_id, booked_at);

-- Health answers given at home for one booking; the screener confirms them, none is preset.
CREATE TABLE declaration (
  id uuid PRIMARY KEY,
  donor_id uuid NOT NULL REFERENCES donor (id) ON DELETE CASCADE,
  booking_id uuid REFERENCES booking (id) ON DELETE CASCADE CONSTRAINT declaration_one_per_booking UNIQUE,
  rule_set_id text NOT NULL REFERENCES eligibility_rule_set (id),
  answers jsonb NOT NULL,
  declared_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX declaration_donor ON declaration (donor_id, declared_at);

-- ───────────────────────── the day: visits, screening, deferrals ─────────────────────────

CREATE TABLE visit (
  id uuid PRIMARY KEY,
  drive_id uuid NOT NULL REFERENCES drive (id),
  donor_id uuid NOT NULL REFERENCES donor (id),
  booking_id uuid REFERENCES booking (id) CONSTRAINT visit_booking_once UNIQUE,
  number integer NOT NULL,
  status text NOT NULL DEFAULT 'arrived' CONSTRAINT visit_status_known CHECK (status IN
    ('arrived', 'fit', 'bleeding', 'donated', 'deferred', 'incomplete', 'left')),
  segment text NOT NULL CONSTRAINT visit_segment_known CHECK (segment IN
    ('student', 'civil_servant', 'armed_forces', 'worker', 'farmer', 'religious', 'other')),
  employer text,
  kind text NOT NULL DEFAULT 'voluntary' CONSTRAINT visit_kind_known CHECK (kind IN ('voluntary', 'replacement')),
  component text CONSTRAINT visit_component_known CHECK (component IN
    ('whole_blood', 'red_cells', 'platelets', 'plasma', 'granulocytes', 'stem_cells')),
  volume_ml integer,
  request_key uuid NOT NULL CONSTRAINT visit_request_key UNIQUE,
  arrived_at timestamptz NOT NULL DEFAULT now(),
  arrived_by uuid REFERENCES account (id),
  screened_at timestamptz,
  needle_at timestamptz,
  closed_at timestamptz,
  closed_because text,
  version integer NOT NULL DEFAULT 1,
  CONSTRAINT visit_incomplete_with_a_reason CHECK (status <> 'incomplete' OR length(trim(coalesce(closed_because, ''))) > 0),
  CONSTRAINT visit_number_once_per_drive UNIQUE (drive_id, number),
  CONSTRAINT visit_closed_when_over CHECK ((status IN ('arrived', 'fit', 'bleeding')) = (closed_at IS NULL))
);
CREATE UNIQUE INDEX visit_one_open_per_donor ON visit (donor_id) WHERE status IN ('arrived', 'fit', 'bleeding');
CREATE INDEX visit_drive ON visit (drive_id, status, number);
CREATE INDEX visit_donor ON visit (donor_id, arrived_at);

CREATE TABLE screening (
  id uuid PRIMARY KEY,
  visit_id uuid NOT NULL REFERENCES visit (id) CONSTRAINT screening_one_per_visit UNIQUE,
  rule_set_id text NOT NULL REFERENCES eligibility_rule_set (id),
  weight_kg numeric(5, 1) CONSTRAINT screening_weight_possible CHECK (weight_kg BETWEEN 20 AND 300),
  systolic_mmhg integer CONSTRAINT screening_systolic_possible CHECK (systolic_mmhg BETWEEN 40 AND 300),
  diastolic_mmhg integer CONSTRAINT screening_diastolic_possible CHECK (diastolic_mmhg BETWEEN 20 AND 200),
  pulse_per_minute integer CONSTRAINT screening_pulse_possible CHECK (pulse_per_minute BETWEEN 20 AND 250),
  pulse_regular boolean,
  hemoglobin_g_per_l integer CONSTRAINT screening_hemoglobin_possible CHECK (hemoglobin_g_per_l BETWEEN 20 AND 260),
  temperature_c numeric(3, 1) CONSTRAINT screening_temperature_possible CHECK (temperature_c BETWEEN 30 AND 45),
  serum_protein_g_per_l integer,
  platelets_giga_per_l integer,
  answers jsonb NOT NULL,
  answers_from text NOT NULL CONSTRAINT screening_answers_from_known CHECK (answers_from IN ('asked', 'declaration')),
  cleared_by_doctor boolean NOT NULL DEFAULT false,
  signed_on_paper boolean NOT NULL,
  verdict text NOT NULL CONSTRAINT screening_verdict_known CHECK (verdict IN ('fit', 'deferred')),
  permitted_volumes_ml integer[] NOT NULL,
  screened_by uuid REFERENCES account (id),
  screened_at timestamptz NOT NULL DEFAULT now(),
  version integer NOT NULL DEFAULT 1,
  CONSTRAINT screening_fit_is_signed CHECK (verdict <> 'fit' OR signed_on_paper)
);

CREATE TABLE deferral (
  id uuid PRIMARY KEY,
  donor_id uuid NOT NULL REFERENCES donor (id) ON DELETE CASCADE,
  visit_id uuid REFERENCES visit (id),
  reason text NOT NULL,
  counted_from date NOT NULL,
  last_day date,
  note text,
  decided_by uuid REFERENCES account (id),
  decided_at timestamptz NOT NULL DEFAULT now(),
  lifted_at timestamptz,
  lifted_by uuid REFERENCES account (id),
  lifted_because text,
  CONSTRAINT deferral_lifted_with_a_reason CHECK ((lifted_at IS NULL) = (lifted_because IS NULL)),
  CONSTRAINT deferral_ends_after_it_begins CHECK (last_day IS NULL OR last_day >= counted_from)
);
CREATE INDEX deferral_donor ON deferral (donor_id) WHERE lifted_at IS NULL;

-- ───────────────────────── donations and their totals ─────────────────────────

CREATE TABLE donation (
  id uuid PRIMARY KEY,
  number text NOT NULL CONSTRAINT donation_number_not_blank CHECK (length(number) BETWEEN 4 AND 20),
  drive_id uuid NOT NULL REFERENCES drive (id),
  visit_id uuid NOT NULL REFERENCES visit (id),
  donor_id uuid NOT NULL REFERENCES donor (id),
  given_on date NOT NULL,
  given_at timestamptz NOT NULL,
  kind text NOT NULL CONSTRAINT donation_kind_known CHECK (kind IN ('voluntary', 'replacement')),
  first_time boolean NOT NULL,
  component text NOT NULL CONSTRAINT donation_component_known CHECK (component IN
    ('whole_blood', 'red_cells', 'platelets', 'plasma', 'granulocytes', 'stem_cells')),
  volume_ml integer NOT NULL CONSTRAINT donation_volume_possible CHECK (volume_ml BETWEEN 1 AND 700),
  segment text NOT NULL CONSTRAINT donation_segment_known CHECK (segment IN
    ('student', 'civil_servant', 'armed_forces', 'worker', 'farmer', 'religious', 'other')),
  adverse_reaction text CONSTRAINT donation_adverse_reaction_known CHECK (adverse_reaction IN
    ('haematoma', 'nerve_injury', 'arterial_puncture', 'vasovagal', 'vasovagal_with_loss_of_consciousness', 'vasovagal_with_injury', 'allergic', 'other')),
  adverse_severity integer CONSTRAINT donation_adverse_severity_known CHECK (adverse_severity BETWEEN 1 AND 5),
  flags text[] NOT NULL DEFAULT '{}',
  status text NOT NULL DEFAULT 'recorded' CONSTRAINT donation_status_known CHECK (status IN ('recorded', 'voided')),
  reviewed_at timestamptz,
  reviewed_by uuid REFERENCES account (id),
  request_key uuid NOT NULL CONSTRAINT donation_request_key UNIQUE,
  recorded_by uuid REFERENCES account (id),
  recorded_at timestamptz NOT NULL DEFAULT now(),
  is_demo boolean NOT NULL DEFAULT false,
  version integer NOT NULL DEFAULT 1,
  CONSTRAINT donation_adverse_reaction_whole CHECK ((adverse_reaction IS NULL) = (adverse_severity IS NULL)),
  CONSTRAINT donation_reviewed_by_a_second_person CHECK (reviewed_by IS NULL OR reviewed_by IS DISTINCT FROM recorded_by)
);
CREATE UNIQUE INDEX donation_number_once ON donation (number) WHERE status = 'recorded';
CREATE UNIQUE INDEX donation_one_per_visit ON donation (visit_id) WHERE status = 'recorded';
CREATE INDEX donation_drive ON donation (drive_id, given_at);
CREATE INDEX donation_donor ON donation (donor_id, given_on);
CREATE INDEX donation_to_review ON donation (drive_id) WHERE flags <> '{}' AND reviewed_at IS NULL AND status = 'recorded';

-- What happened to a donation's record: added to, never changed.
CREATE TABLE donation_event (
  id uuid PRIMARY KEY,
  donation_id uuid NOT NULL REFERENCES donation (id),
  kind text NOT NULL CONSTRAINT donation_event_kind_known CHECK (kind IN ('recorded', 'corrected', 'voided', 'confirmed')),
  reason text,
  change jsonb NOT NULL,
  happened_at timestamptz NOT NULL DEFAULT now(),
  by_account uuid REFERENCES account (id),
  CONSTRAINT donation_event_reason_when_changed CHECK (
    kind NOT IN ('corrected', 'voided') OR length(trim(coalesce(reason, ''))) > 0)
);
CREATE INDEX donation_event_donation ON donation_event (donation_id, happened_at);

-- One row a drive: what dashboards add up. Moved in the same statement as the donation, shared by no two drives.
CREATE TABLE drive_total (
  drive_id uuid PRIMARY KEY REFERENCES drive (id) ON DELETE CASCADE,
  donations integer NOT NULL DEFAULT 0,
  voluntary integer NOT NULL DEFAULT 0,
  first_time integer NOT NULL DEFAULT 0,
  at_least_350_ml integer NOT NULL DEFAULT 0,
  apheresis integer NOT NULL DEFAULT 0,
  volume_ml bigint NOT NULL DEFAULT 0,
  CONSTRAINT drive_total_adds_up CHECK (
    donations >= 0 AND volume_ml >= 0 AND
    voluntary BETWEEN 0 AND donations AND first_time BETWEEN 0 AND donations AND
    at_least_350_ml BETWEEN 0 AND donations AND apheresis BETWEEN 0 AND donations)
);

-- The same donations by everything that can never be split later.
CREATE TABLE drive_breakdown (
  drive_id uuid NOT NULL REFERENCES drive (id) ON DELETE CASCADE,
  kind text NOT NULL,
  first_time boolean NOT NULL,
  component text NOT NULL,
  volume_ml integer NOT NULL,
  segment text NOT NULL,
  donations integer NOT NULL CONSTRAINT drive_breakdown_not_negative CHECK (donations >= 0),
  PRIMARY KEY (drive_id, kind, first_time, component, volume_ml, segment)
);

-- ───────────────────────── the audit ─────────────────────────

-- Who did or read what, when, under which role; ids and words only, no personal data. Only ever added to.
CREATE TABLE audit_event (
  id uuid PRIMARY KEY,
  happened_at timestamptz NOT NULL DEFAULT now(),
  actor_kind text NOT NULL CONSTRAINT audit_event_actor_known CHECK (actor_kind IN ('staff', 'donor', 'system', 'public')),
  actor_id uuid,
  session_id uuid,
  action text NOT NULL,
  subject_kind text NOT NULL,
  subject_id text,
  drive_id uuid,
  unit_id text,
  detail jsonb NOT NULL DEFAULT '{}'
);
CREATE INDEX audit_event_subject ON audit_event (subject_kind, subject_id, happened_at);
CREATE INDEX audit_event_actor ON audit_event (actor_id, happened_at);
CREATE INDEX audit_event_unit ON audit_event (unit_id, happened_at);
CREATE INDEX audit_event_time ON audit_event (happened_at);

-- ───────────────────────── what the application may do ─────────────────────────

GRANT USAGE ON SCHEMA public TO giothong_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO giothong_app;
REVOKE UPDATE, DELETE, TRUNCATE ON audit_event, donation_event FROM giothong_app;
-- A donor is made nameless, never deleted: the consents would go with the row, and they are the proof.
REVOKE DELETE ON donation, visit, screening, booking, consent, donor FROM giothong_app;
