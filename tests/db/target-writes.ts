import { addCampaignEdition, addTarget } from "../support/facts";
import {
  addBodyTarget,
  addDecisionFile,
  addHeadcount,
  addProposal,
  addSplit,
  addSplitPart,
  addTargetDecision,
  addTargetEvent,
} from "../support/targets";
import type { Write } from "./writes";

/** For every named constraint around targets a write that it alone refuses. */
export const targetWrites: [constraint: string, write: Write][] = [
  ["target_rate_within_hundred", (db) => addTarget(db, { metric: "pct_voluntary", value: 101 })],
  [
    "target_of_its_decision",
    async (db) => {
      const { id, number } = await addTargetDecision(db);
      await addTarget(db, {
        decisionId: id,
        decisionNumber: number,
        decidedOn: "2026-12-21",
        inForceFrom: "2026-12-21",
      });
    },
  ],
  [
    "target_decided_has_number_and_date",
    async (db) => addTarget(db, { decisionId: (await addTargetDecision(db)).id, decisionNumber: null }),
  ],
  [
    "target_one_at_a_time",
    async (db) => {
      const over = { supersededAt: new Date("2027-07-01T00:00:00+07:00") };
      const { unitId } = await addTarget(db, { inForceFrom: "2026-12-20", ...over });
      await addTarget(db, { unitId, inForceFrom: "2027-07-01" });
      await addTarget(db, { unitId, inForceFrom: "2027-06-30", ...over });
    },
  ],
  ["target_decision_number_not_blank", (db) => addTargetDecision(db, { number: " " })],
  ["target_decision_signed_by_somebody", (db) => addTargetDecision(db, { signatory: " " })],
  ["target_decision_not_in_the_future", (db) => addTargetDecision(db, { decidedOn: "2026-12-21" })],
  [
    "target_decision_request_key",
    async (db) => {
      const { requestKey } = await addTargetDecision(db);
      await addTargetDecision(db, { requestKey });
    },
  ],
  [
    "target_decision_number_once",
    async (db) => {
      const { unitId, number } = await addTargetDecision(db, { decidedOn: "2025-12-20" });
      await addTargetDecision(db, { unitId, number });
      await addTargetDecision(db, { unitId, number: number.toUpperCase() });
    },
  ],
  ["target_decision_file_named", (db) => addDecisionFile(db, { name: " " })],
  ["target_decision_file_kind_known", (db) => addDecisionFile(db, { mediaType: "text/html" })],
  ["target_decision_file_not_too_large", (db) => addDecisionFile(db, { bytes: new Uint8Array(1_000_001) })],
  ["target_proposal_year_sensible", (db) => addProposal(db, { year: 27 })],
  ["target_proposal_period_known", (db) => addProposal(db, { period: "decade" })],
  ["target_proposal_metric_known", (db) => addProposal(db, { metric: "litres" })],
  ["target_proposal_value_positive", (db) => addProposal(db, { value: 0 })],
  ["target_proposal_basis_known", (db) => addProposal(db, { countingBasis: "litres" })],
  ["target_proposal_origin_known", (db) => addProposal(db, { origin: "beside" })],
  ["target_proposal_state_known", (db) => addProposal(db, { state: "lost" })],
  ["target_proposal_rate_within_hundred", (db) => addProposal(db, { metric: "pct_repeat", value: 101 })],
  ["target_proposal_campaign_has_its_edition", (db) => addProposal(db, { period: "campaign" })],
  [
    "target_proposal_campaign_has_its_edition",
    async (db) => addProposal(db, { campaignEditionId: (await addCampaignEdition(db)).id }),
  ],
  ["target_proposal_adjusts_with_a_reason", (db) => addProposal(db, { effectiveFrom: "2027-07-01" })],
  [
    "target_proposal_adjusts_with_a_reason",
    async (db) => addProposal(db, { adjusts: (await addTarget(db)).id, effectiveFrom: "2027-07-01", reason: " " }),
  ],
  ["target_proposal_agreed_at_a_meeting", (db) => addProposal(db, { state: "agreed", meetingName: "Hội nghị" })],
  ["target_proposal_decided_by_a_decision", (db) => addProposal(db, { state: "decided" })],
  [
    "target_proposal_one_open",
    async (db) => {
      const { unitId } = await addProposal(db, { state: "withdrawn" });
      await addProposal(db, { unitId });
      await addProposal(db, { unitId, period: "h1" });
      await addProposal(db, { unitId, state: "proposed" });
    },
  ],
  ["target_split_year_sensible", (db) => addSplit(db, { year: 27 })],
  ["target_split_whole_positive", (db) => addSplit(db, { whole: 0 })],
  ["target_split_basis_known", (db) => addSplit(db, { countingBasis: "percent" })],
  ["target_split_period_known", (db) => addSplit(db, { period: "month" })],
  ["target_split_metric_known", (db) => addSplit(db, { metric: "pct_repeat" })],
  ["target_split_campaign_has_its_edition", (db) => addSplit(db, { period: "campaign" })],
  ["target_split_state_known", (db) => addSplit(db, { state: "lost" })],
  ["target_split_decided_by_a_decision", (db) => addSplit(db, { state: "decided" })],
  [
    "target_split_one_open",
    async (db) => {
      const { unitId } = await addSplit(db, { state: "withdrawn" });
      await addSplit(db, { unitId });
      await addSplit(db, { unitId, period: "h1" });
      await addSplit(db, { unitId, state: "submitted" });
    },
  ],
  ["target_split_part_not_negative", (db) => addSplitPart(db, { value: -1 })],
  ["target_split_part_is_a_unit_or_a_body", (db) => addSplitPart(db, { partKey: "elsewhere" })],
  ["body_target_year_sensible", (db) => addBodyTarget(db, { year: 27 })],
  ["body_target_value_positive", (db) => addBodyTarget(db, { value: 0 })],
  ["body_target_period_known", (db) => addBodyTarget(db, { period: "month" })],
  ["body_target_metric_known", (db) => addBodyTarget(db, { metric: "pct_repeat" })],
  ["body_target_campaign_has_its_edition", (db) => addBodyTarget(db, { period: "campaign" })],
  [
    "body_target_one_in_force",
    async (db) => {
      const { organisationId } = await addBodyTarget(db, { supersededAt: new Date("2027-07-01T00:00:00+07:00") });
      await addBodyTarget(db, { organisationId });
      await addBodyTarget(db, { organisationId, period: "h1" });
      await addBodyTarget(db, { organisationId });
    },
  ],
  ["organisation_headcount_year_sensible", (db) => addHeadcount(db, { year: 27 })],
  ["organisation_headcount_positive", (db) => addHeadcount(db, { people: 0 })],
  ["target_event_kind_known", (db) => addTargetEvent(db, { kind: "forgotten" })],
  ["target_event_comment_says_something", (db) => addTargetEvent(db, { words: " " })],
];
