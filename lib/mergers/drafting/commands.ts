import type { PoolClient } from "pg";
import sql from "sql-template-tag";
import { z } from "zod";
import { auditFrom } from "@/lib/audit/record";
import type { Actor } from "@/lib/auth/actor";
import { anywhere, insist, NotAllowed } from "@/lib/auth/authorize";
import { newId } from "@/lib/core/ids";
import type { Outcome } from "@/lib/core/outcome";
import { execute, row, Undo, undoing } from "@/lib/db/statement";
import { fullNameOf } from "@/lib/units/naming";
import { type Decision, readDecision, unitsToTake } from "../decision";
import { mayChange } from "../policy";
import { type ChangeRefusal, whyNotTheseUnits } from "../rules";
import type { DecisionInput, DraftInput } from "../schema";

export type DraftRefusal = ChangeRefusal | "unit_unknown" | "changed_meanwhile";

const idShape = z.object({ id: z.string() });

/**
 * Keeps a draft, new or changed: what it is about must make sense together, all else may still be missing. The same
 * form sent twice makes one draft. Nothing in the country changes by it.
 */
export async function saveDraft(actor: Actor, input: DraftInput): Promise<Outcome<{ id: string }, DraftRefusal>> {
  insist(actor, "unit.draft", anywhere);
  return undoing<{ id: string }, DraftRefusal>(
    async (tx) => {
      const taken = await unitsToTake([...new Set(input.units)], tx);
      if (taken.length < new Set(input.units).size) throw new Undo<DraftRefusal>("unit_unknown");
      if (!mayChange(actor, "unit.draft", taken, input.parentId ? [input.parentId] : []))
        throw new NotAllowed("unit.draft");
      // A unit named twice is told as such, not quietly taken once.
      const asTyped = input.units.flatMap((id) => taken.filter((unit) => unit.id === id));
      const why = whyNotTheseUnits({ kind: input.kind, taken: asTyped, left: partsOf(input) });
      if (why) throw new Undo<DraftRefusal>(why.refusal, why.facts);
      const before = input.decisionId ? await draftToChange(actor, input.decisionId, input.version, tx) : null;
      const within = taken[0]?.kind === "commune" ? taken[0].parentId : null;
      const kept = await keepDecision(actor, before, input, within, tx);
      await keepLines(kept.id, input, taken, tx);
      return kept;
    },
    { unit_decision_takes_effect_after_it_is_decided: "effective_before_decided" },
  );
}

/** Puts a draft aside for good; it stays to be read. */
export async function withdrawDraft(
  actor: Actor,
  input: DecisionInput,
): Promise<Outcome<{ id: string }, "changed_meanwhile" | "not_a_draft">> {
  return undoing<{ id: string }, "changed_meanwhile" | "not_a_draft">(async (tx) => {
    const draft = await draftToChange(actor, input.decisionId, input.version, tx);
    await execute(
      sql`WITH made AS (
          UPDATE unit_decision SET status = 'withdrawn', version = version + 1 WHERE id = ${draft.id}::uuid RETURNING *
        )
        ${auditFrom(actor, "unit_change.withdraw", { from: sql`made`, subjectKind: "unit_change", subjectId: sql`made.id`, unitId: sql`made.within_unit_id` })}`,
      tx,
    );
    return { id: draft.id };
  });
}

/** The draft, locked, when it is the actor's to change and nobody changed it since it was shown. */
async function draftToChange(actor: Actor, id: string, version: number | undefined, tx: PoolClient): Promise<Decision> {
  insist(actor, "unit.draft", anywhere);
  const draft = await readDecision(id, tx, true);
  if (draft === null || !mayChange(actor, "unit.draft", draft.taken)) throw new NotAllowed("unit.draft");
  if (draft.status !== "draft") throw new Undo<DraftRefusal>("not_a_draft");
  if (draft.version !== version) throw new Undo<DraftRefusal>("changed_meanwhile");
  return draft;
}

