import type { ClientBase } from "pg";
import { newId } from "@/lib/core/ids";
import { addDays, type CivilDate, daysBetween, yearOf } from "@/lib/core/time";
import { type Period, periodOf, periodsOf } from "@/lib/reports/periods";
import { chanceOf } from "./random";
import { RowsToWrite } from "./rows";

/** Where a made-up report's further units come from. */
const elsewhere = [
  "Bệnh viện đa khoa tỉnh tự ghi, chưa dùng hệ thống",
  "Hai điểm hiến máu cố định báo bằng giấy",
  "Đơn vị quân đội trên địa bàn tổ chức, tỉnh tổng hợp",
  "Ngày hội của trường đại học ghi sổ riêng",
];
const problems = [
  "Các xã mới sáp nhập còn thiếu địa điểm rộng; cuối tuần dồn nhiều điểm vào cùng một ngày.",
  "Túi 350 ml về chậm hai tuần, phải lùi ba buổi.",
  "Kinh phí tuyên truyền cấp xã chưa được phân bổ; cán bộ Hội kiêm nhiệm.",
  "Mùa mưa bão, hai buổi phải hoãn; đề nghị bổ sung xe lưu động.",
  "Một số người hiến hỏi về bảo mật thông tin cá nhân; đề nghị có tờ giải thích ngắn.",
];
const corrections = ["Bổ sung hai điểm gửi báo cáo muộn", "Ghi nhầm một buổi sang tháng sau"];
const activities = [
  { kind: "session", channel: "school", title: "Nói chuyện về hiến máu tại trường trung học phổ thông" },
  { kind: "session", channel: "meeting", title: "Sinh hoạt tổ dân phố về hiến máu tình nguyện" },
  { kind: "session", channel: "workplace", title: "Tuyên truyền tại khu công nghiệp" },
  { kind: "session", channel: "street", title: "Đạp xe diễu hành vì hiến máu" },
  { kind: "product", channel: "print", title: "Tờ rơi hướng dẫn trước và sau khi hiến máu" },
  { kind: "product", channel: "banner", title: "Băng rôn ngày hội hiến máu" },
  { kind: "product", channel: "social", title: "Bài viết trên trang của Hội" },
  { kind: "product", channel: "radio_tv", title: "Bản tin trên đài phát thanh xã" },
] as const;

/** What is added up over the months of a half-year. */
const sums = [
  "received",
  "voluntary",
  "firstTime",
  "large",
  "apheresis",
  "volumeMl",
  "drives",
  "sessions",
  "people",
] as const;

/** A unit's period with what its report will state. */
interface Stated extends Record<(typeof sums)[number], number> {
  unitId: string;
  begins: CivilDate;
  ends: CivilDate;
  period: Period;
  /** Media products by channel. */
  channels: Readonly<Record<string, number>>;
  /** Where more than was recorded comes from. */
  from: string | null;
}

interface Activity {
  unitId: string;
  heldOn: CivilDate;
  kind: string;
  channel: string;
  title: string;
  quantity: number;
  people: number | null;
}

/** How far a made-up period has come: old ones are official, the last month shows every state and some are missing. */
type Fate = "none" | "draft" | "submitted" | "checked" | "returned" | "provisional" | "final";

/**
 * Made-up reports and outreach of the demonstration's units for the months behind: most approved, the last one in every
 * state, a few late, some corrected. What somebody has written themselves is left alone. A second call on the same day
 * adds nothing. Answers how many reports were added.
 */
export async function addDemoReports(client: ClientBase, now: Date, today: CivilDate): Promise<number> {
  const staff = await readStaff(client);
  const found = await readMonths(client, today);
  const communes = await readCommuneMonth(client, today);
  const [first] = found.map(({ startsOn }) => startsOn).sort();
  if (staff === null || !first) return 0;
  await client.query(
    `UPDATE report_deadline SET asked_from = $1::date WHERE level = 'unit' AND kind IN ('month', 'half_year')
       AND asked_from IS NULL AND set_by IS NULL`,
    [first],
  );
  const isThere = await readStanding(client);
  const activities = found.flatMap((month) => activitiesOf(month, today));
  const months = found.map((month) => statedOf(month, activities));
  const rows = new RowsToWrite();
  const ofCommunes = communes.map((month) => statedOf(month, activities));
  const communeIds = new Set(communes.map(({ unitId }) => unitId));
  const added = [...months, ...halvesOf(months, today), ...ofCommunes].filter((stated) => {
    const fate = communeIds.has(stated.unitId) ? communeFateOf(stated) : fateOf(stated, today);
    if (fate === "none" || isThere.has(`${stated.unitId}/${stated.period.kind}/${stated.period.startsOn}`))
      return false;
    addReport(rows, staff(stated.unitId), stated, fate, now);
    return true;
  });
  for (const activity of activities)
    if (!isThere.has(`${activity.unitId}/outreach/${activity.heldOn.slice(0, 7)}`)) addActivity(rows, activity);
  await rows.write(client);
  return added.length;
}

