import type { Line } from "./history";

/** The tables as they are when everything is over, of the drives the clients were busy with. */
export interface Tables {
  readonly slots: readonly { id: string; capacity: number; booked: number }[];
  readonly bookings: readonly { id: string; key: string; slotId: string; donorId: string; status: string }[];
  readonly donations: readonly Donation[];
  readonly totals: readonly Total[];
  readonly cells: readonly Cell[];
  /** How many audit rows each booking and donation has for its making. */
  readonly audits: readonly { subjectId: string; times: number }[];
}

export interface Donation {
  readonly id: string;
  readonly key: string;
  readonly driveId: string;
  readonly visitId: string;
  readonly donorId: string;
  readonly status: string;
  readonly kind: string;
  readonly firstTime: boolean;
  readonly component: string;
  readonly volumeMl: number;
  readonly segment: string;
}

export interface Total {
  readonly driveId: string;
  readonly donations: number;
  readonly voluntary: number;
  readonly firstTime: number;
  readonly atLeast350Ml: number;
  readonly apheresis: number;
  readonly volumeMl: number;
}

export interface Cell extends Pick<Donation, "driveId" | "kind" | "firstTime" | "component" | "volumeMl" | "segment"> {
  readonly donations: number;
}

/** What is wrong, a sentence each; all empty when every promise was kept. */
export interface Findings {
  /** Said to be done, and not there. */
  readonly lost: string[];
  /** Done twice, or answered in two ways. */
  readonly doubled: string[];
  /** More people in a slot than it has places. */
  readonly oversold: string[];
  /** A counter or total that is not the sum of its rows. */
  readonly drifted: string[];
  /** Said to be refused, and there all the same; or there, and never asked for. */
  readonly unsaid: string[];
}

/** Compares what the clients were told with what the tables hold. Pure: the same log and tables give the same findings. */
export function check(history: readonly Line[], tables: Tables): Findings {
  return {
    lost: lost(history, tables),
    doubled: doubled(history, tables),
    oversold: oversold(tables),
    drifted: drifted(tables),
    unsaid: unsaid(history, tables),
  };
}

export function isClean(findings: Findings): boolean {
  return Object.values(findings).every((list) => list.length === 0);
}

function lost(history: readonly Line[], tables: Tables): string[] {
  const there = new Map<string, Set<string>>();
  for (const { id, key } of [...tables.bookings, ...tables.donations])
    there.set(key, (there.get(key) ?? new Set()).add(id));
  return history
    .filter((line) => line.said === "done")
    .filter(({ id, key }) => (id === null ? !there.has(key) : !there.get(key)?.has(id)))
    .map(({ what, key }) => `the ${what} of request ${key} was acknowledged and is not there`);
}

function doubled(history: readonly Line[], tables: Tables): string[] {
  const answers = new Map<string, Set<string>>();
  for (const line of history)
    if (line.said === "done" && line.id !== null)
      answers.set(line.key, (answers.get(line.key) ?? new Set()).add(line.id));
  const twoAnswers = [...answers].filter(([, ids]) => ids.size > 1);
  const open = tables.bookings.filter(({ status }) => status === "booked");
  const recorded = tables.donations.filter(({ status }) => status === "recorded");
  const audited = new Map(tables.audits.map(({ subjectId, times }) => [subjectId, times]));
  return [
    ...twoAnswers.map(([key]) => `request ${key} was answered in two ways`),
    ...repeated(tables.bookings.map(({ key }) => key)).map((key) => `request ${key} made two bookings`),
    ...repeated(tables.donations.map(({ key }) => key)).map((key) => `request ${key} made two donations`),
    ...repeated(open.map(({ donorId }) => donorId)).map((id) => `donor ${id} holds two open bookings`),
    ...repeated(recorded.map(({ visitId }) => visitId)).map((id) => `visit ${id} has two donations`),
    ...[...tables.bookings, ...tables.donations]
      .filter(({ id }) => audited.get(id) !== 1)
      .map(({ id }) => `${id} has ${audited.get(id) ?? 0} audit rows instead of one`),
  ];
}

