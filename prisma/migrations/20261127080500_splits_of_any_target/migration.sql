-- A split belongs to the whole it shares out: a year's, a half's or a campaign's, of units or of people registered. And
-- what a unit had asked for itself is answered by the split that gives it another figure.

ALTER TABLE target_split
  ADD COLUMN period text NOT NULL DEFAULT 'year'
    CONSTRAINT target_split_period_known CHECK (period IN ('year', 'h1', 'h2', 'campaign')),
  ADD COLUMN metric text NOT NULL DEFAULT 'units'
    CONSTRAINT target_split_metric_known CHECK (metric IN ('units', 'registered')),
  ADD COLUMN campaign_edition_id text CONSTRAINT target_split_edition REFERENCES campaign_edition (id),
  DROP CONSTRAINT target_split_basis_known,
  ADD CONSTRAINT target_split_basis_known CHECK (
    counting_basis IN ('donations', 'units_250ml', 'people') AND (metric = 'registered') = (counting_basis = 'people')),
  ADD CONSTRAINT target_split_campaign_has_its_edition CHECK ((period = 'campaign') = (campaign_edition_id IS NOT NULL));
DROP INDEX target_split_one_open;
CREATE UNIQUE INDEX target_split_one_open ON target_split
  (unit_id, year, period, metric, (coalesce(campaign_edition_id, '')), is_demo) WHERE state IN ('draft', 'submitted');

ALTER TABLE body_target
  ADD COLUMN period text NOT NULL DEFAULT 'year'
    CONSTRAINT body_target_period_known CHECK (period IN ('year', 'h1', 'h2', 'campaign')),
  ADD COLUMN metric text NOT NULL DEFAULT 'units'
    CONSTRAINT body_target_metric_known CHECK (metric IN ('units', 'registered')),
  ADD COLUMN campaign_edition_id text CONSTRAINT body_target_edition REFERENCES campaign_edition (id),
  ADD CONSTRAINT body_target_campaign_has_its_edition CHECK ((period = 'campaign') = (campaign_edition_id IS NOT NULL));
DROP INDEX body_target_one_in_force;
CREATE UNIQUE INDEX body_target_one_in_force ON body_target
  (organisation_id, year, period, metric, (coalesce(campaign_edition_id, '')), is_demo) WHERE superseded_at IS NULL;

ALTER TABLE target_proposal
  DROP CONSTRAINT target_proposal_state_known,
  ADD CONSTRAINT target_proposal_state_known CHECK (state IN
    ('draft', 'proposed', 'assigned', 'agreed', 'decided', 'replaced', 'withdrawn')),
  DROP CONSTRAINT target_proposal_decided_by_a_decision,
  ADD CONSTRAINT target_proposal_decided_by_a_decision CHECK (
    (state IN ('decided', 'replaced')) = (decision_id IS NOT NULL));

ALTER TABLE target_event
  DROP CONSTRAINT target_event_kind_known,
  ADD CONSTRAINT target_event_kind_known CHECK (kind IN
    ('drafted', 'changed', 'proposed', 'assigned', 'comment', 'agreed', 'returned', 'withdrawn', 'decided', 'replaced',
     'split_saved', 'split_submitted', 'split_returned', 'split_decided'));
