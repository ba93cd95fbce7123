import type { PoolClient } from "pg";
import sql from "sql-template-tag";
import { z } from "zod";
import type { StaffActor } from "@/lib/auth/actor";
import { NotAllowed } from "@/lib/auth/authorize";
import { newId } from "@/lib/core/ids";
import type { Outcome } from "@/lib/core/outcome";
import { execute, row, rows, Undo, undoing } from "@/lib/db/statement";
import { accountOf, audit, type HeldUnit, insistSameVersion, isDemoActor, tell, unitFor } from "../changing";
import { mayDecideSplit, mayDraftTargets } from "../policy";
import type { ReturnSplit, SaveSplit } from "../schema";
import { lockSplit } from "./held";
import { partsWithin } from "./parts";
import { type PartsRefusal, whyNotAgreeing } from "./rules";

export type SplitRefusal =
  | PartsRefusal
  | "no_whole"
  | "part_unknown"
  | "already_decided"
  | "changed_meanwhile"
  | "somebody_first";

/**
 * Keeps how a unit's year is shared over its parts, in one transaction: a draft may disagree with its whole, what is
 * submitted for a decision may not. An edit that began from an older version is refused with who changed it.
 */
export async function saveSplit(
  actor: StaffActor,
  input: SaveSplit,
  now = new Date(),
): Promise<Outcome<{ id: string; unitId: string; year: number; version: number }, SplitRefusal>> {
  return undoing<{ id: string; unitId: string; year: number; version: number }, SplitRefusal>(
    async (tx) => {
      const unit = await unitFor(actor, input.unitId, "target.draft", mayDraftTargets, tx);
      const isDemo = await isDemoActor(actor, tx);
      const whole = await wholeOf(unit, input.year, isDemo, tx);
      if (whole === null) throw new Undo("no_whole", { year: input.year });
      if (input.intent === "submit") {
        const why = whyNotAgreeing(whole, input.parts);
        if (why) throw new Undo(why.refusal, why.facts);
      }
      const known = new Map((await partsWithin(unit, input.year, tx)).map((part) => [part.key, part]));
      if (input.parts.some((part) => !known.has(part.key))) throw new Undo("part_unknown");
      const split = await openSplit(actor, input, { unit, whole, isDemo, now }, tx);
      await execute(sql`DELETE FROM target_split_part WHERE split_id = ${split.id}::uuid`, tx);
      await execute(
        sql`INSERT INTO target_split_part (split_id, part_key, unit_id, organisation_id, value, locked)
          SELECT ${split.id}::uuid, part.key, part.unit_id, part.organisation_id, part.value, part.locked
          FROM unnest(${input.parts.map((part) => part.key)}::text[], ${input.parts.map((part) => known.get(part.key)?.unitId ?? null)}::text[],
            ${input.parts.map((part) => known.get(part.key)?.organisationId ?? null)}::uuid[],
            ${input.parts.map((part) => part.value)}::integer[], ${input.parts.map((part) => part.locked)}::boolean[])
            AS part (key, unit_id, organisation_id, value, locked)`,
        tx,
      );
      const kind = input.intent === "submit" ? "split_submitted" : "split_saved";
      const sum = input.parts.reduce((total, part) => total + (part.value ?? 0), 0);
      await tell(actor, { kind, unitId: unit.id, year: input.year, splitId: split.id, value: sum }, now, tx);
      await audit(actor, "target.split", { unitId: unit.id, id: split.id, intent: input.intent, whole, sum }, tx);
      return { ...split, unitId: unit.id, year: input.year };
    },
    { target_split_one_open: "somebody_first" },
  );
}

/** The whole to be shared: what is wanted for the unit's year while that is open, else what is in force. */
async function wholeOf(
  unit: Pick<HeldUnit, "id">,
  year: number,
  isDemo: boolean,
  tx: PoolClient,
): Promise<number | null> {
  const found = await row(
    z.object({ value: z.number() }),
    sql`SELECT value::float8 AS value FROM (
        SELECT value, 0 AS rank FROM target_proposal WHERE unit_id = ${unit.id} AND year = ${year} AND period = 'year'
          AND metric = 'units' AND state IN ('draft', 'proposed', 'assigned', 'agreed') AND is_demo = ${isDemo}
        UNION ALL
        SELECT value, CASE WHEN is_demo = ${isDemo} THEN 1 ELSE 2 END FROM target WHERE unit_id = ${unit.id} AND year = ${year}
          AND period = 'year' AND metric = 'units' AND superseded_at IS NULL
      ) whole ORDER BY rank LIMIT 1`,
    tx,
  );
  return found && Number.isInteger(found.value) ? found.value : null;
}

/** The open split, made or moved to its next version; whoever began from another version is told so. */
async function openSplit(
  actor: StaffActor,
  input: SaveSplit,
  { unit, whole, isDemo, now }: { unit: HeldUnit; whole: number; isDemo: boolean; now: Date },
  tx: PoolClient,
): Promise<{ id: string; version: number }> {
  const state = input.intent === "submit" ? "submitted" : "draft";
  const [held] = await rows(
    z.object({ id: z.string(), version: z.number() }),
    sql`SELECT id, version FROM target_split WHERE unit_id = ${unit.id} AND year = ${input.year} AND is_demo = ${isDemo}
      AND state IN ('draft', 'submitted') FOR UPDATE`,
    tx,
  );
  if (held) {
    await insistSameVersion(held, input.version, "split", tx);
    await execute(
      sql`UPDATE target_split SET whole = ${whole}, counting_basis = ${input.basis}, effective_from = ${input.effectiveFrom}::date,
          state = ${state}, version = version + 1, changed_by = ${accountOf(actor)}::uuid, changed_at = ${now}
        WHERE id = ${held.id}::uuid`,
      tx,
    );
    return { id: held.id, version: held.version + 1 };
  }
  // Somebody began from a split that has been decided meanwhile.
  if (input.version > 0) throw new Undo("already_decided");
  const id = newId();
  await execute(
    sql`INSERT INTO target_split (id, unit_id, year, whole, counting_basis, effective_from, state, is_demo, made_by, changed_by,
        made_at, changed_at)
      VALUES (${id}::uuid, ${unit.id}, ${input.year}, ${whole}, ${input.basis}, ${input.effectiveFrom}::date, ${state}, ${isDemo},
        ${accountOf(actor)}::uuid, ${accountOf(actor)}::uuid, ${now}, ${now})`,
    tx,
  );
  return { id, version: 1 };
}

/** Sends a submitted split back with a word why. */
export async function returnSplit(
  actor: StaffActor,
  input: ReturnSplit,
  now = new Date(),
): Promise<Outcome<{ unitId: string; year: number }, "already_decided" | "changed_meanwhile">> {
  return undoing<{ unitId: string; year: number }, "already_decided" | "changed_meanwhile">(async (tx) => {
    const held = await lockSplit(input.splitId, tx);
    if (held === null) throw new NotAllowed("target.decide");
    await unitFor(actor, held.unitId, "target.decide", mayDecideSplit, tx);
    if (held.state === "decided") throw new Undo("already_decided");
    await insistSameVersion(held, input.version, "split", tx);
    await execute(
      sql`UPDATE target_split SET state = 'draft', version = version + 1, changed_at = ${now} WHERE id = ${held.id}::uuid`,
      tx,
    );
    const trail = { unitId: held.unitId, year: held.year, splitId: held.id };
    await tell(actor, { ...trail, kind: "split_returned", words: input.words }, now, tx);
    await audit(actor, "target.return_split", { unitId: held.unitId, id: held.id }, tx);
    return { unitId: held.unitId, year: held.year };
  });
}
