import type { PoolClient } from "pg";
import sql from "sql-template-tag";
import { z } from "zod";
import type { StaffActor } from "@/lib/auth/actor";
import { NotAllowed } from "@/lib/auth/authorize";
import { newId } from "@/lib/core/ids";
import type { Outcome } from "@/lib/core/outcome";
import { execute, row, rows, Undo, undoing } from "@/lib/db/statement";
import {
  accountOf,
  audit,
  daysOfEdition,
  type HeldUnit,
  insistSameVersion,
  isDemoActor,
  tell,
  unitFor,
} from "../changing";
import { mayDecideSplit, mayDraftTargets } from "../policy";
import { basisOf, daysOf } from "../rules";
import { sameTarget } from "../same-target";
import type { ReturnSplit, SaveSplit } from "../schema";
import { lockSplit } from "./held";
import { partsWithin } from "./parts";
import { type PartsRefusal, whyNotAgreeing } from "./rules";
import type { TargetOf } from "./whole";

export type SplitRefusal =
  | PartsRefusal
  | "edition_unknown"
  | "no_whole"
  | "part_unknown"
  | "already_decided"
  | "changed_meanwhile"
  | "somebody_first";

/** A split as it was kept. */
export interface SavedSplit {
  readonly id: string;
  readonly unitId: string;
  readonly year: number;
  readonly version: number;
}

/**
 * Keeps how a unit's target of a year, a half or a campaign is shared over its parts, in one transaction: a draft may
 * disagree with its whole, what is submitted for a decision may not. An edit that began from an older version is refused
 * with who changed it.
 */
export async function saveSplit(
  actor: StaffActor,
  input: SaveSplit,
  now = new Date(),
): Promise<Outcome<SavedSplit, SplitRefusal>> {
  const { of } = input;
  return undoing<SavedSplit, SplitRefusal>(
    async (tx) => {
      const unit = await unitFor(actor, input.unitId, "target.draft", mayDraftTargets, tx);
      const isDemo = await isDemoActor(actor, tx);
      const edition =
        of.editionId === null ? null : await daysOfEdition(unit, { editionId: of.editionId, year: of.year }, tx);
      if (of.editionId !== null && edition === null) throw new Undo("edition_unknown");
      const whole = await wholeOf(unit, of, isDemo, tx);
      if (whole === null) throw new Undo("no_whole", { year: String(of.year) });
      if (input.intent === "submit") {
        const why = whyNotAgreeing(whole, input.parts);
        if (why) throw new Undo(why.refusal, why.facts);
      }
      const known = new Map(
        (await partsWithin(unit, daysOf(of.period, of.year, edition).to, tx)).map((part) => [part.key, part]),
      );
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
      await tell(actor, { kind, unitId: unit.id, year: of.year, splitId: split.id, value: sum }, now, tx);
      await audit(
        actor,
        "target.split",
        { unitId: unit.id, id: split.id, intent: input.intent, ...of, whole, sum },
        tx,
      );
      return { ...split, unitId: unit.id, year: of.year };
    },
    { target_split_one_open: "somebody_first" },
  );
}

/** The whole to be shared: what is wanted of the unit while that is open, else what is in force. */
async function wholeOf(
  unit: Pick<HeldUnit, "id">,
  of: TargetOf,
  isDemo: boolean,
  tx: PoolClient,
): Promise<number | null> {
  const found = await row(
    z.object({ value: z.number() }),
    sql`SELECT value::float8 AS value FROM (
        SELECT p.value, 0 AS rank FROM target_proposal p WHERE p.unit_id = ${unit.id} AND ${sameTarget(of, sql`p`)}
          AND p.state IN ('draft', 'proposed', 'assigned', 'agreed') AND p.is_demo = ${isDemo}
        UNION ALL
        SELECT t.value, CASE WHEN t.is_demo = ${isDemo} THEN 1 ELSE 2 END FROM target t
        WHERE t.unit_id = ${unit.id} AND ${sameTarget(of, sql`t`)} AND t.superseded_at IS NULL
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
  const { of } = input;
  const basis = basisOf(of.metric, input.basis);
  const [held] = await rows(
    z.object({ id: z.string(), version: z.number() }),
    sql`SELECT s.id, s.version FROM target_split s WHERE s.unit_id = ${unit.id} AND ${sameTarget(of, sql`s`)}
      AND s.is_demo = ${isDemo} AND s.state IN ('draft', 'submitted') FOR UPDATE`,
    tx,
  );
  if (held) {
    await insistSameVersion(held, input.version, "split", tx);
    await execute(
      sql`UPDATE target_split SET whole = ${whole}, counting_basis = ${basis}, effective_from = ${input.effectiveFrom}::date,
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
    sql`INSERT INTO target_split (id, unit_id, year, period, metric, campaign_edition_id, whole, counting_basis, effective_from, state,
        is_demo, made_by, changed_by, made_at, changed_at)
      VALUES (${id}::uuid, ${unit.id}, ${of.year}, ${of.period}, ${of.metric}, ${of.editionId}, ${whole}, ${basis},
        ${input.effectiveFrom}::date, ${state}, ${isDemo}, ${accountOf(actor)}::uuid, ${accountOf(actor)}::uuid, ${now}, ${now})`,
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
