import sql from "sql-template-tag";
import { z } from "zod";
import { recordAudit } from "@/lib/audit/record";
import type { Actor } from "@/lib/auth/actor";
import { NotAllowed } from "@/lib/auth/authorize";
import type { Outcome } from "@/lib/core/outcome";
import { todayInVietnam } from "@/lib/core/time";
import { execute, type Runner, row, rows, Undo, undoing } from "@/lib/db/statement";
import { insistOnAward } from "../policy";
import { accountOf, lockRound, noteRound, orUndo } from "../rounds/changing";
import { roundStatuses } from "../rounds/rules";
import { subjectId, subjectName, subjectTables } from "../subjects";
import { guestsOf } from "./called";
import { tellInvited } from "./letters";
import {
  type CeremonyRefusal,
  type Hall,
  isInHall,
  isOpen,
  placesIn,
  type Seat,
  seated,
  seatName,
  seatOf,
  whyNotInvite,
  whyNotSeat,
} from "./rules";
import type { Arrange, MoveSeat } from "./schema";

/**
 * Tells when, where and in what hall a round's people are honoured, and seats them: by group and level, then by name,
 * from the front. Whoever has a seat keeps it, unless it lies outside the hall or everybody is to be seated anew; run
 * again it moves nobody. Whoever was invited to another day, hour, place or seat counts as not invited any more.
 */
export async function arrangeCeremony(
  actor: Actor,
  input: Arrange,
): Promise<Outcome<{ seated: number; kept: number }, CeremonyRefusal>> {
  return undoing<{ seated: number; kept: number }, CeremonyRefusal>(async (tx) => {
    const round = await lockRound(actor, "award.run", input.roundId, tx);
    orUndo(whyNotSeat(round));
    if (input.ceremonyOn < round.countedUntil) throw new Undo("ceremony_before_count");
    await keepCeremony(actor, input, tx);
    const dropped = await dropSeats(input, tx);
    const guests = await guestsOf(round.id, sql`true`, tx);
    const held = guests.flatMap((guest) => seatOf(guest) ?? []);
    // Whoever an office put in front by hand takes none of the open seats.
    const people = guests.length - held.filter((seat) => !isOpen(input, seat)).length;
    if (people > placesIn(input)) throw new Undo("hall_too_small", { people, places: placesIn(input) });
    const placed = seated(
      guests.filter((guest) => seatOf(guest) === null),
      input,
      held,
    );
    await execute(
      sql`INSERT INTO ceremony_seat (honour_id, subject_id, round_id, row_no, seat_no)
        SELECT w.honour, w.subject, ${round.id}::uuid, w.row, w.seat
        FROM json_to_recordset(${JSON.stringify(placed.map(({ guest, seat }) => ({ honour: guest.id, subject: guest.subjectId, ...seat })))}::json)
          AS w (honour uuid, subject uuid, row int, seat int)`,
      tx,
    );
    const moved = placed.filter(
      ({ guest, seat }) => guest.invitedAt !== null && dropped.get(guest.subjectId) !== seatName(seat),
    );
    await uninvite(
      round.id,
      moved.map(({ guest }) => guest.subjectId),
      tx,
    );
    await noteRound(actor, round, "seated", tx, {
      detail: { seated: placed.length, kept: held.length, dropped: dropped.size },
    });
    return { seated: placed.length, kept: held.length };
  });
}

/** Writes the hall and the day; whom a new day, hour or place makes uninvited is so at once. */
async function keepCeremony(actor: Actor, input: Arrange, tx: Runner): Promise<void> {
  const before = await row(
    z.object({ same: z.boolean().nullable() }),
    sql`SELECT r.ceremony_on = ${input.ceremonyOn}::date AND r.ceremony_place = ${input.ceremonyPlace}
        AND c.begins_at = ${input.beginsAt}::time AS same
      FROM award_round r JOIN ceremony c ON c.round_id = r.id WHERE r.id = ${input.roundId}::uuid`,
    tx,
  );
  const isSame = before?.same === true;
  await execute(
    sql`UPDATE award_round SET ceremony_on = ${input.ceremonyOn}::date, ceremony_place = ${input.ceremonyPlace}, version = version + 1
      WHERE id = ${input.roundId}::uuid`,
    tx,
  );
  await execute(
    sql`INSERT INTO ceremony (round_id, begins_at, note, seat_rows, seats_in_row, kept_rows, arranged_by)
      VALUES (${input.roundId}::uuid, ${input.beginsAt}::time, ${input.note ?? null}, ${input.seatRows}, ${input.seatsInRow},
        ${input.keptRows}, ${accountOf(actor)}::uuid)
      ON CONFLICT (round_id) DO UPDATE SET begins_at = excluded.begins_at, note = excluded.note, seat_rows = excluded.seat_rows,
        seats_in_row = excluded.seats_in_row, kept_rows = excluded.kept_rows, arranged_by = excluded.arranged_by,
        arranged_at = now(), version = ceremony.version + ${isSame ? 0 : 1}`,
    tx,
  );
  if (!isSame)
    await execute(
      sql`UPDATE honour SET invited_at = NULL WHERE invited_at IS NOT NULL
        AND candidate_id IN (SELECT id FROM award_candidate WHERE round_id = ${input.roundId}::uuid)`,
      tx,
    );
}

