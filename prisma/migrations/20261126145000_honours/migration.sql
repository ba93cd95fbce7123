-- Honours: who has earned what, who decides, and what they were given. Provinces differ and the regulation is being
-- revised, so rules are dated rows. What was given is one ledger, whichever round, list or hand it came from: nobody
-- holds the same level twice, and what was taken back stays on record.

-- ───────────────────────── who signs, and by which rules ─────────────────────────

CREATE TABLE award_authority (
  id text PRIMARY KEY,
  unit_id text NOT NULL REFERENCES unit (id),
  level text NOT NULL CONSTRAINT award_authority_level_known CHECK (level IN ('commune', 'province', 'ministry', 'nation')),
  name_vi text NOT NULL,
  name_en text NOT NULL,
  place text NOT NULL,
  signatory_title text NOT NULL,
  signatory_name text,
  is_demo boolean NOT NULL DEFAULT false,
  CONSTRAINT award_authority_name_once UNIQUE (unit_id, name_vi)
);

-- One rule of one scheme: from valid_from until the day before valid_to. A changed rule is a new row.
CREATE TABLE award_rule (
  id text PRIMARY KEY,
  scheme text NOT NULL,
  scope_unit_id text NOT NULL REFERENCES unit (id),
  level text NOT NULL CONSTRAINT award_rule_level_known CHECK (level IN ('commune', 'province', 'ministry', 'nation')),
  subject_kind text NOT NULL CONSTRAINT award_rule_subject_known CHECK (subject_kind IN
    ('donor', 'family', 'mobiliser', 'collective', 'person')),
  metric text NOT NULL CONSTRAINT award_rule_metric_known CHECK (metric IN
    ('lifetime_donations', 'period_donations', 'family_donations', 'mobilised_donors', 'target_met', 'service_years', 'nomination')),
  threshold integer,
  below integer,
  period_months integer CONSTRAINT award_rule_period_sensible CHECK (period_months BETWEEN 1 AND 120),
  repeats text NOT NULL DEFAULT 'once' CONSTRAINT award_rule_repeats_known CHECK (repeats IN ('once', 'yearly')),
  cooldown_years integer NOT NULL DEFAULT 0 CONSTRAINT award_rule_cooldown_sensible CHECK (cooldown_years BETWEEN 0 AND 30),
  excluded_years integer NOT NULL DEFAULT 0 CONSTRAINT award_rule_excluded_sensible CHECK (excluded_years BETWEEN 0 AND 30),
  quota integer CONSTRAINT award_rule_quota_positive CHECK (quota > 0),
  object text NOT NULL CONSTRAINT award_rule_object_known CHECK (object IN
    ('badge', 'certificate', 'commendation', 'certificate_of_merit', 'cup', 'medal', 'flag', 'title')),
  name_vi text NOT NULL,
  name_en text NOT NULL,
  authority_id text REFERENCES award_authority (id),
  valid_from date NOT NULL,
  valid_to date,
  decision_number text,
  source text NOT NULL CONSTRAINT award_rule_source_told CHECK (length(trim(source)) > 0),
  doubt text,
  is_demo boolean NOT NULL DEFAULT false,
  made_by uuid REFERENCES account (id),
  made_at timestamptz NOT NULL DEFAULT now(),
  version integer NOT NULL DEFAULT 1,
  CONSTRAINT award_rule_counts_something CHECK ((metric = 'nomination') = (threshold IS NULL)),
  CONSTRAINT award_rule_threshold_sensible CHECK (threshold BETWEEN 1 AND 100000 AND (below IS NULL OR below > threshold)),
  CONSTRAINT award_rule_period_when_counted_in_one CHECK ((metric IN ('period_donations', 'mobilised_donors')) = (period_months IS NOT NULL)),
  CONSTRAINT award_rule_ends_after_it_begins CHECK (valid_to IS NULL OR valid_to > valid_from),
  CONSTRAINT award_rule_one_at_a_time EXCLUDE USING gist (
    scheme WITH =, scope_unit_id WITH =, level WITH =, subject_kind WITH =, metric WITH =,
    (coalesce(threshold, 0)) WITH =, object WITH =, daterange(valid_from, valid_to) WITH &&)
);
CREATE INDEX award_rule_scope ON award_rule (scope_unit_id, subject_kind);

