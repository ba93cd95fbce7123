import sql from "sql-template-tag";
import { z } from "zod";
import { auditFrom, recordAudit } from "@/lib/audit/record";
import type { StaffActor } from "@/lib/auth/actor";
import { anywhere, insist, NotAllowed } from "@/lib/auth/authorize";
import { newId } from "@/lib/core/ids";
import { done, type Outcome, refused } from "@/lib/core/outcome";
import { todayInVietnam } from "@/lib/core/time";
import { execute, type Runner, row, rows, Undo, undoing } from "@/lib/db/statement";
import { readSheetFile, type SheetRefusal } from "@/lib/reports/import/sheet";
import { storedRules } from "../editing/stored";
import { insistOnAward } from "../policy";
import { findListHead, listHeading } from "./columns";
import { claimVerdicts, keyOfOld, ruleOfOld } from "./judging";
import { matchRows } from "./lookup";
import { type ListRow, readListRows } from "./read";
import { mostListRows, type ResolveRow } from "./schema";
import { insertOldDonations, insertOldHonours, type OldHonour, type TakenRow } from "./statements";

export type ReadListRefusal = SheetRefusal | "column_missing" | "no_rows";

interface JudgedRow extends ListRow {
  readonly verdict: "certain" | "uncertain" | "not_found" | "there" | "duplicate" | "refused";
  readonly reason: string | null;
  readonly facts: Record<string, number>;
  readonly candidates: readonly string[];
  readonly donorId: string | null;
  readonly ruleId: string | null;
}

/**
 * Reads a spreadsheet of past honours and donations and keeps, for every row, whom of the unit's own donors it means;
 * nothing of it is taken over. The same upload sent twice is one.
 */
export async function readOldList(
  actor: StaffActor,
  input: { requestKey: string; unitId: string; fileName: string; bytes: Uint8Array },
  now = new Date(),
): Promise<Outcome<{ id: string }, ReadListRefusal>> {
  insistOnAward(actor, "award.count", input);
  const before = await madeBy(actor, input.requestKey);
  if (before !== null) return done(before);
  const sheet = await readSheetFile(input.bytes, mostListRows);
  if (!sheet.ok) return sheet;
  const head = findListHead(sheet.value);
  if ("missing" in head) return refused("column_missing", { column: listHeading(head.missing) });
  const today = todayInVietnam(now);
  const read = readListRows(sheet.value, head, today);
  if (read.length === 0) return refused("no_rows");
  const judged = await judgeAll(input.unitId, read, today);
  const outcome = await undoing<{ id: string }, "twice">(
    async (tx) => {
      const id = newId();
      await execute(
        sql`WITH made AS (
            INSERT INTO honour_import (id, file_name, unit_id, request_key, uploaded_by, uploaded_at)
            VALUES (${id}::uuid, ${input.fileName.slice(0, 200)}, ${input.unitId}, ${input.requestKey}::uuid, ${actor.accountId}::uuid, ${now})
            RETURNING *
          ), audit AS (${auditFrom(actor, "award.read_list", {
            from: sql`made`,
            subjectKind: "honour_import",
            subjectId: sql`made.id`,
            unitId: sql`made.unit_id`,
            detail: sql`jsonb_build_object('rows', ${judged.length}::int)`,
          })})
          SELECT id FROM made`,
        tx,
      );
      await keepRows(id, judged, tx);
      return { id };
    },
    { honour_import_request_key: "twice" },
  );
  if (outcome.ok) return outcome;
  const twin = await madeBy(actor, input.requestKey);
  if (twin === null) throw new NotAllowed("award.count");
  return done(twin);
}

async function madeBy(actor: StaffActor, requestKey: string): Promise<{ id: string } | null> {
  return row(
    z.object({ id: z.string() }),
    sql`SELECT id FROM honour_import WHERE request_key = ${requestKey}::uuid AND uploaded_by = ${actor.accountId}::uuid`,
  );
}

