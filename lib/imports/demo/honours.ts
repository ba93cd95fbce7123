import type { ClientBase } from "pg";
import { takeIn } from "@/lib/awards/candidates/statements";
import { earnedOn } from "@/lib/awards/earning/earned";
import { storedRules } from "@/lib/awards/editing/stored";
import { levelKeyOf, rulesFor } from "@/lib/awards/rules";
import type { StoredRule } from "@/lib/awards/schema";
import { newId } from "@/lib/core/ids";
import { nameSearchKey } from "@/lib/core/text";
import { addDays, type CivilDate, yearOf } from "@/lib/core/time";
import type { Runner } from "@/lib/db/statement";
import { addDecidedRound } from "./ceremony";
import { addInvitations } from "./invitations";
import { madeUpName } from "./people";
import { chanceOf } from "./random";
import type { Words } from "./words";

/** Where the awards office of the demonstration has old papers and rounds. */
const provinces = ["P01", "P79", "P48", "P40", "P38", "P46"];

/**
 * Gives the demonstration a past to honour: papers of earlier donations, honours of former years, families, people of
 * merit, and in Hà Nội a round of this year in the middle of its work. Made once; everybody in it is made up.
 */
export async function addHonours(client: ClientBase, words: Words, today: CivilDate): Promise<void> {
  const { rowCount } = await client.query("SELECT 1 FROM award_round WHERE is_demo LIMIT 1");
  if (rowCount) return;
  await addPapers(client, today);
  const rules = await storedRules(client as unknown as Runner);
  await addPastHonours(client, rules, today);
  await addFamilies(client, today);
  await addPeople(client, words);
  await addDecidedRound(client, rules, today);
  await addInvitations(client, today);
  await addRound(client, rules, today);
}

/** One in five donors of some age has a card of the years before this system, looked at by a second person. */
async function addPapers(client: ClientBase, today: CivilDate): Promise<void> {
  const { rows } = await client.query<{ id: string; provinceId: string; years: number }>(
    `SELECT id, home_province_id AS "provinceId", extract(year FROM age($2::date, born_on))::int - 19 AS years
     FROM donor WHERE is_demo AND home_province_id = ANY ($1) AND donation_count > 0 AND born_on < $2::date - interval '22 years'
     ORDER BY id`,
    [provinces, today],
  );
  const papers = rows.flatMap(({ id, provinceId, years }) => {
    const chance = chanceOf(`paper ${id}`);
    if (!chance.happens(0.2)) return [];
    const most = Math.min(72, Math.round(years * 2.4));
    const donations = Math.max(1, Math.round(most * chance.next() ** 2));
    const lastOn = addDays(today, -chance.whole(330, 600));
    return [
      {
        id: newId(),
        donor_id: id,
        donations,
        first_on: addDays(lastOn, -Math.max(90, Math.round(donations * chance.between(110, 240)))),
        last_on: lastOn,
        evidence: chance.one(["certificate", "donor_card", "old_list", "facility_letter"]),
        evidence_ref: `Minh họa ${id.slice(-6)}`,
        unit_id: provinceId,
        request_key: newId(),
      },
    ];
  });
  await client.query(
    `WITH made AS (INSERT INTO earlier_donation (id, donor_id, donations, first_on, last_on, evidence, evidence_ref, unit_id,
         request_key, status, decided_at, decided_by, entered_by, is_demo)
       SELECT p.id, p.donor_id, p.donations, p.first_on, p.last_on, p.evidence, p.evidence_ref, p.unit_id, p.request_key,
         CASE WHEN n % 40 = 0 THEN 'entered' ELSE 'confirmed' END, CASE WHEN n % 40 <> 0 THEN now() END,
         CASE WHEN n % 40 <> 0 THEN (SELECT id FROM account WHERE email = 'tonvinhquocgia@demo.giothong.example') END,
         (SELECT id FROM account WHERE email = 'tonvinh@demo.giothong.example'), true
       FROM (SELECT *, row_number() OVER (ORDER BY id) AS n FROM jsonb_to_recordset($1::jsonb) AS p (id uuid, donor_id uuid,
         donations int, first_on date, last_on date, evidence text, evidence_ref text, unit_id text, request_key uuid)) p
       RETURNING donor_id, donations, status)
     UPDATE donor d SET earlier_count = m.donations FROM made m WHERE d.id = m.donor_id AND m.status = 'confirmed'`,
    [JSON.stringify(papers)],
  );
}