interface Staff {
  office: string;
  approver: string;
}

/** Who writes and who approves a unit's reports; null before the demonstration's people are there. */
async function readStaff(client: ClientBase): Promise<((unitId: string) => Staff) | null> {
  const { rows } = await client.query<{ email: string; id: string }>(
    "SELECT split_part(email, '@', 1) AS email, id FROM account WHERE is_demo",
  );
  const by = new Map(rows.map(({ email, id }) => [email, id]));
  const [office, approver] = [by.get("quocgia"), by.get("duyetquocgia")];
  if (!office || !approver) return null;
  const offices: Record<string, string | undefined> = {
    P01: by.get("hanoi"),
    P40: by.get("nghean"),
    P48: by.get("danang"),
  };
  const approvers: Record<string, string | undefined> = { P01: by.get("duyetbaocao") };
  return (unitId) => ({ office: offices[unitId] ?? office, approver: approvers[unitId] ?? approver });
}

interface Month {
  unitId: string;
  begins: CivilDate;
  ends: CivilDate;
  startsOn: CivilDate;
  received: number;
  voluntary: number;
  firstTime: number;
  large: number;
  apheresis: number;
  volumeMl: number;
  drives: number;
}

/** What demo drives gave each unit in each month that is over. */
async function readMonths(client: ClientBase, today: CivilDate): Promise<Month[]> {
  const { rows } = await client.query<Month>(
    `WITH began AS (SELECT date_trunc('month', min(held_on))::date AS on_day FROM drive WHERE is_demo)
     SELECT u.id AS "unitId", to_char(u.valid_from, 'YYYY-MM-DD') AS begins, to_char(u.ends_before, 'YYYY-MM-DD') AS ends,
       to_char(m, 'YYYY-MM-DD') AS "startsOn", coalesce(sum(t.donations), 0)::int AS received,
       coalesce(sum(t.voluntary), 0)::int AS voluntary, coalesce(sum(t.first_time), 0)::int AS "firstTime",
       coalesce(sum(t.at_least_350_ml), 0)::int AS large, coalesce(sum(t.apheresis), 0)::int AS apheresis,
       coalesce(sum(t.volume_ml), 0)::float8 AS "volumeMl", count(t.drive_id) FILTER (WHERE t.donations > 0)::int AS drives
     FROM began CROSS JOIN generate_series(began.on_day::timestamp, $1::date::timestamp, interval '1 month') m
       JOIN unit u ON u.kind IN ('province', 'ministry') AND u.valid_from <= m AND u.ends_before >= (m + interval '1 month')
       LEFT JOIN drive d ON d.credited_unit_id = u.id AND d.held_on >= m AND d.held_on < m + interval '1 month'
       LEFT JOIN drive_total t ON t.drive_id = d.id
     WHERE m + interval '1 month' <= $1::date
     GROUP BY u.id, m ORDER BY u.id, m`,
    [today],
  );
  return rows;
}

/** What demo drives gave communes of the provinces whose offices one can sign in as, in the last month that is over. */
async function readCommuneMonth(client: ClientBase, today: CivilDate): Promise<Month[]> {
  const { rows } = await client.query<Month>(
    `WITH last AS (SELECT (date_trunc('month', $1::date::timestamp) - interval '1 month')::date AS on_day)
     SELECT u.id AS "unitId", to_char(u.valid_from, 'YYYY-MM-DD') AS begins, to_char(u.ends_before, 'YYYY-MM-DD') AS ends,
       to_char(last.on_day, 'YYYY-MM-DD') AS "startsOn", sum(t.donations)::int AS received, sum(t.voluntary)::int AS voluntary,
       sum(t.first_time)::int AS "firstTime", sum(t.at_least_350_ml)::int AS large, sum(t.apheresis)::int AS apheresis,
       sum(t.volume_ml)::float8 AS "volumeMl", count(*)::int AS drives
     FROM last JOIN drive d ON d.held_on >= last.on_day AND d.held_on < last.on_day + interval '1 month'
       JOIN drive_total t ON t.drive_id = d.id AND t.donations > 0
       JOIN unit u ON u.id = d.commune_id AND d.credited_unit_id = d.province_id AND u.valid_from <= last.on_day
     WHERE d.is_demo AND d.province_id IN ('P01', 'P40', 'P48') AND $1::date - last.on_day > 34
     GROUP BY u.id, last.on_day ORDER BY u.id`,
    [today],
  );
  return rows;
}

