import type { ClientBase } from "pg";
import { seedDemoAccounts } from "@/lib/accounts/demo";
import { newId } from "@/lib/core/ids";
import { addDays, type CivilDate, todayInVietnam } from "@/lib/core/time";
import { sealNumber } from "@/lib/donors/identity-vault";
import { ruleSetInForce } from "@/lib/eligibility/rule-set";
import { readRuleSet } from "@/lib/eligibility/schema";
import { seedDemoChanges } from "@/lib/mergers/demo";
import { addOwnCampaign } from "./demo/campaigns";
import { bookAhead, playDrive, type Stage } from "./demo/day";
import { addHonours } from "./demo/honours";
import { addPace } from "./demo/pace";
import { type Crowd, newPerson, type Person } from "./demo/people";
import { type Ground, Places, readGrounds } from "./demo/places";
import { addDrive, type PlannedDrive, planDay, readEditions, readOpenDrives, readTets } from "./demo/plan";
import { chanceOf } from "./demo/random";
import { addDemoReports } from "./demo/reports";
import { RowsToWrite } from "./demo/rows";
import { addTargets } from "./demo/targets";
import { addViews } from "./demo/views";
import { readWords } from "./demo/words";

/** How far ahead drives are announced. */
const daysAhead = 60;
/** How far back a new demonstration begins: at the first of the month so many days ago. */
const daysBack = 320;

/** The phone two made-up people share; either may be chosen after the code. */
export const demoPhone = "+84900000001";
/** The two of them. The second has a made-up card, to try the scanner with. */
export const demoDonors = [
  { fullName: "Nguyễn Thị Minh Anh", sex: "female", bornOn: "2001-03-14", phone: demoPhone, card: "001301000001" },
  { fullName: "Nguyễn Văn Bình", sex: "male", bornOn: "1999-01-01", phone: demoPhone, card: "001099000001" },
] as const;

/**
 * Why no demonstration may begin in this database, or null: its sign-ins have a password anybody can read, so it never
 * begins beside real people, nor on a site that the world reaches, unless somebody says so. One that was begun goes on.
 */
export async function whyNoDemo(
  client: ClientBase,
  site: { origin: string | undefined; asked: boolean },
): Promise<"real_people" | "public_site" | null> {
  const { rows } = await client.query<{ begun: boolean; real: boolean }>(
    `SELECT EXISTS (SELECT FROM account WHERE is_demo) AS begun,
       EXISTS (SELECT FROM account WHERE NOT is_demo) OR EXISTS (SELECT FROM donor WHERE NOT is_demo)
         OR EXISTS (SELECT FROM drive WHERE NOT is_demo) AS real`,
  );
  if (rows[0]?.begun || site.asked) return null;
  if (rows[0]?.real) return "real_people";
  return site.origin?.startsWith("https://") ? "public_site" : null;
}

/**
 * Brings the demonstration up to this day: people, places and drives marked as demo, from some months ago to sixty
 * days ahead; days that have passed since the last time are played, bookings fill the days to come. Everything goes
 * in together, or not at all. A second call on the same day adds nothing.
 */
export async function topUpDemo(client: ClientBase, { now }: { now: Date }): Promise<{ lines: string[] }> {
  await client.query("BEGIN");
  try {
    await client.query("SELECT pg_advisory_xact_lock(hashtext('giothong demo'))");
    await seedDemoAccounts(client as never);
    await seedDemoChanges(client, todayInVietnam(now));
    const written = await topUp(client, now);
    const reports = await addDemoReports(client, now, todayInVietnam(now));
    if (reports > 0) written.push(`${reports} reports added`);
    await client.query("COMMIT");
    return { lines: written };
  } catch (error) {
    await client.query("ROLLBACK").catch(() => {});
    throw error;
  }
}

async function topUp(client: ClientBase, now: Date): Promise<string[]> {
  const today = todayInVietnam(now);
  const lastPlanned = await lastPlannedDay(client);
  if (lastPlanned !== null && lastPlanned >= addDays(today, daysAhead) && !(await somethingToPlay(client, now)))
    return [];

  const rows = new RowsToWrite();
  const words = readWords();
  const grounds = await readGrounds(client);
  const crowd = await readCrowd(client);
  const firstDay: CivilDate = `${addDays(today, -daysBack).slice(0, 7)}-01`;
  const regular = await readRegular(client, grounds, { rows, words, firstDay });
  const stage: Stage = {
    words,
    crowd,
    rows,
    now,
    regular,
    rules: await readRules(client, today),
    bagNumbers: await readBagNumbers(client),
  };

  const stored = await readOpenDrives(client);
  const planned: PlannedDrive[] = [];
  const places = await Places.read(client, rows, words);
  const [editions, tets] = [await readEditions(client), await readTets(client)];
  for (
    let day = lastPlanned === null ? firstDay : addDays(lastPlanned, 1);
    day <= addDays(today, daysAhead);
    day = addDays(day, 1)
  )
    planned.push(...planDay(day, grounds, editions, places, rows, tets));

  const drives = [...stored, ...planned].sort((a, b) => a.startsAt.getTime() - b.startsAt.getTime());
  for (const drive of drives) settle(stage, drive, today);
  for (const drive of planned) addDrive(drive, now, rows);

  await rows.write(client);
  await updateStored(client, stored, now);
  await countUp(client);
  // What was just written by the thousand is counted anew, or what follows is planned as if the tables were empty.
  await client.query("ANALYZE drive, slot, booking, visit, donation, donor, organisation");
  await addOwnCampaign(client, { today, plannedUntil: lastPlanned });
  await addTargets(client, today);
  await addHonours(client, words, today);
  await addPace(client, today);
  await addViews(client);
  await client.query(
    `INSERT INTO audit_event (id, actor_kind, action, subject_kind, detail) VALUES ($1, 'system', 'demo.top_up', 'demo', $2)`,
    [newId(), JSON.stringify({ drives: planned.length, donations: rows.count("donation") })],
  );
  return [
    `${planned.length} drives, ${rows.count("donor")} people, ${rows.count("donation")} donations, ${rows.count("booking")} bookings added`,
  ];
}