/** Four in five of those who had reached a rung a year ago were honoured for it then, rung by rung. */
async function addPastHonours(client: ClientBase, rules: readonly StoredRule[], today: CivilDate): Promise<void> {
  const { rows } = await client.query<{ id: string; provinceId: string; earlier: number; firstYear: number }>(
    `SELECT d.id, d.home_province_id AS "provinceId", d.earlier_count AS earlier, extract(year FROM min(e.first_on))::int AS "firstYear"
     FROM donor d JOIN earlier_donation e ON e.donor_id = d.id AND e.status = 'confirmed'
     WHERE d.is_demo AND d.earlier_count >= 5 GROUP BY d.id ORDER BY d.id`,
  );
  const honours = rows.flatMap(({ id, provinceId, earlier, firstYear }) => {
    const chance = chanceOf(`honours ${id}`);
    if (!chance.happens(0.8)) return [];
    const ladder = rulesFor(rules, provinceId, today).filter(
      ({ metric, subjectKind, below }) => metric === "lifetime_donations" && subjectKind === "donor" && below === null,
    );
    const span = Math.max(1, yearOf(today) - 1 - firstYear);
    return ladder
      .filter(({ threshold }) => (threshold ?? 0) <= earlier)
      .map((rule) => {
        const year = Math.max(firstYear, firstYear + Math.round((span * (rule.threshold ?? 0)) / Math.max(earlier, 1)));
        return {
          id: newId(),
          donor_id: id,
          level_key: levelKeyOf(rule, today),
          rule_id: rule.id,
          scheme: rule.scheme,
          level: rule.level,
          object: rule.object,
          threshold: rule.threshold,
          unit_id: provinceId,
          honoured_on: `${Math.min(year, yearOf(today) - 1)}-06-14`,
          decision_number: `Minh họa ${Math.min(year, yearOf(today) - 1)}`,
        };
      });
  });
  await client.query(
    `INSERT INTO honour (id, subject_kind, donor_id, level_key, rule_id, scheme, level, object, threshold, unit_id, honoured_on,
       decision_number, origin, delivered_at, is_demo)
     SELECT id, 'donor', donor_id, level_key, rule_id, scheme, level, object, threshold, unit_id, honoured_on, decision_number,
       'list', honoured_on, true
     FROM jsonb_to_recordset($1::jsonb) AS h (id uuid, donor_id uuid, level_key text, rule_id text, scheme text, level text,
       object text, threshold int, unit_id text, honoured_on date, decision_number text)`,
    [JSON.stringify(honours)],
  );
}

/** Pairs of donors of one commune who said on paper that they belong together. */
async function addFamilies(client: ClientBase, today: CivilDate): Promise<void> {
  const { rows } = await client.query<{ id: string; name: string; provinceId: string; communeId: string }>(
    `SELECT id, full_name AS name, home_province_id AS "provinceId", home_commune_id AS "communeId" FROM donor
     WHERE is_demo AND home_province_id = ANY ($1) AND home_commune_id IS NOT NULL AND donation_count + earlier_count >= 3
       AND born_on < $2::date - interval '25 years' ORDER BY home_commune_id, id`,
    [provinces, today],
  );
  const families = [];
  for (let at = 0; at + 1 < rows.length && families.length < 160; at += 2) {
    const [head, other] = [rows[at], rows[at + 1]];
    if (!head || !other || head.communeId !== other.communeId) continue;
    families.push({
      id: newId(),
      name: `Gia đình ${head.name}`,
      unit_id: head.provinceId,
      commune_id: head.communeId,
      members: [head.id, other.id],
      keys: [newId(), newId()],
    });
  }
  await client.query(
    `WITH wanted AS (SELECT * FROM jsonb_to_recordset($1::jsonb) AS f (id uuid, name text, unit_id text, commune_id text, members jsonb, keys jsonb)),
       made AS (INSERT INTO family (id, name, unit_id, commune_id, is_demo) SELECT id, name, unit_id, commune_id, true FROM wanted)
     INSERT INTO family_member (id, family_id, donor_id, relation, consented_at, consent_channel)
     SELECT (w.keys->>(m.n::int - 1))::uuid, w.id, m.donor::uuid, CASE WHEN m.n = 1 THEN 'head' ELSE 'spouse' END, $2::date, 'paper'
     FROM wanted w CROSS JOIN LATERAL jsonb_array_elements_text(w.members) WITH ORDINALITY AS m (donor, n)`,
    [JSON.stringify(families), today],
  );
}

const merits = [
  ["leader", "Phó Chủ tịch Ủy ban nhân dân phường"],
  ["movement_leader", "Chủ nhiệm câu lạc bộ hiến máu"],
  ["mobiliser", "Cán bộ Hội Chữ thập đỏ"],
  ["volunteer", "Đội trưởng đội tình nguyện"],
  ["journalist", "Phóng viên"],
  ["health_worker", "Bác sĩ khám tuyển"],
] as const;