/** Whom each row means, and whether what it says is there already, twice in the file, or cannot be. */
async function judgeAll(unitId: string, read: readonly ListRow[], today: string): Promise<JudgedRow[]> {
  const sound = read.filter(({ fault, duplicateOf }) => fault === null && duplicateOf === null);
  const [matches, rules] = await Promise.all([matchRows(unitId, sound), storedRules()]);
  const first = read.map((one): JudgedRow => {
    const base = { ...one, reason: null, facts: {}, candidates: [], donorId: null, ruleId: null };
    if (one.fault !== null) return { ...base, verdict: "refused", reason: one.fault };
    if (one.duplicateOf !== null) return { ...base, verdict: "duplicate", facts: { line: one.duplicateOf } };
    const rule = one.kind === "honour" ? ruleOfOld(rules, unitId, one, today) : null;
    if (typeof rule === "string") return { ...base, verdict: "refused", reason: rule };
    const ruleId = rule?.id ?? null;
    const match = matches.get(one.line) ?? { verdict: "not_found" };
    if (match.verdict === "not_found") return { ...base, ruleId, verdict: "not_found" };
    if (match.verdict === "uncertain")
      return { ...base, ruleId, verdict: "uncertain", reason: match.doubt, candidates: match.candidates };
    return { ...base, ruleId, verdict: "certain", donorId: match.donorId };
  });
  return withoutThere(first, rules, today);
}

/** The certain rows once more: those that are there already, those of one donor and level twice, those that cannot be. */
async function withoutThere(
  judged: readonly JudgedRow[],
  rules: Awaited<ReturnType<typeof storedRules>>,
  today: string,
): Promise<JudgedRow[]> {
  const certain = judged.flatMap((one) =>
    one.verdict === "certain" && one.donorId !== null
      ? [{ line: one.line, donorId: one.donorId, claim: { ...one, decisionNumber: one.decision } }]
      : [],
  );
  const verdicts = await claimVerdicts(certain, rules, today);
  const byLine = new Map(certain.map(({ line }, index) => [line, verdicts[index] ?? null]));
  const ruleBy = new Map(rules.map((rule) => [rule.id, rule]));
  const seen = new Map<string, number>();
  return judged.map((one) => {
    if (one.verdict !== "certain") return one;
    const verdict = byLine.get(one.line) ?? null;
    if (verdict !== null && "there" in verdict) return { ...one, verdict: "there" };
    if (verdict !== null) return { ...one, verdict: "refused", reason: verdict.refused };
    const rule = ruleBy.get(one.ruleId ?? "");
    const what = rule ? keyOfOld(rule, one.gotOn) : `${one.amount} ${one.gotOn} ${one.decision}`;
    const before = seen.get(`${one.donorId} ${what}`);
    if (before !== undefined) return { ...one, verdict: "duplicate", facts: { line: before } };
    seen.set(`${one.donorId} ${what}`, one.line);
    return one;
  });
}

async function keepRows(importId: string, judged: readonly JudgedRow[], tx: Runner): Promise<void> {
  const kept = judged.map((one) => ({
    ...one,
    group: one.bloodAbo === null ? null : `${one.bloodAbo}${one.bloodRh ?? ""}`,
    number: null,
  }));
  await execute(
    sql`INSERT INTO honour_import_row (import_id, line, kind, full_name, born_on, born_year, blood_group, amount, got_on,
        decision_number, rule_id, verdict, reason, facts, candidates, chosen_donor_id)
      SELECT ${importId}::uuid, r.line, r.kind, r.name, r."bornOn", r."bornYear", r."group", r.amount, r."gotOn", r.decision,
        r."ruleId", r.verdict, r.reason, r.facts, r.candidates, r."donorId"
      FROM jsonb_to_recordset(${JSON.stringify(kept)}::jsonb) AS r (line integer, kind text, name text, "bornOn" date,
        "bornYear" integer, "group" text, amount integer, "gotOn" date, decision text, "ruleId" text, verdict text,
        reason text, facts jsonb, candidates uuid[], "donorId" uuid)`,
    tx,
  );
}