/** Gives a drive the state its time asks for: over, running, or to come. */
function settle(stage: Stage, drive: PlannedDrive, today: CivilDate): void {
  if (drive.status !== "published" && drive.status !== "open") return;
  const untouched = drive.lastVisitNumber === 0;
  if (drive.endsAt <= stage.now) {
    if (untouched) playDrive(stage, drive, drive.endsAt);
    const settled = drive.heldOn < addDays(today, -3) && chanceOf(drive.id.slice(0, 8)).happens(0.85);
    drive.status = settled ? "reconciled" : "closed";
  } else if (drive.startsAt <= stage.now) {
    if (untouched) playDrive(stage, drive, stage.now);
    bookAhead(stage, drive, today);
    drive.status = "open";
  } else {
    bookAhead(stage, drive, today);
  }
}

async function lastPlannedDay(client: ClientBase): Promise<CivilDate | null> {
  const { rows } = await client.query<{ day: string | null }>(
    "SELECT to_char(max(held_on), 'YYYY-MM-DD') AS day FROM drive WHERE is_demo AND created_by IS NULL",
  );
  return rows[0]?.day ?? null;
}

async function somethingToPlay(client: ClientBase, now: Date): Promise<boolean> {
  const { rows } = await client.query(
    `SELECT 1 FROM drive WHERE is_demo AND created_by IS NULL
       AND (status IN ('published', 'open') AND ends_at <= $1 OR status = 'published' AND starts_at <= $1) LIMIT 1`,
    [now],
  );
  return rows.length > 0;
}

async function readCrowd(client: ClientBase): Promise<Crowd> {
  const { rows } = await client.query<Person & { provinceId: string }>(
    `SELECT d.id, d.home_province_id AS "provinceId", d.sex, to_char(d.born_on, 'YYYY-MM-DD') AS "bornOn",
       coalesce(d.segment, 'other') AS segment, d.donation_count AS donations,
       to_char(d.last_given_on, 'YYYY-MM-DD') AS "lastGivenOn", d.last_component AS "lastComponent",
       d.last_volume_ml AS "lastVolumeMl",
       EXISTS (SELECT 1 FROM booking b WHERE b.donor_id = d.id AND b.status = 'booked')
         OR EXISTS (SELECT 1 FROM visit v WHERE v.donor_id = d.id AND v.closed_at IS NULL) AS "hasOpenBooking"
     FROM donor d WHERE d.is_demo AND d.home_province_id IS NOT NULL AND d.phone IS DISTINCT FROM $1 ORDER BY d.id`,
    [demoPhone],
  );
  const crowd: Crowd = new Map();
  for (const { provinceId, ...person } of rows) {
    const neighbours = crowd.get(provinceId) ?? [];
    neighbours.push({ ...person, isNew: false });
    crowd.set(provinceId, neighbours);
  }
  return crowd;
}

/** The donors one can sign in as: made at the first top-up, left alone afterwards. */
async function readRegular(
  client: ClientBase,
  grounds: readonly Ground[],
  { rows, words, firstDay }: { rows: RowsToWrite; words: Stage["words"]; firstDay: CivilDate },
): Promise<Person | null> {
  const { rowCount } = await client.query("SELECT 1 FROM donor WHERE phone = $1 LIMIT 1", [demoPhone]);
  const hanoi = grounds.find(({ code }) => code === "01");
  if (rowCount || !hanoi) return null;
  const people = demoDonors.map((known) => {
    const communeId = hanoi.communes[0]?.id ?? "";
    const arrival = { provinceId: hanoi.provinceId, communeId, on: firstDay, segment: "student", known };
    // Their own crowd: nobody else's day may call on them.
    const person = newPerson(chanceOf(known.card), words, rows, new Map(), arrival);
    const sealed = sealNumber("citizen_card", known.card);
    rows.add("donor_identity", {
      id: newId(),
      donor_id: person.id,
      kind: "citizen_card",
      number_hash: `\\x${sealed.hash.toString("hex")}`,
      number_cipher: `\\x${sealed.cipher.toString("hex")}`,
      key_version: sealed.keyVersion,
      last_four: sealed.lastFour,
      created_at: `${firstDay}T00:00:00Z`,
    });
    return person;
  });
  return people[0] ?? null;
}

