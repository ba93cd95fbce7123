import { expect, it } from "vitest";
import writeXlsxFile from "write-excel-file/node";
import { NotAllowed } from "@/lib/auth/authorize";
import { listColumns, listHeading } from "@/lib/awards/matching/columns";
import { applyOldList, discardOldList, readOldList, resolveListRow } from "@/lib/awards/matching/commands";
import { oldList, oldListRows } from "@/lib/awards/matching/queries";
import { swapped } from "@/lib/awards/matching/rules";
import { newId } from "@/lib/core/ids";
import { givenNameSortKey, nameSearchKey } from "@/lib/core/text";
import { addDays, formatVietnameseDate } from "@/lib/core/time";
import { useDatabase } from "../support/database";
import { addDonor } from "../support/facts";
import { addRule } from "../support/honours";
import { honouringProvince } from "./world";

const { owner } = useDatabase();
const now = new Date("2026-11-26T09:00:00+07:00");
type World = Awaited<ReturnType<typeof honouringProvince>>;

interface Person {
  id: string;
  name: string;
  bornOn: string;
}

const families = ["Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Vũ", "Đặng", "Bùi"];
const middles = ["Văn", "Thị", "Đức", "Ngọc", "Hữu", "Minh"];
const givens = [
  "An",
  "Bình",
  "Châu",
  "Dũng",
  "Giang",
  "Hà",
  "Hạ",
  "Hoa",
  "Hoà",
  "Khánh",
  "Lan",
  "Minh",
  "Nam",
  "Oanh",
  "Phúc",
  "Quân",
  "Sơn",
  "Thuỷ",
  "Tuấn",
  "Yến",
];

/** Donors of a province in one statement; names repeat often, birthdays sometimes, as they do. */
async function crowd(world: World, many: number): Promise<Person[]> {
  const people = Array.from({ length: many }, (_, i) => ({
    id: newId(),
    name: `${families[i % 8]} ${middles[(i >> 1) % 6]} ${givens[(i * 7 + (i >> 4)) % 20]}`,
    bornOn: addDays("1960-01-01", (i * 37) % 12_000),
  }));
  await owner.query(
    `INSERT INTO donor (id, full_name, name_key, given_name_key, sex, born_on, home_province_id)
      SELECT id, name, key, sorted, 'female', born, $2
      FROM json_to_recordset($1) AS w (id uuid, name text, key text, sorted text, born date)`,
    [
      JSON.stringify(
        people.map((p) => ({ ...p, key: nameSearchKey(p.name), sorted: givenNameSortKey(p.name), born: p.bornOn })),
      ),
      world.unitId,
    ],
  );
  return people;
}

type Line = Partial<Record<(typeof listColumns)[number], string>>;

async function asXlsx(lines: readonly Line[]): Promise<Uint8Array> {
  const head = listColumns.map((column) => listHeading(column));
  const body = lines.map((line) => listColumns.map((column) => line[column] ?? null));
  return new Uint8Array(await writeXlsxFile([head, ...body]).toBuffer());
}

async function read(world: World, lines: readonly Line[], fileName = "danh-sach.xlsx") {
  const bytes = await asXlsx(lines);
  const outcome = await readOldList(world.officer, { requestKey: newId(), unitId: world.unitId, fileName, bytes }, now);
  if (!outcome.ok) throw new Error(outcome.refusal);
  return outcome.value.id;
}

const honoured = async (world: World) =>
  (
    await owner.query("SELECT donor_id AS id, threshold FROM honour WHERE unit_id = $1 AND origin = 'list'", [
      world.unitId,
    ])
  ).rows;

const honourOf = (person: Person, differing: Line = {}): Line => ({
  name: person.name,
  born: formatVietnameseDate(person.bornOn),
  kind: "Danh hiệu",
  amount: "5",
  got: "14/06/2015",
  decision: "12/QĐ-HCTĐ",
  ...differing,
});

it("reads 2,000 old honours with slips of the pen: the certain are right, the rest are asked about, a second import adds nothing", async () => {
  const world = await honouringProvince(owner);
  await addRule(owner, { scopeUnitId: world.unitId, threshold: 5 });
  const people = await crowd(world, 4_000);
  const meant: (Person | null)[] = [];
  const lines = Array.from({ length: 2_000 }, (_, i): Line => {
    const person = people[i * 2] as Person;
    meant.push(i % 10 === 9 ? null : person);
    switch (i % 10) {
      case 3:
        return honourOf(person, { name: person.name.slice(0, -1) });
      case 4:
        return honourOf(person, { name: `${person.name.slice(0, 3)}${person.name.slice(4)}` });
      case 5:
        return honourOf(person, { born: formatVietnameseDate(swapped(person.bornOn) ?? person.bornOn) });
      case 6:
        return honourOf(person, { born: person.bornOn.slice(0, 4) });
      case 7:
        return honourOf(person, { name: person.name.split(" ").reverse().join(" ") });
      case 8:
        return honourOf(people[(i - 8) * 2] as Person);
      case 9:
        return honourOf(person, { name: `Người Lạ ${i}` });
      default:
        return honourOf(person, i % 10 === 2 ? { name: person.name.toUpperCase() } : {});
    }
  });
  const id = await read(world, lines);
  const { rows } = await owner.query(
    "SELECT line, verdict, chosen_donor_id AS donor, candidates::text[] AS candidates FROM honour_import_row WHERE import_id = $1 ORDER BY line",
    [id],
  );
  expect(rows).toHaveLength(2_000);
  for (const row of rows) {
    const at = row.line - 2;
    const person = meant[at];
    if (row.verdict === "certain") expect(row.donor).toBe(person?.id);
    if (row.verdict === "uncertain") expect(row.donor).toBeNull();
    if (at % 10 === 8) expect(row.verdict).toBe("duplicate");
    if (at % 10 === 9) expect(row.verdict).toBe("not_found");
    if ([3, 4, 5, 6, 7].includes(at % 10) && row.verdict === "uncertain" && row.candidates.length < 8)
      expect(row.candidates).toContain(person?.id);
  }
  const heaps = (await oldList(world.officer, id))?.heaps ?? {};
  expect(heaps.ready).toBeGreaterThan(400);
  expect(heaps.review).toBeGreaterThan(700);
  const applied = await applyOldList(world.officer, id, now);
  expect(applied).toMatchObject({ ok: true, value: { honours: heaps.ready, donations: 0 } });
  const ledger = await honoured(world);
  expect(ledger).toHaveLength(heaps.ready ?? 0);
  expect(await applyOldList(world.officer, id, now)).toMatchObject({ refusal: "nothing_to_apply" });

  const again = await read(world, lines, "gui-lai.xlsx");
  const second = (await oldList(world.officer, again))?.heaps ?? {};
  expect(second.there).toBe(heaps.ready);
  expect(second.ready).toBeUndefined();
  expect(await applyOldList(world.officer, again, now)).toMatchObject({ refusal: "nothing_to_apply" });
  expect(await honoured(world)).toEqual(ledger);
  const audited = await owner.query(
    "SELECT count(*)::int AS many FROM audit_event WHERE action = 'honour.from_list' AND unit_id = $1",
    [world.unitId],
  );
  expect(audited.rows[0].many).toBe(ledger.length);
}, 120_000);