/** Says whom an uncertain row means: one of its possible donors, nobody here, or nothing for now. Told again it changes. */
export async function resolveListRow(
  actor: StaffActor,
  input: ResolveRow,
  now = new Date(),
): Promise<Outcome<{ line: number }, "applied_already" | "not_a_candidate">> {
  return undoing<{ line: number }, "applied_already" | "not_a_candidate">(async (tx) => {
    const list = await lockList(actor, input.importId, tx);
    const found = await row(
      z.object({ candidates: z.array(z.string()), isTaken: z.boolean() }),
      sql`SELECT candidates::text[] AS candidates, num_nonnulls(honour_id, earlier_id) > 0 OR verdict <> 'uncertain' AS "isTaken"
        FROM honour_import_row WHERE import_id = ${list.id}::uuid AND line = ${input.line}`,
      tx,
    );
    if (found === null) throw new NotAllowed("award.count");
    if (found.isTaken) throw new Undo("applied_already");
    const isWord = input.answer === "not_in_system" || input.answer === "skipped" || input.answer === "open";
    const donorId = isWord ? null : input.answer;
    if (donorId !== null && !found.candidates.includes(donorId)) throw new Undo("not_a_candidate");
    const resolution = donorId !== null ? "this_person" : input.answer === "open" ? null : input.answer;
    await execute(
      sql`UPDATE honour_import_row SET chosen_donor_id = ${donorId}::uuid, resolution = ${resolution},
          resolved_by = ${resolution === null ? null : actor.accountId}::uuid, resolved_at = ${resolution === null ? null : now}::timestamptz
        WHERE import_id = ${list.id}::uuid AND line = ${input.line}`,
      tx,
    );
    await recordAudit(
      actor,
      {
        action: "award.match_row",
        subjectKind: donorId === null ? "honour_import" : "donor",
        subjectId: donorId ?? list.id,
        unitId: list.unitId,
        detail: { import: list.id, line: input.line, answer: donorId === null ? input.answer : "this_person" },
      },
      tx,
    );
    return { line: input.line };
  });
}

const takenShape = z.object({
  line: z.number(),
  kind: z.enum(["honour", "donation"]),
  donorId: z.string(),
  amount: z.number(),
  gotOn: z.string(),
  decisionNumber: z.string().nullable(),
  ruleId: z.string().nullable(),
});

/**
 * Takes over the certain rows and those somebody matched: honours into the ledger, donations as papers for a second
 * person. What is there already is left and told; what cannot be true of the donor is refused. Done again it adds nothing.
 */