-- ───────────────────────── counting that can be defended ─────────────────────────

-- Donations from before, or from elsewhere, proven by a paper: one row a paper. They count once a second person has
-- looked at it.
CREATE TABLE earlier_donation (
  id uuid PRIMARY KEY,
  donor_id uuid NOT NULL REFERENCES donor (id),
  donations integer NOT NULL CONSTRAINT earlier_donation_number_sensible CHECK (donations BETWEEN 1 AND 300),
  first_on date,
  last_on date NOT NULL,
  evidence text NOT NULL CONSTRAINT earlier_donation_evidence_known CHECK (evidence IN
    ('certificate', 'donor_card', 'old_list', 'facility_letter')),
  evidence_ref text NOT NULL CONSTRAINT earlier_donation_evidence_told CHECK (length(trim(evidence_ref)) > 0),
  note text,
  status text NOT NULL DEFAULT 'entered' CONSTRAINT earlier_donation_status_known CHECK (status IN ('entered', 'confirmed', 'refused')),
  unit_id text NOT NULL REFERENCES unit (id),
  entered_by uuid REFERENCES account (id),
  entered_at timestamptz NOT NULL DEFAULT now(),
  decided_by uuid REFERENCES account (id),
  decided_at timestamptz,
  decided_because text,
  request_key uuid NOT NULL CONSTRAINT earlier_donation_request_key UNIQUE,
  is_demo boolean NOT NULL DEFAULT false,
  CONSTRAINT earlier_donation_in_order CHECK (first_on IS NULL OR first_on <= last_on),
  CONSTRAINT earlier_donation_decided_when_over CHECK ((status = 'entered') = (decided_at IS NULL)),
  CONSTRAINT earlier_donation_seen_by_a_second_person CHECK (decided_by IS NULL OR entered_by IS NULL OR decided_by <> entered_by),
  CONSTRAINT earlier_donation_refused_with_a_reason CHECK (status <> 'refused' OR length(trim(coalesce(decided_because, ''))) > 0)
);
CREATE UNIQUE INDEX earlier_donation_paper_once ON earlier_donation (donor_id, evidence, evidence_ref) WHERE status <> 'refused';
CREATE INDEX earlier_donation_waiting ON earlier_donation (unit_id, entered_at) WHERE status = 'entered';
CREATE INDEX earlier_donation_donor ON earlier_donation (donor_id, last_on);

-- What of them is confirmed, kept beside donation_count so that candidates are found by one index.
ALTER TABLE donor ADD COLUMN earlier_count integer NOT NULL DEFAULT 0
  CONSTRAINT donor_earlier_count_not_negative CHECK (earlier_count >= 0);
CREATE INDEX donor_much_given ON donor (home_province_id, (donation_count + earlier_count)) WHERE donation_count + earlier_count >= 3;

CREATE TABLE family (
  id uuid PRIMARY KEY,
  name text NOT NULL CONSTRAINT family_name_not_blank CHECK (length(trim(name)) > 0),
  unit_id text NOT NULL REFERENCES unit (id),
  commune_id text REFERENCES unit (id),
  is_demo boolean NOT NULL DEFAULT false,
  made_by uuid REFERENCES account (id),
  made_at timestamptz NOT NULL DEFAULT now(),
  version integer NOT NULL DEFAULT 1
);
CREATE INDEX family_unit ON family (unit_id);

-- Whoever belongs has said so: linking relatives is a use of their data of its own.
CREATE TABLE family_member (
  id uuid PRIMARY KEY,
  family_id uuid NOT NULL REFERENCES family (id),
  donor_id uuid NOT NULL REFERENCES donor (id),
  relation text NOT NULL CONSTRAINT family_member_relation_known CHECK (relation IN
    ('head', 'spouse', 'child', 'parent', 'sibling', 'grandchild', 'grandparent', 'other')),
  consented_at timestamptz NOT NULL,
  consent_channel text NOT NULL CONSTRAINT family_member_channel_known CHECK (consent_channel IN ('online', 'desk', 'paper')),
  witnessed_by uuid REFERENCES account (id),
  left_at timestamptz,
  CONSTRAINT family_member_left_after_joining CHECK (left_at IS NULL OR left_at >= consented_at)
);
CREATE UNIQUE INDEX family_member_of_one_family ON family_member (donor_id) WHERE left_at IS NULL;
CREATE INDEX family_member_family ON family_member (family_id) WHERE left_at IS NULL;