it("takes an uncertain row over once somebody has said whom it means, and only one of those it may mean", async () => {
  const world = await honouringProvince(owner);
  await addRule(owner, { scopeUnitId: world.unitId, threshold: 5 });
  const [person, other] = (await crowd(world, 2)) as [Person, Person];
  const id = await read(world, [honourOf(person, { name: `${person.name}g` })]);
  const list = await oldList(world.officer, id);
  const [row] = await oldListRows(world.officer, list as NonNullable<typeof list>, "review", 1);
  expect(row).toMatchObject({ line: 2, reason: "spelling", possible: [{ id: person.id, name: person.name }] });
  expect(await applyOldList(world.officer, id, now)).toMatchObject({ refusal: "nothing_to_apply" });
  const say = (answer: string) => resolveListRow(world.officer, { importId: id, line: 2, answer }, now);
  expect(await say(other.id)).toMatchObject({ refusal: "not_a_candidate" });
  expect(await say("not_in_system")).toMatchObject({ ok: true });
  expect(await applyOldList(world.officer, id, now)).toMatchObject({ refusal: "nothing_to_apply" });
  expect(await say(person.id)).toMatchObject({ ok: true });
  const answers = await Promise.all([applyOldList(world.officer, id, now), applyOldList(world.officer, id, now)]);
  expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
  expect(await honoured(world)).toEqual([{ id: person.id, threshold: 5 }]);
  expect(await say("open")).toMatchObject({ refusal: "applied_already" });
  expect(await discardOldList(world.officer, id)).toMatchObject({ ok: true });
  expect(await honoured(world)).toHaveLength(1);
});

it("enters old donations as papers that wait for a second person, once, and refuses what cannot be true", async () => {
  const world = await honouringProvince(owner);
  const [person] = (await crowd(world, 1)) as [Person];
  const donations = honourOf(person, { kind: "Lần hiến", amount: "12 lần", got: "2018", decision: undefined });
  const lines = [
    donations,
    honourOf(person, { kind: "Lần hiến", got: "01/02/1970" }),
    honourOf(person, { amount: "7" }),
  ];
  const id = await read(world, lines);
  const found = await owner.query("SELECT verdict, reason FROM honour_import_row WHERE import_id = $1 ORDER BY line", [
    id,
  ]);
  expect(found.rows).toEqual([
    { verdict: "certain", reason: null },
    { verdict: "refused", reason: "too_young" },
    { verdict: "refused", reason: "no_such_level" },
  ]);
  expect(await applyOldList(world.officer, id, now)).toMatchObject({ ok: true, value: { honours: 0, donations: 1 } });
  const { rows } = await owner.query(
    "SELECT status, donations, last_on::text AS on, evidence, entered_by AS by FROM earlier_donation WHERE donor_id = $1",
    [person.id],
  );
  expect(rows).toEqual([
    { status: "entered", donations: 12, on: "2018-12-31", evidence: "old_list", by: world.officer.accountId },
  ]);
  const again = await read(world, [donations]);
  expect((await oldList(world.officer, again))?.heaps).toEqual({ there: 1 });
});

it("matches nobody of another province, and opens a list to nobody of another", async () => {
  const [world, far] = [await honouringProvince(owner), await honouringProvince(owner)];
  await addRule(owner, { scopeUnitId: world.unitId, threshold: 5 });
  const stranger = await addDonor(owner, { fullName: "Trần Thị Xa", bornOn: "1980-05-03", homeProvinceId: far.unitId });
  const id = await read(world, [honourOf({ id: stranger.id, name: "Trần Thị Xa", bornOn: "1980-05-03" })]);
  expect((await oldList(world.officer, id))?.heaps).toEqual({ not_found: 1 });
  expect(await oldList(far.officer, id)).toBeNull();
  await expect(applyOldList(far.officer, id, now)).rejects.toThrow(NotAllowed);
  await expect(discardOldList(far.officer, id)).rejects.toThrow(NotAllowed);
});
