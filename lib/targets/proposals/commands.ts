import sql from "sql-template-tag";
import { z } from "zod";
import type { Actor, StaffActor } from "@/lib/auth/actor";
import { NotAllowed } from "@/lib/auth/authorize";
import { newId } from "@/lib/core/ids";
import type { Outcome } from "@/lib/core/outcome";
import { todayInVietnam } from "@/lib/core/time";
import { execute, type Runner, row, Undo, undoing } from "@/lib/db/statement";
import {
  accountOf,
  audit,
  daysOfEdition,
  type HeldProposal,
  type HeldUnit,
  insistSameVersion,
  isDemoActor,
  lockProposal,
  tell,
  unitFor,
} from "../changing";
import { mayAssignTargets, mayCommentTargets, mayDecideTargets, mayDraftTargets, type TargetUnit } from "../policy";
import {
  afterStep,
  basisOf,
  daysOf,
  type EffectiveRefusal,
  type ProposalState,
  type StepRefusal,
  type TargetMetric,
  type UnitDayRefusal,
  whyNotAgree,
  whyNotEffective,
  whyNotForUnit,
} from "../rules";
import type { AgreeTarget, CommentTarget, DraftTarget, StepTarget } from "../schema";

export type DraftRefusal =
  | UnitDayRefusal
  | EffectiveRefusal
  | "edition_unknown"
  | "already_open"
  | "not_a_draft"
  | "changed_meanwhile"
  | "superseded_meanwhile"
  | "not_assigned_to_itself";

/**
 * Drafts a unit's target, changes a draft, and sends it on at once when that is wanted: proposed by the unit, or assigned
 * by the level above. A campaign's pair (registered, received) is two proposals made together. An adjustment names the
 * version it changes, from which day and why.
 */
export async function draftTarget(
  actor: StaffActor,
  input: DraftTarget,
  now = new Date(),
): Promise<Outcome<{ id: string; unitId: string; year: number }, DraftRefusal>> {
  return undoing<{ id: string; unitId: string; year: number }, DraftRefusal>(
    async (tx) => {
      const unit = await unitFor(actor, input.unitId, "target.draft", maySend, tx);
      if (input.intent === "assign" && !mayAssignTargets(actor, unit)) throw new Undo("not_assigned_to_itself");
      const edition = input.editionId
        ? await daysOfEdition(unit, { editionId: input.editionId, year: input.year }, tx)
        : null;
      if (input.editionId && !edition) throw new Undo("edition_unknown");
      const time = daysOf(input.period, input.year, edition);
      const why = whyNotForUnit(unit, time);
      if (why) throw new Undo(why, { year: input.year, from: unit.validFrom, until: unit.validTo ?? "" });
      if (input.adjusts) await insistAdjustable(input, unit, time, tx);
      const isDemo = await isDemoActor(actor, tx);
      const wanted: [TargetMetric, number][] = [[input.metric, input.value]];
      if (input.registered !== null) wanted.push(["registered", input.registered]);
      let id = "";
      for (const [metric, value] of wanted) {
        const kept = metric === input.metric ? input.proposalId : undefined;
        const made = kept
          ? await changeDraft(actor, { ...input, proposalId: kept }, value, now, tx)
          : await insertDraft(actor, input, { metric, value, isDemo }, now, tx);
        id ||= made;
      }
      return { id, unitId: unit.id, year: input.year };
    },
    { target_proposal_one_open: "already_open" },
  );
}

/** May this actor send a unit's proposals on: as the unit itself, or as the level above? */
export const maySend = (actor: Actor, unit: TargetUnit) =>
  mayDraftTargets(actor, unit) || mayAssignTargets(actor, unit);

/** What the intent of the form makes of a draft, and how the trail calls it. */
const sent = {
  draft: { state: "draft", kind: "drafted", origin: "unit" },
  propose: { state: "proposed", kind: "proposed", origin: "unit" },
  assign: { state: "assigned", kind: "assigned", origin: "above" },
} as const;

