import type { ClientBase } from "pg";
import sql from "sql-template-tag";
import { guestsOf } from "@/lib/awards/ceremony/called";
import { seated } from "@/lib/awards/ceremony/rules";
import { type Earned, earnedOn } from "@/lib/awards/earning/earned";
import { levelKeyOf, rulesFor } from "@/lib/awards/rules";
import type { StoredRule } from "@/lib/awards/schema";
import { newId, newOpenCode } from "@/lib/core/ids";
import { addDays, type CivilDate, yearOf } from "@/lib/core/time";
import type { Runner } from "@/lib/db/statement";
import { chanceOf } from "./random";

const unitId = "P01";
const mostGuests = 110;

/**
 * Hà Nội's round that is decided and prepares its ceremony: honours by two bodies at most, a hall, everybody seated,
 * half of them invited; and a template of the society's own beside the shared ones. Made before the round that is still
 * in the middle of its work, so that nobody stands in both.
 */
export async function addDecidedRound(
  client: ClientBase,
  rules: readonly StoredRule[],
  today: CivilDate,
): Promise<void> {
  const on = client as unknown as Runner;
  const until = addDays(today, -35);
  const ladder = rulesFor(rules, unitId, until).filter(
    ({ level, metric }) => level === "province" && (metric === "lifetime_donations" || metric === "family_donations"),
  );
  const earned: Earned<StoredRule>[] = [];
  for await (const page of earnedOn({ id: unitId, kind: "province" }, ladder, until, on))
    earned.push(...page.filter(({ subjectId }) => chanceOf(`ceremony ${subjectId}`).happens(0.3)));
  const chosen = earned.slice(0, mostGuests);
  if (chosen.length === 0) return;
  const roundId = await addRoundOf(client, chosen, today, until);
  await addHonoursOf(client, roundId, chosen, today);
  await addHall(client, roundId, chosen.length);
  await addOwnTemplate(client);
}

async function addRoundOf(
  client: ClientBase,
  chosen: readonly Earned<StoredRule>[],
  today: CivilDate,
  until: CivilDate,
): Promise<string> {
  const id = newId();
  const year = yearOf(today);
  await client.query(
    `INSERT INTO award_round (id, unit_id, kind, name, year, counted_until, ceremony_on, ceremony_place, theme, hosts, status,
       proposal_number, proposed_on, proposal_signatory_title, proposal_signatory_name, is_demo)
     VALUES ($1, $2, 'donor_day', $3, $4, $5, $6, 'Nhà hát Minh Họa, phường Cửa Nam', 'Một giọt máu cho đi, một cuộc đời ở lại',
       'Hội Chữ thập đỏ thành phố Hà Nội', 'decided', 'MH-21/TTr-CTĐ', $7, 'Chủ tịch', 'Trần Thị Minh Họa', true)`,
    [
      id,
      unitId,
      `Tôn vinh người hiến máu tiêu biểu ${year} (minh họa)`,
      year,
      until,
      addDays(today, 16),
      addDays(today, -25),
    ],
  );
  for (const ruleId of new Set(chosen.map(({ rule }) => rule.id)))
    await client.query("INSERT INTO award_round_rule (round_id, rule_id) VALUES ($1, $2)", [id, ruleId]);
  return id;
}