/** Frees the seats that may not stay: all of them, or those the hall has no more. Answers who sat where. */
async function dropSeats(input: Arrange, tx: Runner): Promise<ReadonlyMap<string, string>> {
  const held = await rows(
    z.object({ subjectId: z.string(), row: z.number(), seat: z.number() }),
    sql`SELECT subject_id AS "subjectId", row_no AS row, seat_no AS seat FROM ceremony_seat WHERE round_id = ${input.roundId}::uuid`,
    tx,
  );
  const gone = held.filter((one) => input.again === "yes" || !isInHall(input, one));
  if (gone.length > 0)
    await execute(
      sql`DELETE FROM ceremony_seat WHERE round_id = ${input.roundId}::uuid
        AND subject_id = ANY (${gone.map(({ subjectId }) => subjectId)}::uuid[])`,
      tx,
    );
  return new Map(gone.map((one) => [one.subjectId, seatName(one)]));
}

/** What these were invited to is true no more: they are to be invited anew. */
async function uninvite(roundId: string, subjectIds: readonly string[], tx: Runner): Promise<void> {
  if (subjectIds.length === 0) return;
  await execute(
    sql`UPDATE honour h SET invited_at = NULL FROM award_candidate c
      WHERE c.id = h.candidate_id AND c.round_id = ${roundId}::uuid AND h.invited_at IS NOT NULL
        AND ${subjectId(sql`h`)} = ANY (${[...subjectIds]}::uuid[])`,
    tx,
  );
}

const hallShape = z.object({
  unitId: z.string(),
  status: z.enum(roundStatuses),
  seatRows: z.number(),
  seatsInRow: z.number(),
  keptRows: z.number(),
});

/**
 * Moves somebody to a free seat, or lets two change places. A seat never holds two, whoever presses at once
 * (`ceremony_seat_one_person`); nobody is moved away unasked. Whoever was invited to another seat is to be invited anew.
 */
export async function moveSeat(actor: Actor, input: MoveSeat): Promise<Outcome<{ seat: string }, CeremonyRefusal>> {
  return undoing<{ seat: string }, CeremonyRefusal>(
    async (tx) => {
      const hall = await lockHall(actor, input.roundId, tx);
      orUndo(whyNotSeat(hall));
      if (!isInHall(hall, input.seat)) throw new Undo("seat_outside", lastSeat(hall));
      const guest = (await guestsOf(input.roundId, sql`true`, tx)).find(({ id }) => id === input.honourId);
      if (!guest) throw new Undo("guest_unknown");
      const sitting = await row(
        z.object({ honourId: z.string(), subjectId: z.string(), name: z.string().nullable() }),
        sql`SELECT s.honour_id AS "honourId", s.subject_id AS "subjectId", ${subjectName} AS name
          FROM ceremony_seat s JOIN honour h ON h.id = s.honour_id ${subjectTables(sql`h`)}
          WHERE s.round_id = ${input.roundId}::uuid AND s.row_no = ${input.seat.row} AND s.seat_no = ${input.seat.seat}`,
        tx,
      );
      const own = seatOf(guest);
      if (sitting === null) await take(input, guest.subjectId, tx);
      else if (sitting.subjectId !== guest.subjectId) {
        if (input.how !== "swap")
          throw new Undo("seat_taken", { seat: seatName(input.seat), name: sitting.name ?? "" });
        if (own === null) throw new Undo("guest_without_seat");
        await changePlaces(
          input.roundId,
          { subjectId: guest.subjectId, seat: own },
          { subjectId: sitting.subjectId, seat: input.seat },
          tx,
        );
      }
      if (sitting?.subjectId !== guest.subjectId)
        await uninvite(input.roundId, [guest.subjectId, ...(sitting ? [sitting.subjectId] : [])], tx);
      await recordAudit(
        actor,
        {
          action: "award.seat",
          subjectKind: "honour",
          subjectId: input.honourId,
          unitId: hall.unitId,
          detail: { round: input.roundId, seat: seatName(input.seat), how: input.how },
        },
        tx,
      );
      return { seat: seatName(input.seat) };
    },
    { ceremony_seat_one_person: "seat_changed" },
  );
}

const lastSeat = (hall: Hall) => ({ last: seatName({ row: hall.seatRows, seat: hall.seatsInRow }) });