-- People who are honoured for what they did rather than gave: leaders, advisers, journalists, artists, mobilisers.
CREATE TABLE award_person (
  id uuid PRIMARY KEY,
  full_name text NOT NULL CONSTRAINT award_person_name_not_blank CHECK (length(trim(full_name)) > 0),
  name_key text COLLATE "C" NOT NULL,
  category text NOT NULL CONSTRAINT award_person_category_known CHECK (category IN
    ('leader', 'policy_adviser', 'movement_leader', 'mobiliser', 'volunteer', 'journalist', 'artist', 'health_worker', 'other')),
  position text,
  unit_id text NOT NULL REFERENCES unit (id),
  donor_id uuid REFERENCES donor (id),
  serves_since date,
  is_demo boolean NOT NULL DEFAULT false,
  made_by uuid REFERENCES account (id),
  made_at timestamptz NOT NULL DEFAULT now(),
  version integer NOT NULL DEFAULT 1,
  CONSTRAINT award_person_once UNIQUE (unit_id, name_key, category)
);

-- Who brought whom: a booking made by somebody's invitation counts for them when its donation is recorded.
CREATE TABLE booking_referral (
  booking_id uuid PRIMARY KEY REFERENCES booking (id),
  donor_id uuid REFERENCES donor (id),
  person_id uuid REFERENCES award_person (id),
  CONSTRAINT booking_referral_by_somebody CHECK (num_nonnulls(donor_id, person_id) = 1)
);
CREATE INDEX booking_referral_donor ON booking_referral (donor_id) WHERE donor_id IS NOT NULL;
CREATE INDEX booking_referral_person ON booking_referral (person_id) WHERE person_id IS NOT NULL;

-- ───────────────────────── rounds ─────────────────────────

CREATE TABLE award_round (
  id uuid PRIMARY KEY,
  unit_id text NOT NULL REFERENCES unit (id),
  kind text NOT NULL CONSTRAINT award_round_kind_known CHECK (kind IN ('donor_day', 'year_end', 'red_drops', 'national_hundred', 'ad_hoc')),
  name text NOT NULL CONSTRAINT award_round_name_not_blank CHECK (length(trim(name)) > 0),
  year integer NOT NULL CONSTRAINT award_round_year_sensible CHECK (year BETWEEN 1990 AND 2200),
  counted_until date NOT NULL,
  nominations_until date,
  ceremony_on date,
  ceremony_place text,
  theme text,
  hosts text,
  status text NOT NULL DEFAULT 'draft' CONSTRAINT award_round_status_known CHECK (status IN
    ('draft', 'gathering', 'checking', 'commenting', 'proposed', 'decided', 'presented', 'cancelled')),
  cancelled_because text,
  proposal_number text,
  proposed_on date,
  is_demo boolean NOT NULL DEFAULT false,
  made_by uuid REFERENCES account (id),
  made_at timestamptz NOT NULL DEFAULT now(),
  version integer NOT NULL DEFAULT 1,
  CONSTRAINT award_round_once UNIQUE (unit_id, year, name),
  CONSTRAINT award_round_proposed_with_a_number CHECK (
    status NOT IN ('proposed', 'decided', 'presented') OR (proposal_number IS NOT NULL AND proposed_on IS NOT NULL)),
  CONSTRAINT award_round_cancelled_with_a_reason CHECK ((status = 'cancelled') = (cancelled_because IS NOT NULL))
);
CREATE INDEX award_round_unit ON award_round (unit_id, year);

-- The rules a round honours by, with how many it may.
CREATE TABLE award_round_rule (
  round_id uuid NOT NULL REFERENCES award_round (id),
  rule_id text NOT NULL REFERENCES award_rule (id),
  quota integer CONSTRAINT award_round_rule_quota_positive CHECK (quota > 0),
  PRIMARY KEY (round_id, rule_id)
);