const givesBack = new Set(["cancelled", "drive_cancelled"]);

function oversold(tables: Tables): string[] {
  const taken = counted(tables.bookings.filter(({ status }) => !givesBack.has(status)).map(({ slotId }) => slotId));
  return tables.slots
    .filter(({ id, capacity }) => (taken.get(id) ?? 0) > capacity)
    .map(({ id, capacity }) => `slot ${id} has ${taken.get(id)} bookings and ${capacity} places`);
}

function drifted(tables: Tables): string[] {
  const taken = counted(tables.bookings.filter(({ status }) => !givesBack.has(status)).map(({ slotId }) => slotId));
  const facts = tables.donations.filter(({ status }) => status === "recorded");
  return [
    ...tables.slots
      .filter(({ id, booked }) => booked !== (taken.get(id) ?? 0))
      .map(({ id, booked }) => `slot ${id} counts ${booked} and holds ${taken.get(id) ?? 0}`),
    ...differences(totalsOf(facts), new Map(tables.totals.map((total) => [total.driveId, figuresOf(total)]))).map(
      (driveId) => `the total of drive ${driveId} is not the sum of its donations`,
    ),
    ...differences(
      counted(facts.map(cellOf)),
      new Map(tables.cells.filter(({ donations }) => donations > 0).map((cell) => [cellOf(cell), cell.donations])),
    ).map((cell) => `the breakdown of ${cell} is not the sum of its donations`),
  ];
}

function unsaid(history: readonly Line[], tables: Tables): string[] {
  const asked = new Set(history.map(({ key }) => key));
  const last = new Map(history.map((line) => [line.key, line.said]));
  return [...tables.bookings, ...tables.donations].flatMap(({ id, key }) => {
    if (!asked.has(key)) return [`${id} is there and nobody asked for it`];
    return last.get(key) === "refused" ? [`${id} is there and its client was refused`] : [];
  });
}

// ── sums ──

function totalsOf(donations: readonly Donation[]): Map<string, string> {
  const totals = new Map<string, Total>();
  for (const one of donations) {
    const { driveId } = one;
    const before = totals.get(driveId) ?? { driveId, ...nothing };
    totals.set(driveId, {
      driveId,
      donations: before.donations + 1,
      voluntary: before.voluntary + Number(one.kind === "voluntary"),
      firstTime: before.firstTime + Number(one.firstTime),
      atLeast350Ml: before.atLeast350Ml + Number(one.volumeMl >= 350),
      apheresis: before.apheresis + Number(one.component !== "whole_blood"),
      volumeMl: before.volumeMl + one.volumeMl,
    });
  }
  return new Map([...totals].map(([driveId, total]) => [driveId, figuresOf(total)]));
}

const nothing = { donations: 0, voluntary: 0, firstTime: 0, atLeast350Ml: 0, apheresis: 0, volumeMl: 0 };

const figuresOf = (total: Total) =>
  [total.donations, total.voluntary, total.firstTime, total.atLeast350Ml, total.apheresis, total.volumeMl].join(" ");

const cellOf = (one: Omit<Cell, "donations">) =>
  [one.driveId, one.kind, one.firstTime, one.component, one.volumeMl, one.segment].join(" ");

/** The keys whose values differ; a row of zeros is as good as none. */
function differences<Value>(expected: Map<string, Value>, found: Map<string, Value>): string[] {
  const zero = figuresOf({ driveId: "", ...nothing });
  return [...new Set([...expected.keys(), ...found.keys()])].filter(
    (key) => (expected.get(key) ?? zero) !== (found.get(key) ?? zero),
  );
}

function counted(names: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return counts;
}

const repeated = (names: readonly string[]) =>
  [...counted(names)].filter(([, times]) => times > 1).map(([name]) => name);