/** The hall of a round, kept as it is until the transaction ends; others may move people in it meanwhile. */
async function lockHall(actor: Actor, roundId: string, tx: Runner): Promise<z.output<typeof hallShape>> {
  const round = await row(
    z.object({ unitId: z.string() }),
    sql`SELECT unit_id AS "unitId" FROM award_round WHERE id = ${roundId}::uuid`,
    tx,
  );
  if (round === null) throw new NotAllowed("award.run");
  insistOnAward(actor, "award.run", round);
  const hall = await row(
    hallShape,
    sql`SELECT r.unit_id AS "unitId", r.status, c.seat_rows AS "seatRows", c.seats_in_row AS "seatsInRow", c.kept_rows AS "keptRows"
      FROM award_round r JOIN ceremony c ON c.round_id = r.id WHERE r.id = ${roundId}::uuid FOR SHARE`,
    tx,
  );
  if (hall === null) throw new Undo<CeremonyRefusal>("no_hall");
  return hall;
}

async function take(input: MoveSeat, subjectId: string, tx: Runner): Promise<void> {
  await execute(
    sql`INSERT INTO ceremony_seat (honour_id, subject_id, round_id, row_no, seat_no)
      VALUES (${input.honourId}::uuid, ${subjectId}::uuid, ${input.roundId}::uuid, ${input.seat.row}, ${input.seat.seat})
      ON CONFLICT ON CONSTRAINT ceremony_seat_person_once DO UPDATE SET row_no = excluded.row_no, seat_no = excluded.seat_no`,
    tx,
  );
}

interface Sitting {
  readonly subjectId: string;
  readonly seat: Seat;
}

/** One statement, so that the seats are never one person's twice; it finds nobody when either has moved since. */
async function changePlaces(roundId: string, one: Sitting, other: Sitting, tx: Runner): Promise<void> {
  const changed = await execute(
    sql`UPDATE ceremony_seat s SET row_no = w.new_row, seat_no = w.new_seat
      FROM (VALUES (${one.subjectId}::uuid, ${one.seat.row}::int, ${one.seat.seat}::int, ${other.seat.row}::int, ${other.seat.seat}::int),
          (${other.subjectId}::uuid, ${other.seat.row}::int, ${other.seat.seat}::int, ${one.seat.row}::int, ${one.seat.seat}::int))
        AS w (subject_id, old_row, old_seat, new_row, new_seat)
      WHERE s.round_id = ${roundId}::uuid AND s.subject_id = w.subject_id AND s.row_no = w.old_row AND s.seat_no = w.old_seat`,
    tx,
  );
  if (changed !== 2) throw new Undo<CeremonyRefusal>("seat_changed");
}

/** How an inviting went: who counts as invited now, and to how many of them a message is on its way. */
export interface Invited {
  readonly invited: number;
  readonly told: number;
}

/**
 * Marks everybody with a seat as invited and writes to those donors who left a contact. Pressed again it invites only
 * who has come since; the same person is never written to twice about the same day, hour, place and seat.
 */
export async function inviteGuests(
  actor: Actor,
  { roundId }: { roundId: string },
  now = new Date(),
): Promise<Outcome<Invited, CeremonyRefusal>> {
  return undoing<Invited, CeremonyRefusal>(async (tx) => {
    const round = await lockRound(actor, "award.run", roundId, tx);
    const planned = await row(
      z.object({
        on: z.string().nullable(),
        place: z.string().nullable(),
        beginsAt: z.string().nullable(),
        note: z.string().nullable(),
        name: z.string(),
        version: z.number().nullable(),
      }),
      sql`SELECT r.ceremony_on::text AS on, r.ceremony_place AS place, r.name, to_char(c.begins_at, 'HH24:MI') AS "beginsAt", c.note, c.version
        FROM award_round r LEFT JOIN ceremony c ON c.round_id = r.id WHERE r.id = ${round.id}::uuid`,
      tx,
    );
    orUndo(
      whyNotInvite(
        {
          status: round.status,
          on: planned?.on ?? null,
          place: planned?.place ?? null,
          hasHall: planned?.version != null,
        },
        todayInVietnam(now),
      ),
    );
    const fresh = (await guestsOf(round.id, sql`true`, tx)).filter(
      (guest) => guest.invitedAt === null && seatOf(guest) !== null,
    );
    await execute(
      sql`WITH invited AS (UPDATE honour SET invited_at = ${now} WHERE id = ANY (${fresh.map(({ id }) => id)}::uuid[]) RETURNING id)
        INSERT INTO honour_event (id, honour_id, kind, by_account)
        SELECT gen_random_uuid(), id, 'invited', ${accountOf(actor)}::uuid FROM invited`,
      tx,
    );
    const told = await tellInvited(
      fresh,
      {
        name: planned?.name ?? "",
        on: planned?.on ?? "",
        beginsAt: planned?.beginsAt ?? "",
        place: planned?.place ?? "",
        note: planned?.note ?? null,
        version: planned?.version ?? 1,
      },
      tx,
    );
    if (fresh.length > 0) await noteRound(actor, round, "invited", tx, { detail: { invited: fresh.length, told } });
    return { invited: fresh.length, told };
  });
}