async function readRules(client: ClientBase, today: CivilDate): Promise<Stage["rules"]> {
  const { rows } = await client.query<{ id: string; effectiveFrom: string; rules: unknown }>(
    `SELECT id, to_char(effective_from, 'YYYY-MM-DD') AS "effectiveFrom", rules FROM eligibility_rule_set`,
  );
  const rules = ruleSetInForce(rows.map(readRuleSet), today);
  if (rules === null) throw new Error("No eligibility rules are loaded: run `npm run db:reference` first.");
  return rules;
}

async function readBagNumbers(client: ClientBase): Promise<Map<number, number>> {
  const { rows } = await client.query<{ year: number; last: number }>(
    `SELECT 2000 + substr(number, 5, 2)::int AS year, max(substr(number, 7))::int AS last
     FROM donation WHERE number ~ '^DEMO[0-9]{8}$' GROUP BY 1`,
  );
  return new Map(rows.map(({ year, last }) => [year, last]));
}

/** Brings drives that stood in the database already to the state their day left them in. */
async function updateStored(client: ClientBase, drives: readonly PlannedDrive[], now: Date): Promise<void> {
  const changed = drives.map(({ id, status, lastVisitNumber, endsAt }) => ({
    id,
    status,
    last_visit_number: lastVisitNumber,
    closed: endsAt <= now,
  }));
  await client.query(
    `UPDATE drive d SET status = n.status, last_visit_number = greatest(d.last_visit_number, n.last_visit_number),
       opened_at = coalesce(d.opened_at, CASE WHEN n.status <> 'published' THEN d.starts_at END),
       closed_at = coalesce(d.closed_at, CASE WHEN n.closed THEN d.ends_at END)
     FROM jsonb_to_recordset($1::jsonb) AS n(id uuid, status text, last_visit_number int, closed boolean)
     WHERE d.id = n.id AND d.status IN ('published', 'open')`,
    [JSON.stringify(changed)],
  );
  const slots = drives.flatMap((drive) => drive.slots.map(({ id, booked }) => ({ id, booked })));
  await client.query(
    `UPDATE slot s SET booked = n.booked FROM jsonb_to_recordset($1::jsonb) AS n(id uuid, booked int)
     WHERE s.id = n.id AND s.booked <> n.booked`,
    [JSON.stringify(slots)],
  );
  await client.query(
    `UPDATE booking b SET status = 'no_show', ended_at = d.ends_at, ended_by = 'demo'
     FROM drive d WHERE d.id = b.drive_id AND d.is_demo AND d.status IN ('closed', 'reconciled') AND b.status = 'booked'`,
  );
}

/** Recomputes, from the facts, what is kept beside them: totals of demo drives, and each demo donor's last donation. */
async function countUp(client: ClientBase): Promise<void> {
  await client.query(
    `INSERT INTO drive_total (drive_id, donations, voluntary, first_time, at_least_350_ml, apheresis, volume_ml)
     SELECT drive_id, count(*), count(*) FILTER (WHERE kind = 'voluntary'), count(*) FILTER (WHERE first_time),
       count(*) FILTER (WHERE volume_ml >= 350), count(*) FILTER (WHERE component <> 'whole_blood'), sum(volume_ml)
     FROM donation WHERE status = 'recorded' AND drive_id IN (SELECT id FROM drive WHERE is_demo) GROUP BY drive_id
     ON CONFLICT (drive_id) DO UPDATE SET donations = excluded.donations, voluntary = excluded.voluntary,
       first_time = excluded.first_time, at_least_350_ml = excluded.at_least_350_ml, apheresis = excluded.apheresis,
       volume_ml = excluded.volume_ml`,
  );
  await client.query(
    `INSERT INTO drive_breakdown (drive_id, kind, first_time, component, volume_ml, segment, donations)
     SELECT drive_id, kind, first_time, component, volume_ml, segment, count(*)
     FROM donation WHERE status = 'recorded' AND drive_id IN (SELECT id FROM drive WHERE is_demo)
     GROUP BY drive_id, kind, first_time, component, volume_ml, segment
     ON CONFLICT (drive_id, kind, first_time, component, volume_ml, segment) DO UPDATE SET donations = excluded.donations`,
  );
  await client.query(
    `UPDATE donor d SET donation_count = n.count, last_given_on = n.given_on, last_component = n.component, last_volume_ml = n.volume_ml
     FROM (SELECT DISTINCT ON (donor_id) donor_id, count(*) OVER (PARTITION BY donor_id)::int AS count, given_on, component, volume_ml
           FROM donation WHERE status = 'recorded' ORDER BY donor_id, given_on DESC, given_at DESC) n
     WHERE d.id = n.donor_id AND d.is_demo AND (d.donation_count, d.last_given_on) IS DISTINCT FROM (n.count, n.given_on)`,
  );
}
