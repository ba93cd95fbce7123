import sql, { type Sql } from "sql-template-tag";
import { z } from "zod";
import { recordAudit } from "@/lib/audit/record";
import type { Actor } from "@/lib/auth/actor";
import { NotAllowed } from "@/lib/auth/authorize";
import { newId } from "@/lib/core/ids";
import type { Outcome } from "@/lib/core/outcome";
import { todayInVietnam } from "@/lib/core/time";
import { execute, type Runner, row, Undo, undoing } from "@/lib/db/statement";
import { insistOnAward } from "../policy";
import { accountOf, lockRound, noteRound, setStatus } from "../rounds/changing";
import { isCeremonyAhead } from "../rounds/rules";
import { subjectId } from "../subjects";

/**
 * Takes an honour back. The row stays with the reason, and the same level may be given again. The seat becomes free,
 * unless its guest receives another honour of the same round: then they keep it, and their invitation.
 */
export async function revokeHonour(
  actor: Actor,
  input: { honourId: string; because: string },
  now = new Date(),
): Promise<Outcome<{ id: string }, "already_revoked">> {
  return undoing<{ id: string }, "already_revoked">(async (tx) => {
    const honour = await lockHonour(actor, "award.approve", input.honourId, tx);
    if (honour.revokedAt !== null) throw new Undo("already_revoked");
    await execute(
      sql`UPDATE honour SET revoked_at = ${now}, revoked_because = ${input.because} WHERE id = ${honour.id}::uuid`,
      tx,
    );
    await leaveSeat(honour.id, tx);
    await noteHonour(actor, honour, "revoked", tx, input.because);
    return { id: honour.id };
  });
}

/** A seat is a person's: it passes to their highest other honour of the round, with the invitation; else it is free. */
async function leaveSeat(honourId: string, tx: Runner): Promise<void> {
  const next = await row(
    z.object({ id: z.string() }),
    sql`SELECT other.id FROM honour gone JOIN award_candidate was ON was.id = gone.candidate_id
        JOIN award_candidate c ON c.round_id = was.round_id JOIN honour other ON other.candidate_id = c.id
      WHERE gone.id = ${honourId}::uuid AND other.id <> gone.id AND other.revoked_at IS NULL
        AND ${subjectId(sql`other`)} = ${subjectId(sql`gone`)}
      ORDER BY other.level DESC, coalesce(other.threshold, 0) DESC, other.id LIMIT 1 FOR UPDATE OF other`,
    tx,
  );
  if (next === null) {
    await execute(sql`DELETE FROM ceremony_seat WHERE honour_id = ${honourId}::uuid`, tx);
    return;
  }
  await execute(sql`UPDATE ceremony_seat SET honour_id = ${next.id}::uuid WHERE honour_id = ${honourId}::uuid`, tx);
  await execute(
    sql`UPDATE honour SET invited_at = (SELECT invited_at FROM honour WHERE id = ${honourId}::uuid)
      WHERE id = ${next.id}::uuid AND invited_at IS NULL`,
    tx,
  );
}

/** Notes that a certificate reached somebody who was not at the ceremony. */
export async function deliverHonour(
  actor: Actor,
  input: { honourId: string; words: string },
  now = new Date(),
): Promise<Outcome<{ id: string }, "already_delivered" | "already_revoked">> {
  return undoing<{ id: string }, "already_delivered" | "already_revoked">(async (tx) => {
    const honour = await lockHonour(actor, "award.run", input.honourId, tx);
    if (honour.revokedAt !== null) throw new Undo("already_revoked");
    if (honour.deliveredAt !== null) throw new Undo("already_delivered");
    await execute(sql`UPDATE honour SET delivered_at = ${now} WHERE id = ${honour.id}::uuid`, tx);
    await noteHonour(actor, honour, "delivered", tx, input.words);
    return { id: honour.id };
  });
}

/**
 * The ceremony was held: everybody of the round received theirs, but those named, whose papers wait to be delivered. An
 * absent person is named by any of their honours and received none of them. Answers how many honours.
 * Whoever had theirs before it, by the ledger, stays as the ledger says: neither presented nor absent.
 */
export async function presentRound(
  actor: Actor,
  input: { roundId: string; absent: readonly string[] },
  now = new Date(),
): Promise<Outcome<{ presented: number; absent: number }, "not_decided" | "ceremony_ahead">> {
  return undoing<{ presented: number; absent: number }, "not_decided" | "ceremony_ahead">(async (tx) => {
    const round = await lockRound(actor, "award.run", input.roundId, tx);
    if (round.status !== "decided") throw new Undo("not_decided");
    if (isCeremonyAhead(round, todayInVietnam(now))) throw new Undo("ceremony_ahead", { day: round.ceremonyOn ?? "" });
    const ofRound = (honour: Sql) =>
      sql`${honour}.candidate_id IN (SELECT id FROM award_candidate WHERE round_id = ${round.id}::uuid)`;
    const mine = sql`${ofRound(sql`h`)} AND h.revoked_at IS NULL AND h.delivered_at IS NULL`;
    const away = sql`${subjectId(sql`h`)} IN (SELECT ${subjectId(sql`named`)} FROM honour named
      WHERE named.id = ANY (${input.absent}::uuid[]) AND ${ofRound(sql`named`)})`;
    const presented = await execute(
      sql`UPDATE honour h SET presented_at = ${now}, delivered_at = ${now}
        WHERE ${mine} AND NOT ${away}`,
      tx,
    );
    const absent = await execute(
      sql`INSERT INTO honour_event (id, honour_id, kind, by_account)
        SELECT gen_random_uuid(), h.id, 'absent', ${accountOf(actor)}::uuid FROM honour h
        WHERE ${mine} AND ${away}`,
      tx,
    );
    await setStatus(round, "presented", tx);
    await noteRound(actor, round, "presented", tx, { detail: { presented, absent } });
    return { presented, absent };
  });
}

const heldShape = z.object({
  id: z.string(),
  unitId: z.string(),
  revokedAt: z.date().nullable(),
  deliveredAt: z.date().nullable(),
});

async function lockHonour(actor: Actor, deed: "award.run" | "award.approve", honourId: string, tx: Runner) {
  const honour = await row(
    heldShape,
    sql`SELECT id, unit_id AS "unitId", revoked_at AS "revokedAt", delivered_at AS "deliveredAt"
      FROM honour WHERE id = ${honourId}::uuid FOR UPDATE`,
    tx,
  );
  if (honour === null) throw new NotAllowed(deed);
  insistOnAward(actor, deed, honour);
  return honour;
}

async function noteHonour(
  actor: Actor,
  honour: { id: string; unitId: string },
  kind: "revoked" | "delivered",
  tx: Runner,
  words: string,
): Promise<void> {
  await execute(
    sql`INSERT INTO honour_event (id, honour_id, kind, words, by_account)
      VALUES (${newId()}::uuid, ${honour.id}::uuid, ${kind}, ${words}, ${accountOf(actor)}::uuid)`,
    tx,
  );
  await recordAudit(
    actor,
    { action: `honour.${kind}`, subjectKind: "honour", subjectId: honour.id, unitId: honour.unitId },
    tx,
  );
}