-- How many each unit below may nominate under one rule of a round, and how many it has: the counter and its bound in
-- one row, as with the places of a slot.
CREATE TABLE award_quota (
  round_id uuid NOT NULL,
  rule_id text NOT NULL,
  unit_id text NOT NULL REFERENCES unit (id),
  quota integer NOT NULL,
  nominated integer NOT NULL DEFAULT 0,
  PRIMARY KEY (round_id, rule_id, unit_id),
  CONSTRAINT award_quota_of_the_round FOREIGN KEY (round_id, rule_id) REFERENCES award_round_rule (round_id, rule_id),
  CONSTRAINT award_quota_kept CHECK (nominated BETWEEN 0 AND quota)
);

CREATE TABLE award_candidate (
  id uuid PRIMARY KEY,
  round_id uuid NOT NULL,
  rule_id text NOT NULL,
  subject_kind text NOT NULL CONSTRAINT award_candidate_subject_known CHECK (subject_kind IN
    ('donor', 'family', 'mobiliser', 'collective', 'person')),
  donor_id uuid REFERENCES donor (id),
  family_id uuid REFERENCES family (id),
  organisation_id uuid REFERENCES organisation (id),
  person_id uuid REFERENCES award_person (id),
  unit_id text NOT NULL REFERENCES unit (id),
  source text NOT NULL CONSTRAINT award_candidate_source_known CHECK (source IN ('rule', 'nomination', 'hand')),
  counted integer,
  counted_earlier integer NOT NULL DEFAULT 0,
  citation text,
  doubt text,
  status text NOT NULL DEFAULT 'gathered' CONSTRAINT award_candidate_status_known CHECK (status IN
    ('gathered', 'returned', 'checked', 'chosen', 'passed_over', 'approved', 'refused')),
  status_because text,
  rank integer CONSTRAINT award_candidate_rank_positive CHECK (rank > 0),
  made_by uuid REFERENCES account (id),
  made_at timestamptz NOT NULL DEFAULT now(),
  version integer NOT NULL DEFAULT 1,
  CONSTRAINT award_candidate_of_the_round FOREIGN KEY (round_id, rule_id) REFERENCES award_round_rule (round_id, rule_id),
  CONSTRAINT award_candidate_is_one_subject CHECK (num_nonnulls(donor_id, family_id, organisation_id, person_id) = 1),
  CONSTRAINT award_candidate_by_hand_with_a_citation CHECK (source = 'rule' OR length(trim(coalesce(citation, ''))) > 0),
  CONSTRAINT award_candidate_turned_away_with_a_reason CHECK (
    status NOT IN ('returned', 'passed_over', 'refused') OR length(trim(coalesce(status_because, ''))) > 0)
);
CREATE UNIQUE INDEX award_candidate_once ON award_candidate
  (round_id, rule_id, (coalesce(donor_id, family_id, organisation_id, person_id)));
CREATE INDEX award_candidate_round ON award_candidate (round_id, rule_id, status);
CREATE INDEX award_candidate_donor ON award_candidate (donor_id) WHERE donor_id IS NOT NULL;

-- What happened to a candidate or a round, with reasons and comments: only ever added to.
CREATE TABLE award_event (
  id uuid PRIMARY KEY,
  round_id uuid NOT NULL REFERENCES award_round (id),
  candidate_id uuid REFERENCES award_candidate (id),
  kind text NOT NULL CONSTRAINT award_event_kind_known CHECK (kind IN
    ('made', 'changed', 'gathered', 'nominated', 'withdrawn', 'checked', 'returned', 'chosen', 'passed_over', 'ranked',
     'comment', 'proposed', 'approved', 'refused', 'decided', 'presented', 'cancelled')),
  words text,
  happened_at timestamptz NOT NULL DEFAULT now(),
  by_account uuid REFERENCES account (id)
);
CREATE INDEX award_event_round ON award_event (round_id, happened_at);