/** A commune's made-up report: most approved by their province, some on their way. */
function communeFateOf({ unitId, period }: Stated): Fate {
  const dice = chanceOf(`commune fate ${unitId} ${period.startsOn}`).next();
  if (dice < 0.15) return "none";
  return dice < 0.35 ? "submitted" : "provisional";
}

/** What is there already, made up or not: reports by unit, kind and first day; made-up outreach by unit and month. */
async function readStanding(client: ClientBase): Promise<Set<string>> {
  const { rows } = await client.query<{ key: string }>(
    `SELECT unit_id || '/' || kind || '/' || to_char(starts_on, 'YYYY-MM-DD') AS key FROM report
     UNION SELECT unit_id || '/outreach/' || to_char(held_on, 'YYYY-MM') FROM outreach_activity WHERE is_demo`,
  );
  return new Set(rows.map(({ key }) => key));
}

function activitiesOf({ unitId, startsOn }: Month, today: CivilDate): Activity[] {
  const chance = chanceOf(`outreach ${unitId} ${startsOn}`);
  return Array.from({ length: chance.whole(1, 3) }, () => {
    const activity = chance.one(activities);
    const isSession = activity.kind === "session";
    return {
      ...activity,
      unitId,
      heldOn: addDays(startsOn, chance.whole(0, 26)),
      quantity: isSession ? chance.whole(1, 4) : chance.whole(2, 40) * 10,
      people: isSession ? chance.whole(40, 420) : null,
    };
  }).filter(({ heldOn }) => heldOn <= today);
}

/** What a unit's report of a month states: what was recorded, and at times some more from elsewhere. */
function statedOf(month: Month, all: readonly Activity[]): Stated {
  const chance = chanceOf(`stated ${month.unitId} ${month.startsOn}`);
  const more = chance.happens(0.4) ? Math.round(month.received * chance.between(0.02, 0.12)) + chance.whole(1, 6) : 0;
  const own = all.filter(
    ({ unitId, heldOn }) => unitId === month.unitId && heldOn.slice(0, 7) === month.startsOn.slice(0, 7),
  );
  const sum = (kind: string, key: "quantity" | "people") =>
    own.filter((one) => one.kind === kind).reduce((total, one) => total + (one[key] ?? 0), 0);
  return {
    unitId: month.unitId,
    begins: month.begins,
    ends: month.ends,
    period: periodOf("month", month.startsOn) as Period,
    received: month.received + more,
    voluntary: month.voluntary + more,
    firstTime: month.firstTime + Math.round(more * 0.3),
    large: month.large + Math.round(more * 0.4),
    apheresis: month.apheresis,
    volumeMl: month.volumeMl + more * 250,
    drives: month.drives + (more > 0 ? 1 : 0),
    sessions: sum("session", "quantity"),
    people: sum("session", "people"),
    channels: byChannel(own),
    from: more > 0 ? chance.one(elsewhere) : null,
  };
}

function byChannel(activities: readonly Activity[]): Record<string, number> {
  const sums: Record<string, number> = {};
  for (const { kind, channel, quantity } of activities)
    if (kind === "product") sums[channel] = (sums[channel] ?? 0) + quantity;
  return sums;
}

function addedUp(all: readonly Readonly<Record<string, number>>[]): Record<string, number> {
  const sums: Record<string, number> = {};
  for (const one of all) for (const [key, value] of Object.entries(one)) sums[key] = (sums[key] ?? 0) + value;
  return sums;
}

/** The halves of a year that are over, as the sums of their months. */
function halvesOf(months: readonly Stated[], today: CivilDate): Stated[] {
  const units = [...new Set(months.map(({ unitId }) => unitId))];
  const years = [...new Set(months.map(({ period }) => yearOf(period.startsOn)))];
  const halves = years.flatMap((year) => periodsOf("half_year", year)).filter(({ endsOn }) => endsOn < today);
  return halves.flatMap((half) =>
    units.flatMap((unitId) => {
      const own = months.filter(
        ({ unitId: whose, period }) =>
          whose === unitId && period.startsOn >= half.startsOn && period.endsOn <= half.endsOn,
      );
      const [first] = own;
      if (!first || own.length < 6) return [];
      const added = Object.fromEntries(sums.map((key) => [key, own.reduce((total, month) => total + month[key], 0)]));
      const channels = addedUp(own.map((month) => month.channels));
      return [
        { ...first, ...added, channels, period: half, from: own.find(({ from }) => from !== null)?.from ?? null },
      ];
    }),
  );
}