async function insertDraft(
  actor: StaffActor,
  input: DraftTarget,
  { metric, value, isDemo }: { metric: TargetMetric; value: number; isDemo: boolean },
  now: Date,
  tx: Runner,
): Promise<string> {
  const id = newId();
  const { state, kind, origin } = sent[input.intent];
  await execute(
    sql`INSERT INTO target_proposal (id, unit_id, campaign_edition_id, year, period, metric, value, counting_basis, origin, state,
        adjusts, effective_from, reason, is_demo, made_by, made_at, changed_at)
      VALUES (${id}::uuid, ${input.unitId}, ${input.editionId}, ${input.year}, ${input.period}, ${metric}, ${value},
        ${basisOf(metric, input.basis)}, ${origin}, ${state}, ${input.adjusts ?? null}::uuid,
        ${input.adjusts ? (input.effectiveFrom ?? null) : null}::date, ${input.reason ?? null}, ${isDemo},
        ${accountOf(actor)}::uuid, ${now}, ${now})`,
    tx,
  );
  const trail = { unitId: input.unitId, year: input.year, proposalId: id, value };
  await tell(actor, { ...trail, kind, words: input.reason ?? null }, now, tx);
  await audit(actor, "target.draft", { unitId: input.unitId, id, year: input.year, metric, value, state }, tx);
  return id;
}

async function changeDraft(
  actor: StaffActor,
  input: DraftTarget & { proposalId: string },
  value: number,
  now: Date,
  tx: Runner,
): Promise<string> {
  const held = await lockProposal(input.proposalId, tx);
  if (held === null || held.unitId !== input.unitId) throw new NotAllowed("target.draft");
  if (held.state !== "draft") throw new Undo("not_a_draft");
  await insistSameVersion(held, input.version ?? 0, "proposal", tx);
  const { state, kind } = sent[input.intent];
  await execute(
    sql`UPDATE target_proposal SET value = ${value}, counting_basis = ${basisOf(held.metric, input.basis)}, state = ${state},
        origin = ${input.intent === "draft" ? held.origin : sent[input.intent].origin},
        effective_from = ${held.adjusts ? (input.effectiveFrom ?? null) : null}::date,
        reason = coalesce(${input.reason ?? null}, reason), version = version + 1, changed_at = ${now}
      WHERE id = ${held.id}::uuid`,
    tx,
  );
  const trail = { unitId: held.unitId, year: held.year, proposalId: held.id, value };
  await tell(actor, { ...trail, kind: kind === "drafted" ? "changed" : kind, words: input.reason ?? null }, now, tx);
  await audit(actor, "target.change", { unitId: held.unitId, id: held.id, value, state }, tx);
  return held.id;
}

/** An adjustment is of the version that is the latest, and holds within its period from a day not before that one. */
async function insistAdjustable(
  input: DraftTarget,
  unit: HeldUnit,
  time: { from: string; to: string },
  tx: Runner,
): Promise<void> {
  const version = await row(
    z.object({ latest: z.boolean(), from: z.string().nullable() }),
    sql`SELECT superseded_at IS NULL AS latest, in_force_from AS from FROM target
      WHERE id = ${input.adjusts ?? null}::uuid AND unit_id = ${unit.id} AND year = ${input.year} AND period = ${input.period}
        AND metric = ${input.metric}`,
    tx,
  );
  if (version === null) throw new NotAllowed("target.draft");
  if (!version.latest) throw new Undo("superseded_meanwhile");
  const why = whyNotEffective(input.effectiveFrom ?? time.from, time, version.from);
  if (why) throw new Undo(why, { from: time.from, to: time.to, last: version.from ?? time.from });
}

/** Sends a proposal on, back, or takes it away. What was withdrawn stays readable. */
export async function stepTarget(
  actor: StaffActor,
  input: StepTarget,
  now = new Date(),
): Promise<Outcome<HeldProposal, StepRefusal | "changed_meanwhile" | "words_missing">> {
  return undoing<HeldProposal, StepRefusal | "changed_meanwhile" | "words_missing">(async (tx) => {
    const held = await lockProposal(input.proposalId, tx);
    if (held === null) throw new NotAllowed("target.step");
    await unitFor(actor, held.unitId, "target.step", (who, unit) => mayStep(who, unit, input.step), tx);
    await insistSameVersion(held, input.version, "proposal", tx);
    if (input.step === "return" && !input.words) throw new Undo("words_missing");
    const next = afterStep(held.state, input.step);
    if (!next.ok) throw new Undo(next.refusal);
    await become(held, next.value, now, tx);
    const kind = { propose: "proposed", assign: "assigned", return: "returned", withdraw: "withdrawn" }[input.step];
    const trail = { unitId: held.unitId, year: held.year, proposalId: held.id, value: held.value };
    await tell(actor, { ...trail, kind, words: input.words ?? null }, now, tx);
    await audit(actor, `target.${input.step}`, { unitId: held.unitId, id: held.id, value: held.value }, tx);
    return held;
  });
}