async function keepDecision(
  actor: Actor,
  before: Decision | null,
  input: DraftInput,
  within: string | null,
  tx: PoolClient,
): Promise<{ id: string }> {
  const by = actor.kind === "staff" ? actor.accountId : null;
  const audit = auditFrom(actor, "unit_change.draft", {
    from: sql`made`,
    subjectKind: "unit_change",
    subjectId: sql`made.id`,
    unitId: sql`made.within_unit_id`,
    detail: sql`jsonb_build_object('kind', made.kind)`,
  });
  const said = sql`${input.kind}, ${within}, ${input.number ?? null}, ${input.decidedOn ?? null}::date,
    ${input.effectiveOn ?? null}::date, ${input.issuer ?? null}, ${input.signatory ?? null}, ${input.note ?? null}`;
  const kept = await row(
    idShape,
    before
      ? sql`WITH made AS (
          UPDATE unit_decision SET (kind, within_unit_id, number, decided_on, effective_on, issuer, signatory, note, version)
            = (${said}, version + 1)
          WHERE id = ${before.id}::uuid RETURNING *
        ), audit AS (${audit}) SELECT id FROM made`
      : sql`WITH made AS (
          INSERT INTO unit_decision (id, kind, within_unit_id, number, decided_on, effective_on, issuer, signatory, note,
            request_key, drafted_by)
          VALUES (${newId()}::uuid, ${said}, ${input.requestKey}::uuid, ${by}::uuid)
          ON CONFLICT ON CONSTRAINT unit_decision_request_key DO NOTHING RETURNING *
        ), audit AS (${audit}) SELECT id FROM made`,
    tx,
  );
  if (kept !== null) return kept;
  const first = await row(
    idShape,
    sql`SELECT id FROM unit_decision WHERE request_key = ${input.requestKey}::uuid AND status = 'draft'
      AND drafted_by IS NOT DISTINCT FROM ${by}::uuid`,
    tx,
  );
  if (first === null) throw new NotAllowed("unit.draft");
  return first;
}

async function keepLines(id: string, input: DraftInput, taken: Decision["taken"], tx: PoolClient): Promise<void> {
  await execute(sql`DELETE FROM unit_decision_line WHERE decision_id = ${id}::uuid`, tx);
  await execute(sql`DELETE FROM unit_decision_share WHERE decision_id = ${id}::uuid`, tx);
  await execute(
    sql`INSERT INTO unit_decision_line (decision_id, side, position, unit_id)
      SELECT ${id}::uuid, 'predecessor', t.position, t.id
      FROM unnest(${taken.map((unit) => unit.id)}::text[]) WITH ORDINALITY AS t (id, position)`,
    tx,
  );
  const first = taken[0];
  for (const part of partsOf(input)) {
    const name = part.name ?? (input.kind === "upgrade" ? (first?.name ?? null) : null);
    const type = part.type ?? (input.kind === "rename" || input.kind === "move" ? (first?.type ?? null) : null);
    await execute(
      sql`INSERT INTO unit_decision_line (decision_id, side, position, unit_id, code, name, full_name, name_en, type, parent_id, share_percent)
        VALUES (${id}::uuid, 'successor', ${part.position}, NULL, ${part.code}, ${name},
          ${name && type ? fullNameOf(type, name) : name}, ${part.nameEn}, ${type}, ${part.parentId}, ${part.sharePercent}::numeric)`,
      tx,
    );
  }
  // Parts left empty are not kept, so those behind them move up, and with them what was given to them.
  const kept = partsTyped(input).map((part) => part.position);
  const shares = (input.kind === "split" ? input.shares : [])
    .map((one) => ({ ...one, position: kept.indexOf(one.position) + 1 }))
    .filter((one) => one.position > 0);
  await execute(
    sql`INSERT INTO unit_decision_share (decision_id, kind, subject_id, position)
      SELECT ${id}::uuid, s.kind, s.id, s.position
      FROM unnest(${shares.map((one) => one.kind)}::text[], ${shares.map((one) => one.id)}::text[],
        ${shares.map((one) => one.position)}::integer[]) AS s (kind, id, position)`,
    tx,
  );
}

/** The parts as they are kept: one, but for a split; numbered from one without gaps. */
function partsOf(input: DraftInput) {
  const typed = partsTyped(input);
  const parts = typed.length === 0 && input.kind !== "split" ? [{ position: 1 } as DraftInput["parts"][number]] : typed;
  return parts.map((part, index) => ({
    position: index + 1,
    code: part.code ?? null,
    name: part.name ?? null,
    nameEn: part.nameEn ?? null,
    type: part.type ?? null,
    parentId: input.kind === "move" ? (input.parentId ?? null) : null,
    sharePercent: input.kind === "split" ? (part.share ?? null) : null,
  }));
}

function partsTyped(input: DraftInput): DraftInput["parts"] {
  return input.kind === "split" ? input.parts.filter((part) => part.name || part.code) : input.parts.slice(0, 1);
}
