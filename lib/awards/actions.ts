"use server";

import { answer } from "@/lib/forms/answer";
import { formAction } from "@/lib/forms/form-action";
import { moveCandidates, nominate, setQuotas, withdrawNomination } from "./candidates/commands";
import { honourNamed } from "./candidates/honour-named";
import { decideRound, refuseCandidate } from "./decisions/commands";
import { sendBackProposal } from "./decisions/sending-back";
import { deliverHonour, presentRound, revokeHonour } from "./honours/commands";
import { deliverInput, ledgerFiltersOf, revokeInput } from "./honours/schema";
import {
  cancelRound,
  commentRound,
  gatherCandidates,
  planRound,
  proposeRound,
  takeBackProposal,
} from "./rounds/commands";
import {
  commentInput,
  decideInput,
  endRoundInput,
  moveCandidatesInput,
  nominateInput,
  planRoundInput,
  presentedInput,
  proposeInput,
  quotaInput,
  refuseCandidateInput,
  roundIdInput,
  withdrawInput,
} from "./rounds/schema";

const messages = "awards.refusal";
const roundPage = (roundId: string, done: string) => `/staff/awards/${roundId}?done=${done}`;

/** The ledger as it was filtered, with what was done to which honour. */
function ledgerPage(back: string, done: "revoked" | "delivered", honourId: string): string {
  return `/staff/awards/ledger?${new URLSearchParams({ ...ledgerFiltersOf(back), done, honour: honourId })}`;
}

export const planRoundAction = formAction(
  { deed: "award.run", for: "staff", input: planRoundInput },
  async (actor, input) =>
    answer(await planRound(actor, input), {
      messages,
      goTo: ({ id }) => roundPage(id, "planned"),
      fields: {
        counted_after_today: "countedUntil",
        ceremony_before_count: "ceremonyOn",
        name_taken: "name",
        no_rules: "rules",
        rule_unknown: "rules",
        quota_malformed: "rules",
      },
    }),
);

export const gatherCandidatesAction = formAction(
  { deed: "award.run", for: "staff", input: roundIdInput },
  async (actor, { roundId }) => {
    const gathered = await gatherCandidates(actor, roundId);
    if (!gathered.ok) return answer(gathered, { messages });
    const { added, moved, there } = gathered.value;
    return answer(gathered, {
      messages,
      goTo: `${roundPage(roundId, "gathered")}&added=${added}&moved=${moved}&there=${there}`,
    });
  },
);

export const moveCandidatesAction = formAction(
  { deed: "award.run", for: "staff", input: moveCandidatesInput },
  async (actor, input) => {
    const moved = await honourNamed(await moveCandidates(actor, input));
    // Somebody else has changed the list, or the answer of an earlier press was lost: the page is drawn anew, ticks kept.
    if (!moved.ok)
      return answer(moved, {
        messages,
        fields: { reason_missing: "because" },
        anew: moved.refusal === "candidate_unknown",
      });
    const { id, moved: count } = moved.value;
    if (count === 0) return { kind: "done", message: "awards.moved.none", anew: true };
    return { kind: "done", message: `awards.moved.${input.to}`, facts: { count }, data: { moveId: id }, anew: true };
  },
);

export const nominateAction = formAction(
  { deed: "award.nominate", for: "staff", input: nominateInput },
  async (actor, input) =>
    answer(await nominate(actor, input), { messages, goTo: `/staff/awards/${input.roundId}?done=nominated` }),
);

export const withdrawNominationAction = formAction(
  { deed: "award.nominate", for: "staff", input: withdrawInput },
  async (actor, input) =>
    answer(await withdrawNomination(actor, input), { messages, goTo: roundPage(input.roundId, "withdrawn") }),
);

export const setQuotasAction = formAction(
  { deed: "award.run", for: "staff", input: quotaInput },
  async (actor, input) => {
    const set = await setQuotas(actor, input);
    const atUnit = set.ok ? undefined : `quota:${set.facts?.unit}`;
    const fields = { below_nominated: atUnit, quota_changed: atUnit };
    // Refused, nothing is drawn anew but what somebody else has saved: what was typed stays where it was.
    const anew = set.ok || set.refusal === "quota_changed";
    const said = answer(set, { messages, message: "awards.quotas.saved", fields, anew });
    return said.kind === "done" ? { ...said, keep: true } : said;
  },
);

export const commentRoundAction = formAction(
  { deed: "award.comment", for: "staff", input: commentInput, limit: { max: 60, perMinutes: 10 } },
  async (actor, input) =>
    answer(await commentRound(actor, input), { messages, message: "awards.comments.sent", anew: true }),
);

export const proposeRoundAction = formAction(
  { deed: "award.run", for: "staff", input: proposeInput },
  async (actor, input) =>
    answer(await proposeRound(actor, input), {
      messages,
      goTo: roundPage(input.roundId, "proposed"),
      fields: { dated_ahead: "proposedOn", dated_before_year: "proposedOn" },
    }),
);

export const takeBackProposalAction = formAction(
  { deed: "award.run", for: "staff", input: endRoundInput },
  async (actor, input) =>
    answer(await takeBackProposal(actor, input), { messages, goTo: roundPage(input.roundId, "takenBack") }),
);

export const decideRoundAction = formAction(
  { deed: "award.approve", for: "staff", input: decideInput },
  async (actor, input) => {
    const decided = await decideRound(actor, input);
    if (!decided.ok)
      return answer(decided, {
        messages,
        fields: {
          number_taken: "number",
          authority_unknown: "authorityId",
          dated_ahead: "decidedOn",
          decided_before_proposal: "decidedOn",
        },
      });
    const { honoured, fellAway } = decided.value;
    return answer(decided, {
      messages,
      goTo: `${roundPage(input.roundId, "decided")}&honoured=${honoured}&fell=${fellAway}`,
    });
  },
);

export const sendBackProposalAction = formAction(
  { deed: "award.approve", for: "staff", input: endRoundInput },
  async (actor, input) =>
    answer(await sendBackProposal(actor, input), {
      messages,
      goTo: roundPage(input.roundId, "sentBack"),
      fields: { reason_missing: "because" },
    }),
);

export const refuseCandidateAction = formAction(
  { deed: "award.approve", for: "staff", input: refuseCandidateInput },
  async (actor, input) =>
    answer(await refuseCandidate(actor, input), { messages, goTo: roundPage(input.roundId, "refused") }),
);

export const cancelRoundAction = formAction(
  { deed: "award.run", for: "staff", input: endRoundInput },
  async (actor, input) =>
    answer(await cancelRound(actor, input), { messages, goTo: roundPage(input.roundId, "cancelled") }),
);

export const presentRoundAction = formAction(
  { deed: "award.run", for: "staff", input: presentedInput },
  async (actor, input) =>
    answer(await presentRound(actor, input), {
      messages,
      goTo: ({ presented, absent }) =>
        `${roundPage(input.roundId, "presented")}&presented=${presented}&absent=${absent}`,
    }),
);

export const revokeHonourAction = formAction(
  { deed: "award.approve", for: "staff", input: revokeInput },
  async (actor, input) =>
    answer(await revokeHonour(actor, input), { messages, goTo: ({ id }) => ledgerPage(input.back, "revoked", id) }),
);

export const deliverHonourAction = formAction(
  { deed: "award.run", for: "staff", input: deliverInput },
  async (actor, input) =>
    answer(await deliverHonour(actor, input), { messages, goTo: ({ id }) => ledgerPage(input.back, "delivered", id) }),
);