/** The unit sends and withdraws its own; only the level above assigns; whoever is to decide may send back, too. */
function mayStep(actor: Actor, unit: TargetUnit, step: StepTarget["step"]): boolean {
  if (step === "assign") return mayAssignTargets(actor, unit);
  if (step === "return") return maySend(actor, unit) || mayDecideTargets(actor, unit);
  return maySend(actor, unit);
}

async function become(held: HeldProposal, state: ProposalState, now: Date, tx: Runner): Promise<void> {
  const origin = state === "assigned" ? "above" : held.origin;
  await execute(
    sql`UPDATE target_proposal SET state = ${state}, origin = ${origin}, version = version + 1, changed_at = ${now}
      WHERE id = ${held.id}::uuid`,
    tx,
  );
}

/** Notes that a named meeting agreed on a proposal: when, where. The day of a meeting is never ahead. */
export async function agreeTarget(
  actor: StaffActor,
  input: AgreeTarget,
  now = new Date(),
): Promise<Outcome<HeldProposal, StepRefusal | "changed_meanwhile" | "meeting_in_future">> {
  return undoing<HeldProposal, StepRefusal | "changed_meanwhile" | "meeting_in_future">(async (tx) => {
    const held = await lockProposal(input.proposalId, tx);
    if (held === null) throw new NotAllowed("target.draft");
    await unitFor(actor, held.unitId, "target.draft", maySend, tx);
    await insistSameVersion(held, input.version, "proposal", tx);
    const why = whyNotAgree(held.state);
    if (why) throw new Undo(why);
    if (input.meetingOn > todayInVietnam(now)) throw new Undo("meeting_in_future");
    await noteAgreed(actor, held, input, now, tx);
    return held;
  });
}

/** Writes which meeting agreed on a locked proposal, with its trail. */
export async function noteAgreed(
  actor: StaffActor,
  held: HeldProposal,
  meeting: Pick<AgreeTarget, "meetingName" | "meetingOn" | "meetingPlace">,
  now: Date,
  tx: Runner,
): Promise<void> {
  await execute(
    sql`UPDATE target_proposal SET state = 'agreed', meeting_name = ${meeting.meetingName}, meeting_on = ${meeting.meetingOn}::date,
        meeting_place = ${meeting.meetingPlace}, version = version + 1, changed_at = ${now}
      WHERE id = ${held.id}::uuid`,
    tx,
  );
  const trail = { unitId: held.unitId, year: held.year, proposalId: held.id, value: held.value };
  await tell(actor, { ...trail, kind: "agreed", words: meeting.meetingName }, now, tx);
  await audit(actor, "target.agree", { unitId: held.unitId, id: held.id, meetingOn: meeting.meetingOn }, tx);
}

/** Says something about a unit's targets of a year; comments are never changed. */
export async function commentTarget(
  actor: StaffActor,
  input: CommentTarget,
  now = new Date(),
): Promise<Outcome<{ unitId: string; year: number }>> {
  return undoing<{ unitId: string; year: number }, never>(async (tx) => {
    const unit = await unitFor(actor, input.unitId, "target.comment", mayCommentTargets, tx);
    const about = input.proposalId ? await lockProposal(input.proposalId, tx) : null;
    if (input.proposalId && about?.unitId !== unit.id) throw new NotAllowed("target.comment");
    const trail = { unitId: unit.id, year: input.year, proposalId: about?.id ?? null };
    await tell(actor, { ...trail, kind: "comment", words: input.words }, now, tx);
    await audit(actor, "target.comment", { unitId: unit.id, id: about?.id ?? unit.id, year: input.year }, tx);
    return { unitId: unit.id, year: input.year };
  });
}