async function addHonoursOf(
  client: ClientBase,
  roundId: string,
  chosen: readonly Earned<StoredRule>[],
  today: CivilDate,
): Promise<void> {
  const decidedOn = addDays(today, -12);
  const decisions = new Map<string, { id: string; number: string }>();
  for (const kind of new Set(chosen.map(({ rule }) => rule.authorityKind))) {
    const decision = { id: newId(), number: `MH-${60 + decisions.size}/QĐ` };
    decisions.set(kind, decision);
    await client.query(
      `INSERT INTO award_decision (id, round_id, authority_id, number, decided_on, signatory_title, signatory_name)
       SELECT $1, $2, id, $3, $4, signatory_title, 'Nguyễn Văn Minh Họa' FROM award_authority WHERE unit_id = $5 AND kind = $6`,
      [decision.id, roundId, decision.number, decidedOn, unitId, kind],
    );
  }
  const rows = chosen.map((one, index) => {
    const decision = decisions.get(one.rule.authorityKind);
    return {
      id: newId(),
      candidate: newId(),
      event: newId(),
      rule: one.rule.id,
      kind: one.subjectKind,
      subject: one.subjectId,
      counted: one.counted,
      earlier: one.earlier,
      level_key: levelKeyOf(one.rule, decidedOn),
      scheme: one.rule.scheme,
      level: one.rule.level,
      object: one.rule.object,
      threshold: one.rule.threshold,
      decision: decision?.id,
      number: decision?.number,
      serial: `${String(yearOf(today) % 100).padStart(2, "0")}${unitId}-${String(index + 1).padStart(5, "0")}`,
      code: newOpenCode(),
    };
  });
  await client.query(
    `WITH wanted AS (SELECT * FROM jsonb_to_recordset($1::jsonb) AS w (id uuid, candidate uuid, event uuid, rule text, kind text,
         subject uuid, counted int, earlier int, level_key text, scheme text, level text, object text, threshold int, decision uuid,
         number text, serial text, code text)),
       candidates AS (INSERT INTO award_candidate (id, round_id, rule_id, subject_kind, donor_id, family_id, unit_id, source, counted,
           counted_earlier, status)
         SELECT candidate, $2, rule, kind, CASE WHEN kind = 'donor' THEN subject END, CASE WHEN kind = 'family' THEN subject END, $3,
           'rule', counted, earlier, 'approved' FROM wanted),
       honours AS (INSERT INTO honour (id, subject_kind, donor_id, family_id, level_key, rule_id, scheme, level, object, threshold,
           counted, unit_id, honoured_on, decision_id, decision_number, candidate_id, origin, check_code, certificate_serial, is_demo)
         SELECT id, kind, CASE WHEN kind = 'donor' THEN subject END, CASE WHEN kind = 'family' THEN subject END, level_key, rule,
           scheme, level, object, threshold, counted, $3, $4, decision, number, candidate, 'round', code, serial, true FROM wanted)
     INSERT INTO honour_event (id, honour_id, kind, words) SELECT event, id, 'granted', number FROM wanted`,
    [JSON.stringify(rows), roundId, unitId, decidedOn],
  );
}

async function addHall(client: ClientBase, roundId: string, people: number): Promise<void> {
  const hall = { seatRows: Math.ceil(people / 12) + 2, seatsInRow: 12, keptRows: 1 };
  await client.query(
    `INSERT INTO ceremony (round_id, begins_at, note, seat_rows, seats_in_row, kept_rows)
     VALUES ($1, '08:30', 'Quý vị vui lòng có mặt trước 30 phút.', $2, $3, $4)`,
    [roundId, hall.seatRows, hall.seatsInRow, hall.keptRows],
  );
  const guests = await guestsOf(roundId, sql`true`, client as unknown as Runner);
  const seats = seated(guests, hall, []).map(({ guest, seat }) => ({
    honour: guest.id,
    subject: guest.subjectId,
    ...seat,
  }));
  await client.query(
    `INSERT INTO ceremony_seat (honour_id, subject_id, round_id, row_no, seat_no)
     SELECT honour, subject, $2, row, seat FROM jsonb_to_recordset($1::jsonb) AS s (honour uuid, subject uuid, row int, seat int)`,
    [JSON.stringify(seats), roundId],
  );
  await client.query(
    `WITH invited AS (UPDATE honour SET invited_at = now() - interval '2 days' WHERE id = ANY ($1) RETURNING id)
     INSERT INTO honour_event (id, honour_id, kind) SELECT gen_random_uuid(), id, 'invited' FROM invited`,
    [guests.filter((_, index) => index % 2 === 0).map(({ id }) => id)],
  );
}

async function addOwnTemplate(client: ClientBase): Promise<void> {
  await client.query(
    `INSERT INTO certificate_template (id, authority_kind, authority_id, name, object, orientation, heading, body, closing,
       signatory_title, seal_note, made_by)
     SELECT a.id || '-minh-hoa', a.kind, a.id, 'Giấy khen khổ đứng (minh họa)', 'commendation', 'portrait', t.heading,
       E'Tặng\\n{name}\\n{reason}\\ntheo Quyết định số {number}', 'Cảm ơn một tấm lòng nhân ái', E'TM. Ban Thường vụ\\n{signatory_title}',
       NULL, (SELECT id FROM account WHERE email = 'tonvinh@demo.giothong.example')
     FROM award_authority a JOIN certificate_template t ON t.id = a.kind
     WHERE a.unit_id = $1 AND a.kind = 'red_cross' ON CONFLICT DO NOTHING`,
    [unitId],
  );
}