-- The decisions of a round: the People's Committee and the society each sign their own.
CREATE TABLE award_decision (
  id uuid PRIMARY KEY,
  round_id uuid NOT NULL REFERENCES award_round (id),
  authority_id text NOT NULL REFERENCES award_authority (id),
  number text NOT NULL CONSTRAINT award_decision_number_not_blank CHECK (length(trim(number)) > 0),
  decided_on date NOT NULL,
  signatory_title text NOT NULL,
  signatory_name text NOT NULL,
  decided_by uuid REFERENCES account (id),
  decided_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT award_decision_one_per_authority UNIQUE (round_id, authority_id),
  CONSTRAINT award_decision_number_once UNIQUE (authority_id, number)
);

-- ───────────────────────── what was given ─────────────────────────

CREATE TABLE honour (
  id uuid PRIMARY KEY,
  subject_kind text NOT NULL CONSTRAINT honour_subject_known CHECK (subject_kind IN
    ('donor', 'family', 'mobiliser', 'collective', 'person')),
  donor_id uuid REFERENCES donor (id),
  family_id uuid REFERENCES family (id),
  organisation_id uuid REFERENCES organisation (id),
  person_id uuid REFERENCES award_person (id),
  level_key text NOT NULL CONSTRAINT honour_level_not_blank CHECK (length(trim(level_key)) > 0),
  rule_id text REFERENCES award_rule (id),
  scheme text NOT NULL,
  level text NOT NULL CONSTRAINT honour_level_known CHECK (level IN ('commune', 'province', 'ministry', 'nation')),
  object text NOT NULL CONSTRAINT honour_object_known CHECK (object IN
    ('badge', 'certificate', 'commendation', 'certificate_of_merit', 'cup', 'medal', 'flag', 'title')),
  threshold integer,
  counted integer,
  unit_id text NOT NULL REFERENCES unit (id),
  honoured_on date NOT NULL,
  decision_id uuid REFERENCES award_decision (id),
  decision_number text,
  candidate_id uuid REFERENCES award_candidate (id) CONSTRAINT honour_once_per_candidate UNIQUE,
  origin text NOT NULL CONSTRAINT honour_origin_known CHECK (origin IN ('round', 'list')),
  certificate_serial text,
  check_code text CONSTRAINT honour_check_code_once UNIQUE,
  presented_at timestamptz,
  delivered_at timestamptz,
  revoked_at timestamptz,
  revoked_because text,
  is_demo boolean NOT NULL DEFAULT false,
  made_by uuid REFERENCES account (id),
  made_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT honour_is_of_one_subject CHECK (num_nonnulls(donor_id, family_id, organisation_id, person_id) = 1),
  CONSTRAINT honour_of_a_round_has_its_decision CHECK (origin <> 'round' OR (decision_id IS NOT NULL AND candidate_id IS NOT NULL)),
  CONSTRAINT honour_revoked_with_a_reason CHECK ((revoked_at IS NULL) = (revoked_because IS NULL)),
  CONSTRAINT honour_serial_once UNIQUE (unit_id, certificate_serial)
);
CREATE UNIQUE INDEX honour_same_level_once ON honour
  ((coalesce(donor_id, family_id, organisation_id, person_id)), level_key) WHERE revoked_at IS NULL;
CREATE INDEX honour_unit ON honour (unit_id, honoured_on);
CREATE INDEX honour_decision ON honour (decision_id) WHERE decision_id IS NOT NULL;

CREATE TABLE honour_event (
  id uuid PRIMARY KEY,
  honour_id uuid NOT NULL REFERENCES honour (id),
  kind text NOT NULL CONSTRAINT honour_event_kind_known CHECK (kind IN
    ('granted', 'printed', 'invited', 'presented', 'delivered', 'absent', 'revoked')),
  words text,
  happened_at timestamptz NOT NULL DEFAULT now(),
  by_account uuid REFERENCES account (id)
);
CREATE INDEX honour_event_honour ON honour_event (honour_id, happened_at);

GRANT SELECT, INSERT, UPDATE, DELETE ON award_authority, award_rule, earlier_donation, family, family_member,
  award_person, booking_referral, award_round, award_round_rule, award_quota, award_candidate, award_event,
  award_decision, honour, honour_event TO giothong_app;
REVOKE UPDATE, DELETE ON award_event, honour_event FROM giothong_app;
REVOKE DELETE ON earlier_donation, honour, award_decision, award_candidate, award_round FROM giothong_app;