export async function applyOldList(
  actor: StaffActor,
  importId: string,
  now = new Date(),
): Promise<Outcome<{ id: string; honours: number; donations: number }, "nothing_to_apply">> {
  return undoing<{ id: string; honours: number; donations: number }, "nothing_to_apply">(async (tx) => {
    const list = await lockList(actor, importId, tx);
    const waiting = await rows(
      takenShape,
      sql`SELECT r.line, r.kind, r.chosen_donor_id AS "donorId", r.amount, r.got_on::text AS "gotOn",
          r.decision_number AS "decisionNumber", r.rule_id AS "ruleId"
        FROM honour_import_row r JOIN donor d ON d.id = r.chosen_donor_id AND d.home_province_id = ${list.unitId}
        WHERE r.import_id = ${list.id}::uuid AND r.verdict IN ('certain', 'uncertain') AND num_nonnulls(r.honour_id, r.earlier_id) = 0
        ORDER BY r.line`,
      tx,
    );
    if (waiting.length === 0) throw new Undo("nothing_to_apply");
    const rules = await storedRules(tx);
    const ruleBy = new Map(rules.map((rule) => [rule.id, rule]));
    const verdicts = await claimVerdicts(
      waiting.map((one) => ({ claim: one, donorId: one.donorId })),
      rules,
      todayInVietnam(now),
      tx,
    );
    const sound = waiting.filter((_, index) => verdicts[index] === null);
    const honours = sound.flatMap((one): OldHonour[] => {
      const rule = one.kind === "honour" ? ruleBy.get(one.ruleId ?? "") : undefined;
      if (!rule) return [];
      const { id: ruleId, scheme, level, object } = rule;
      return [{ ...one, levelKey: keyOfOld(rule, one.gotOn), ruleId, scheme, level, object }];
    });
    const donations: TakenRow[] = sound.filter(({ kind }) => kind === "donation");
    const written = z.object({ line: z.number(), id: z.string() });
    const of = { importId: list.id, unitId: list.unitId };
    const honoured = honours.length === 0 ? [] : await rows(written, insertOldHonours(actor, of, honours), tx);
    const entered =
      donations.length === 0 ? [] : await rows(written, insertOldDonations(actor, of, donations, now), tx);
    const isWritten = new Set([...honoured, ...entered].map(({ line }) => line));
    await noteOutcome(
      list.id,
      waiting.map((one, index) => {
        const verdict = verdicts[index] ?? null;
        const reason = verdict !== null && "refused" in verdict ? verdict.refused : null;
        return { line: one.line, verdict: reason ? "refused" : isWritten.has(one.line) ? null : "there", reason };
      }),
      { honoured, entered },
      tx,
    );
    await recordAudit(
      actor,
      {
        action: "award.apply_list",
        subjectKind: "honour_import",
        subjectId: list.id,
        unitId: list.unitId,
        detail: { honours: honoured.length, donations: entered.length },
      },
      tx,
    );
    return { id: list.id, honours: honoured.length, donations: entered.length };
  });
}

async function noteOutcome(
  importId: string,
  left: readonly { line: number; verdict: string | null; reason: string | null }[],
  { honoured, entered }: Record<"honoured" | "entered", readonly { line: number; id: string }[]>,
  tx: Runner,
): Promise<void> {
  const became = new Map<number, { honour?: string; earlier?: string }>();
  for (const { line, id } of honoured) became.set(line, { honour: id });
  for (const { line, id } of entered) became.set(line, { earlier: id });
  const told = left.map((one) => ({ ...one, ...became.get(one.line) }));
  await execute(
    sql`UPDATE honour_import_row r SET verdict = coalesce(t.verdict, r.verdict), reason = coalesce(t.reason, r.reason),
        honour_id = t.honour, earlier_id = t.earlier
      FROM jsonb_to_recordset(${JSON.stringify(told)}::jsonb) AS t (line integer, verdict text, reason text, honour uuid, earlier uuid)
      WHERE r.import_id = ${importId}::uuid AND r.line = t.line`,
    tx,
  );
}

/** Throws a list away; what was taken over from it stays where it is. */
export async function discardOldList(actor: StaffActor, importId: string): Promise<Outcome<{ id: string }>> {
  return undoing<{ id: string }, never>(async (tx) => {
    const list = await lockList(actor, importId, tx);
    await execute(sql`DELETE FROM honour_import WHERE id = ${list.id}::uuid`, tx);
    await recordAudit(
      actor,
      { action: "award.discard_list", subjectKind: "honour_import", subjectId: list.id, unitId: list.unitId },
      tx,
    );
    return { id: list.id };
  });
}

async function lockList(actor: StaffActor, importId: string, tx: Runner): Promise<{ id: string; unitId: string }> {
  insist(actor, "award.count", anywhere);
  const list = await row(
    z.object({ id: z.string(), unitId: z.string() }),
    sql`SELECT id, unit_id AS "unitId" FROM honour_import WHERE id = ${importId}::uuid FOR UPDATE`,
    tx,
  );
  if (list === null) throw new NotAllowed("award.count");
  insistOnAward(actor, "award.count", list);
  return list;
}