function fateOf({ unitId, period }: Stated, today: CivilDate): Fate {
  const dice = chanceOf(`fate ${unitId} ${period.kind} ${period.startsOn}`).next();
  const age = daysBetween(period.endsOn, today);
  if (age <= 5) return "none";
  // The last month of the offices one can sign in as: two to write, one that came back.
  if (period.kind === "month" && age <= 31 && (unitId === "P01" || unitId === "P48")) return "none";
  if (period.kind === "month" && age <= 31 && unitId === "P40") return "returned";
  if (age > 62) return dice < 0.96 ? "final" : dice < 0.985 ? "provisional" : "none";
  if (age > 31) return dice < 0.9 ? "provisional" : dice < 0.96 ? "checked" : "none";
  if (dice < 0.5) return "provisional";
  if (dice < 0.66) return "checked";
  if (dice < 0.82) return "submitted";
  if (dice < 0.87) return "draft";
  return dice < 0.91 ? "returned" : "none";
}

const returnedNote = "Thiếu số của ba xã miền núi, đề nghị bổ sung rồi gửi lại.";

function addReport(rows: RowsToWrite, { office, approver }: Staff, stated: Stated, fate: Fate, now: Date): void {
  const { period } = stated;
  const chance = chanceOf(`report ${stated.unitId} ${period.kind} ${period.startsOn}`);
  const at = (days: number, hour: number) => new Date(`${addDays(period.endsOn, days)}T0${hour}:12:00Z`);
  const isDecided = fate === "provisional" || fate === "final";
  const isSent = fate !== "draft";
  const isChecked = fate === "checked" || isDecided;
  const isBack = fate === "returned";
  const replacedAt =
    isDecided && period.kind === "month" && chance.happens(0.03) ? new Date(Math.min(+at(9, 4), +now)) : null;
  const write = (version: number, received: number, approvedAt: Date, supersededAt: Date | null) => {
    const id = newId();
    const event = (kind: string, when: Date, by: string, note: string | null = null) =>
      rows.add("report_event", { id: newId(), report_id: id, kind, note, happened_at: when, by_account: by });
    rows.add("report", {
      id,
      unit_id: stated.unitId,
      unit_begins: stated.begins,
      unit_ends: stated.ends,
      kind: period.kind,
      starts_on: period.startsOn,
      ends_on: period.endsOn,
      version,
      revision: 1,
      status: isDecided ? "approved" : fate,
      finality: isDecided ? fate : null,
      received,
      voluntary: stated.voluntary,
      first_time: stated.firstTime,
      at_least_350_ml: stated.large,
      apheresis: stated.apheresis,
      volume_ml: stated.volumeMl,
      drives: stated.drives,
      segments: {},
      outreach_sessions: stated.sessions,
      outreach_people: stated.people,
      outreach_products: stated.channels,
      problems: chance.happens(0.35) ? chance.one(problems) : null,
      explained: stated.from || version > 1 ? { received: stated.from ?? chance.one(elsewhere) } : {},
      correction_reason: version > 1 ? chance.one(corrections) : null,
      request_key: id,
      drafted_by: office,
      drafted_at: at(1, 3),
      updated_at: at(4, 3),
      submitted_by: isSent ? office : null,
      submitted_at: isSent ? at(2, 2) : null,
      checked_by: isChecked ? approver : null,
      checked_at: isChecked ? at(3, 2) : null,
      returned_by: isBack ? approver : null,
      returned_at: isBack ? at(3, 2) : null,
      returned_note: isBack ? returnedNote : null,
      approved_by: isDecided ? approver : null,
      approved_at: isDecided ? approvedAt : null,
      superseded_at: supersededAt,
      is_demo: true,
    });
    event("drafted", at(1, 3), office);
    if (isSent) event("submitted", at(2, 2), office);
    if (isBack) event("returned", at(3, 2), approver, returnedNote);
    if (isChecked) event("checked", at(3, 2), approver);
    if (isDecided) event("approved", approvedAt, approver);
    if (supersededAt) event("superseded", supersededAt, approver);
  };
  write(1, stated.received, at(4, 3), replacedAt);
  if (replacedAt) write(2, stated.received + chance.whole(2, 9), replacedAt, null);
}

function addActivity(rows: RowsToWrite, { unitId, heldOn, people, ...activity }: Activity): void {
  const id = newId();
  const facts = { unit_id: unitId, held_on: heldOn, people_reached: people, request_key: id, is_demo: true };
  rows.add("outreach_activity", { id, ...activity, ...facts });
}