async function addPeople(client: ClientBase, words: Words): Promise<void> {
  const people = provinces.flatMap((unitId) =>
    Array.from({ length: 24 }, (_, n) => {
      const chance = chanceOf(`merit ${unitId} ${n}`);
      const [category, position] = chance.one(merits);
      const name = madeUpName(chance, words, chance.happens(0.5) ? "female" : "male");
      return { id: newId(), full_name: name, name_key: nameSearchKey(name), category, position, unit_id: unitId };
    }),
  );
  await client.query(
    `INSERT INTO award_person (id, full_name, name_key, category, position, unit_id, is_demo)
     SELECT id, full_name, name_key, category, position, unit_id, true
     FROM jsonb_to_recordset($1::jsonb) AS p (id uuid, full_name text, name_key text COLLATE "C", category text, position text, unit_id text)
     ON CONFLICT ON CONSTRAINT award_person_once DO NOTHING`,
    [JSON.stringify(people)],
  );
}

/** Hà Nội's round of this year: listed, most of it checked, a third chosen, some people of merit named by hand. */
async function addRound(client: ClientBase, rules: readonly StoredRule[], today: CivilDate): Promise<void> {
  const round = { id: newId(), unitId: "P01" };
  const chosen = rulesFor(rules, round.unitId, today).filter(({ level }) => level === "province");
  if (chosen.length === 0) return;
  const year = yearOf(today);
  await client.query(
    `INSERT INTO award_round (id, unit_id, kind, name, year, counted_until, nominations_until, ceremony_on, ceremony_place, hosts, status, is_demo)
     VALUES ($1, $2, 'year_end', $3, $4, $5, $6, $7, 'Cung Văn hóa (minh họa)', 'Hội Chữ thập đỏ thành phố Hà Nội', 'checking', true)`,
    [round.id, round.unitId, `Tổng kết năm ${year} (minh họa)`, year, today, addDays(today, 10), addDays(today, 20)],
  );
  const quotas: Record<string, number> = {
    "122-donor-50": 20,
    "122-donor-40": 20,
    "122-donor-30": 30,
    "122-donor-20": 40,
    "122-province-collective-merit": 4,
    "122-province-person-merit": 3,
    "122-province-collective-society": 42,
    "122-province-person-society": 87,
    "122-province-person-work": 200,
    "province-family-title": 152,
  };
  for (const { id } of chosen)
    await client.query("INSERT INTO award_round_rule (round_id, rule_id, quota) VALUES ($1, $2, $3)", [
      round.id,
      id,
      quotas[id] ?? null,
    ]);
  const on = client as unknown as Runner;
  for await (const page of earnedOn({ id: round.unitId, kind: "province" }, chosen, today, on))
    if (page.length > 0) await on.query(takeIn(round, page, null));
  // Women are chosen less often than they stand on the list, so that the balance has something to say.
  await client.query(
    `UPDATE award_candidate c SET status = CASE
         WHEN substr(c.id::text, 36, 1) < CASE WHEN (SELECT sex FROM donor WHERE id = c.donor_id) = 'female' THEN '3' ELSE '7' END THEN 'chosen'
         WHEN substr(c.id::text, 36, 1) < 'c' THEN 'checked' ELSE c.status END
     WHERE c.round_id = $1`,
    [round.id],
  );
  const byHand = async (ruleId: string, kind: string, column: string, from: string, most: number, citation: string) =>
    client.query(
      `INSERT INTO award_candidate (id, round_id, rule_id, subject_kind, ${column}, unit_id, source, citation, status)
       SELECT gen_random_uuid(), $1, $2, $3, s.id, $4, 'hand', $5, 'checked' FROM (${from} LIMIT $6) s
       WHERE EXISTS (SELECT FROM award_round_rule WHERE round_id = $1 AND rule_id = $2)`,
      [round.id, ruleId, kind, round.unitId, citation, most],
    );
  const people =
    "SELECT id FROM award_person WHERE is_demo AND unit_id = 'P01' AND category <> 'mobiliser' ORDER BY id";
  const bodies = "SELECT id FROM organisation WHERE is_demo AND unit_id = 'P01' ORDER BY id";
  await byHand(
    "122-province-person-society",
    "person",
    "person_id",
    people,
    14,
    "Nhiều năm nòng cốt trong phong trào hiến máu ở cơ sở.",
  );
  await byHand(
    "122-province-collective-society",
    "collective",
    "organisation_id",
    bodies,
    9,
    "Tổ chức hiến máu đều đặn, vượt số dự kiến.",
  );
}
