import { newId } from "@/lib/core/ids";
import { addAccount, addBooking, addDonor, addOrganisation, addProvince, type Database, some } from "../support/facts";
import {
  addAuthority,
  addAwardDecision,
  addAwardEvent,
  addAwardPerson,
  addCandidate,
  addCeremony,
  addEarlier,
  addFamily,
  addFill,
  addHonour,
  addHonourEvent,
  addInvitation,
  addMember,
  addMove,
  addMoveItem,
  addOldList,
  addOldListRow,
  addQuota,
  addReferral,
  addRound,
  addRoundRule,
  addRule,
  addSeat,
  addTemplate,
} from "../support/honours";
import { twice, type Write } from "./writes";

const decided = { decidedAt: new Date("2026-01-05T08:00:00+07:00") };

/** A decision that was entered by a form of its own key. */
const addKeyedDecision = (db: Database, differing: Parameters<typeof addAwardDecision>[1] = {}) =>
  addAwardDecision(db, { requestKey: newId(), ...differing });

/** For every named constraint of the honours a write that it alone refuses. */
export const honourWrites: [constraint: string, write: Write][] = [
  ["award_authority_level_known", (db) => addAuthority(db, { level: "district" })],
  ["award_authority_kind_known", (db) => addAuthority(db, { kind: "club" })],
  [
    "award_authority_name_once",
    async (db) => {
      const { unitId, nameVi } = await addAuthority(db);
      await addAuthority(db, { unitId, nameVi, kind: "ministry" });
    },
  ],
  ["award_authority_one_of_a_kind", twice(addAuthority, "unitId", "kind")],
  ["award_rule_authority_known", (db) => addRule(db, { authorityKind: "club" })],
  ["award_rule_level_known", (db) => addRule(db, { level: "district" })],
  ["award_rule_subject_known", (db) => addRule(db, { subjectKind: "pet" })],
  ["award_rule_metric_known", (db) => addRule(db, { metric: "litres" })],
  ["award_rule_period_sensible", (db) => addRule(db, { metric: "period_donations", periodMonths: 0 })],
  ["award_rule_repeats_known", (db) => addRule(db, { repeats: "daily" })],
  ["award_rule_cooldown_sensible", (db) => addRule(db, { cooldownYears: 31 })],
  ["award_rule_excluded_sensible", (db) => addRule(db, { excludedYears: -1 })],
  ["award_rule_quota_positive", (db) => addRule(db, { quota: 0 })],
  ["award_rule_object_known", (db) => addRule(db, { object: "money" })],
  ["award_rule_source_told", (db) => addRule(db, { source: " " })],
  ["award_rule_decision_has_a_number", (db) => addRule(db, { decisionOn: "2017-09-15" })],
  ["award_rule_decision_words_told", (db) => addRule(db, { decisionNumber: "1/QĐ", decisionBy: " " })],
  ["award_rule_counts_something", (db) => addRule(db, { metric: "nomination" })],
  ["award_rule_threshold_sensible", (db) => addRule(db, { threshold: 0 })],
  ["award_rule_threshold_sensible", (db) => addRule(db, { threshold: 10, below: 10 })],
  ["award_rule_period_when_counted_in_one", (db) => addRule(db, { metric: "period_donations" })],
  ["award_rule_ends_after_it_begins", (db) => addRule(db, { validTo: "2017-09-15" })],
  [
    "award_rule_one_at_a_time",
    async (db) => {
      const { scopeUnitId } = await addRule(db, { validTo: "2025-07-01" });
      await addRule(db, { scopeUnitId, validFrom: "2025-07-01" });
      await addRule(db, { scopeUnitId, validFrom: "2026-01-01" });
    },
  ],
  ["earlier_donation_number_sensible", (db) => addEarlier(db, { donations: 0 })],
  ["earlier_donation_evidence_known", (db) => addEarlier(db, { evidence: "rumour" })],
  ["earlier_donation_evidence_told", (db) => addEarlier(db, { evidenceRef: " " })],
  ["earlier_donation_status_known", (db) => addEarlier(db, { status: "maybe", ...decided })],
  ["earlier_donation_in_order", (db) => addEarlier(db, { firstOn: "2020-01-01" })],
  ["earlier_donation_decided_when_over", (db) => addEarlier(db, decided)],
  [
    "earlier_donation_seen_by_a_second_person",
    async (db) => {
      const { id } = await addAccount(db);
      await addEarlier(db, { status: "confirmed", enteredBy: id, decidedBy: id, ...decided });
    },
  ],
  ["earlier_donation_refused_with_a_reason", (db) => addEarlier(db, { status: "refused", ...decided })],
  ["earlier_donation_request_key", twice(addEarlier, "requestKey")],
  ["earlier_donation_paper_once", twice(addEarlier, "donorId", "evidence", "evidenceRef")],
  ["donor_earlier_count_not_negative", (db) => addDonor(db, { earlierCount: -1 })],
  ["family_name_not_blank", (db) => addFamily(db, { name: " " })],
  ["family_member_relation_known", (db) => addMember(db, { relation: "friend" })],
  ["family_member_channel_known", (db) => addMember(db, { consentChannel: "rumour" })],
  ["family_member_left_after_joining", (db) => addMember(db, { leftAt: new Date("2001-01-01T00:00:00Z") })],
  ["family_member_of_one_family", twice(addMember, "donorId")],
  ["award_person_name_not_blank", (db) => addAwardPerson(db, { fullName: " " })],
  ["award_person_category_known", (db) => addAwardPerson(db, { category: "king" })],
  ["award_person_once", twice(addAwardPerson, "unitId", "fullName")],
  ["booking_referral_by_somebody", (db) => addReferral(db)],
  [
    "booking_referral_doubt_known",
    async (db) => addReferral(db, { donorId: (await addDonor(db)).id, doubt: "rumour" }),
  ],
  [
    "booking_referral_not_oneself",
    async (db) => {
      const donorId = (await addDonor(db)).id;
      await addReferral(db, { donorId, bookingId: (await addBooking(db, { donorId })).id });
    },
  ],
  [
    "booking_referral_of_the_one_who_booked",
    async (db) => addReferral(db, { donorId: (await addDonor(db)).id, bookedBy: (await addDonor(db)).id }),
  ],
  [
    "booking_referral_by_its_invitation",
    async (db) => addReferral(db, { donorId: (await addDonor(db)).id, invitationId: (await addInvitation(db)).id }),
  ],
  ["donor_invitation_code_once", twice(addInvitation, "code")],
  ["donor_invitation_code_shaped", (db) => addInvitation(db, { code: "mot ma co dau" })],
  ["donor_invitation_ends_after_made", (db) => addInvitation(db, { endedAt: new Date("2001-01-01T00:00:00Z") })],
  ["donor_invitation_one_open", twice(addInvitation, "donorId")],
  ["award_round_kind_known", (db) => addRound(db, { kind: "picnic" })],
  ["award_round_name_not_blank", (db) => addRound(db, { name: " " })],
  ["award_round_year_sensible", (db) => addRound(db, { year: 27 })],
  ["award_round_status_known", (db) => addRound(db, { status: "forgotten" })],
  ["award_round_once", twice(addRound, "unitId", "name")],
  ["award_round_proposed_with_a_number", (db) => addRound(db, { status: "proposed" })],
  ["award_round_signatory_whole", (db) => addRound(db, { proposalNumber: "1/TTr", proposalSignatoryName: "Người Ký" })],
  [
    "award_round_signatory_told",
    (db) => addRound(db, { proposalNumber: "1/TTr", proposalSignatoryTitle: " ", proposalSignatoryName: "Người Ký" }),
  ],
  [
    "award_round_signatory_of_a_proposal",
    (db) => addRound(db, { proposalSignatoryTitle: "Chủ tịch", proposalSignatoryName: "Người Ký" }),
  ],
  ["award_round_proposed_by_of_a_proposal", async (db) => addRound(db, { proposedBy: (await addAccount(db)).id })],
  ["award_round_sent_back_with_a_reason", (db) => addRound(db, { sentBackAt: new Date(), sentBackBecause: " " })],
  ["award_round_sent_back_with_a_reason", (db) => addRound(db, { sentBackBecause: "Thiếu giấy tờ" })],
  [
    "award_round_sent_back_is_open",
    (db) =>
      addRound(db, {
        status: "proposed",
        proposalNumber: "1/TTr",
        proposedOn: "2027-12-10",
        sentBackAt: new Date(),
        sentBackBecause: "Thiếu giấy tờ",
      }),
  ],
  ["award_round_cancelled_with_a_reason", (db) => addRound(db, { status: "cancelled" })],
  ["award_round_rule_quota_positive", (db) => addRoundRule(db, { quota: 0 })],
  [
    "award_quota_of_the_round",
    async (db) => addQuota(db, { roundId: (await addRound(db)).id, ruleId: (await addRule(db)).id }),
  ],
  ["award_quota_kept", (db) => addQuota(db, { nominated: 4 })],
  ["award_quota_kept", (db) => addQuota(db, { nominated: -1 })],
  [
    "award_candidate_of_the_round",
    async (db) => addCandidate(db, { roundId: (await addRound(db)).id, ruleId: (await addRule(db)).id }),
  ],
  ["award_candidate_subject_known", (db) => addCandidate(db, { subjectKind: "pet" })],
  ["award_candidate_source_known", (db) => addCandidate(db, { source: "rumour", citation: "thử" })],
  ["award_candidate_status_known", (db) => addCandidate(db, { status: "maybe" })],
  ["award_candidate_is_one_subject", (db) => addCandidate(db, { donorId: null })],
  ["award_candidate_is_one_subject", async (db) => addCandidate(db, { familyId: (await addFamily(db)).id })],
  ["award_candidate_by_hand_with_a_citation", (db) => addCandidate(db, { source: "nomination" })],
  ["award_candidate_turned_away_with_a_reason", (db) => addCandidate(db, { status: "refused" })],
  ["award_candidate_once", twice(addCandidate, "roundId", "ruleId", "donorId")],
  ["award_fill_chose_somebody", (db) => addFill(db, { chosen: 0 })],
  ["award_fill_undone_after_made", (db) => addFill(db, { undoneAt: new Date("2001-01-01T00:00:00Z") })],
  [
    "award_fill_of_the_round",
    async (db) => addFill(db, { roundId: (await addRound(db)).id, ruleId: (await addRule(db)).id }),
  ],
  ["award_move_moved_somebody", (db) => addMove(db, { moved: 0 })],
  ["award_move_undone_after_made", (db) => addMove(db, { undoneAt: new Date("2001-01-01T00:00:00Z") })],
  ["award_move_item_went_somewhere", (db) => addMoveItem(db, { fromStatus: "chosen", toStatus: "chosen" })],
  ["award_decision_request_key", twice(addKeyedDecision, "requestKey")],
  ["award_decision_fell_away_sensible", (db) => addAwardDecision(db, { fellAway: -1 })],
  ["award_candidate_filled_while_chosen", async (db) => addCandidate(db, { fillId: (await addFill(db)).id })],
  ["award_event_kind_known", (db) => addAwardEvent(db, { kind: "forgotten" })],
  ["award_decision_words_not_blank", (db) => addAwardDecision(db, { words: " " })],
  [
    "award_decision_by_another",
    async (db) => {
      const { id } = await addAccount(db);
      const proposal = { status: "proposed", proposalNumber: "1/TTr", proposedOn: "2027-12-10", proposedBy: id };
      await addAwardDecision(db, { roundId: (await addRound(db, proposal)).id, decidedBy: id });
    },
  ],
  ["award_decision_number_not_blank", (db) => addAwardDecision(db, { number: " " })],
  ["award_decision_one_per_authority", twice(addAwardDecision, "roundId", "authorityId")],
  ["award_decision_number_once", twice(addAwardDecision, "authorityId", "number")],
  ["honour_subject_known", (db) => addHonour(db, { subjectKind: "pet" })],
  ["honour_level_not_blank", (db) => addHonour(db, { levelKey: " " })],
  ["honour_level_known", (db) => addHonour(db, { level: "district" })],
  ["honour_object_known", (db) => addHonour(db, { object: "money" })],
  ["honour_origin_known", (db) => addHonour(db, { origin: "rumour" })],
  ["honour_is_of_one_subject", (db) => addHonour(db, { donorId: null })],
  ["honour_is_of_one_subject", async (db) => addHonour(db, { organisationId: (await addOrganisation(db)).id })],
  ["honour_of_a_round_has_its_decision", (db) => addHonour(db, { origin: "round" })],
  ["honour_revoked_with_a_reason", (db) => addHonour(db, { revokedAt: new Date() })],
  [
    "honour_once_per_candidate",
    async (db) => {
      const candidateId = (await addCandidate(db)).id;
      await addHonour(db, { candidateId });
      await addHonour(db, { candidateId });
    },
  ],
  [
    "honour_check_code_once",
    async (db) => {
      const checkCode = some("code");
      await addHonour(db, { checkCode });
      await addHonour(db, { checkCode });
    },
  ],
  [
    "honour_serial_once",
    async (db) => {
      const unitId = (await addProvince(db)).id;
      await addHonour(db, { unitId, certificateSerial: "12" });
      await addHonour(db, { unitId, certificateSerial: "12" });
    },
  ],
  [
    "honour_same_level_once",
    async (db) => {
      const { donorId } = await addHonour(db, { revokedAt: new Date(), revokedBecause: "test" });
      await addHonour(db, { donorId });
      await addHonour(db, { donorId, levelKey: "lifetime_donations:10:province", id: newId() });
      await addHonour(db, { donorId });
    },
  ],
  ["certificate_template_kind_known", (db) => addTemplate(db, { authorityKind: "club" })],
  ["certificate_template_orientation_known", (db) => addTemplate(db, { orientation: "diagonal" })],
  ["certificate_template_names_somebody", (db) => addTemplate(db, { body: "Tặng" })],
  ["certificate_template_one_for_all", (db) => addTemplate(db, { authorityId: null })],
  ["certificate_template_one_of_its_own", twice(addTemplate, "authorityId")],
  [
    "certificate_template_one_of_its_own",
    async (db) => {
      const { authorityId } = await addTemplate(db, { object: "cup" });
      await addTemplate(db, { authorityId, object: "flag" });
      await addTemplate(db, { authorityId, object: "cup", retiredAt: new Date() });
      await addTemplate(db, { authorityId, object: "cup" });
    },
  ],
  ["certificate_template_named", (db) => addTemplate(db, { name: " " })],
  ["certificate_template_object_known", (db) => addTemplate(db, { object: "money" })],
  ["certificate_template_seal_fits", (db) => addTemplate(db, { sealMm: 60 })],
  [
    "honour_printed_as",
    async (db) => {
      const { id } = await addTemplate(db);
      await addHonour(db, { templateId: id, templateVersion: 1 });
      await db.query("UPDATE certificate_template SET version = 2 WHERE id = $1", [id]);
    },
  ],
  ["honour_printed_as", async (db) => addHonour(db, { templateId: (await addTemplate(db)).id })],
  ["ceremony_rows_sensible", (db) => addCeremony(db, { seatRows: 61 })],
  ["ceremony_row_sensible", (db) => addCeremony(db, { seatsInRow: 0 })],
  ["ceremony_keeps_not_all", (db) => addCeremony(db, { keptRows: 10 })],
  ["ceremony_seat_row_sensible", (db) => addSeat(db, { rowNo: 0 })],
  ["ceremony_seat_number_sensible", (db) => addSeat(db, { seatNo: 61 })],
  ["ceremony_seat_one_person", twice(addSeat, "roundId")],
  [
    "ceremony_seat_person_once",
    async (db) => {
      const { roundId, subjectId } = await addSeat(db);
      await addSeat(db, { roundId, subjectId, seatNo: 2 });
    },
  ],
  ["honour_import_request_key", twice(addOldList, "requestKey")],
  ["honour_import_row_kind_known", (db) => addOldListRow(db, { kind: "cup" })],
  ["honour_import_row_amount_sensible", (db) => addOldListRow(db, { amount: 301 })],
  ["honour_import_row_verdict_known", (db) => addOldListRow(db, { verdict: "perhaps" })],
  [
    "honour_import_row_resolution_known",
    async (db) =>
      addOldListRow(db, {
        resolution: "perhaps",
        resolvedBy: (await addAccount(db)).id,
        resolvedAt: decided.decidedAt,
      }),
  ],
  ["honour_import_row_doubted_with_a_reason", (db) => addOldListRow(db, { verdict: "refused" })],
  ["honour_import_row_certain_of_somebody", (db) => addOldListRow(db, { verdict: "certain" })],
  [
    "honour_import_row_uncertain_chosen_by_somebody",
    async (db) =>
      addOldListRow(db, { verdict: "uncertain", reason: "spelling", chosenDonorId: (await addDonor(db)).id }),
  ],
  ["honour_import_row_resolved_by_somebody", (db) => addOldListRow(db, { resolution: "skipped" })],
  ["honour_import_row_became_one_thing", async (db) => addOldListRow(db, { honourId: (await addHonour(db)).id })],
  ["honour_event_kind_known", (db) => addHonourEvent(db, { kind: "forgotten" })],
];
