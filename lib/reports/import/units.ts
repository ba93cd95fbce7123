import { nameSearchKey } from "@/lib/core/text";
import type { CivilDate } from "@/lib/core/time";
import type { ImportColumn } from "./columns";
import { fromTcvn3, looksLikeTcvn3 } from "./tcvn3";

/** A name by which a spreadsheet may mean a unit. */
export interface NameBorne {
  readonly name: string;
  /** The first day it no longer bore it; null of one it still has, or is still called by. */
  readonly until: CivilDate | null;
}

/** A unit of any time, as far as a spreadsheet may name it. */
export interface NamedUnit {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  /** Other names: those of its earlier versions, its whole name, short forms and older names in use. */
  readonly names?: readonly NameBorne[];
  readonly begins: CivilDate;
  /** The first day it no longer was. */
  readonly ends: CivilDate;
  /** Ids of the units it went into. */
  readonly successors: readonly string[];
  readonly inReach: boolean;
}

export type UnitFault = { column: ImportColumn; reason: string; facts: Record<string, string | number> };
export type UnitRemark = { remark: "former_name" | "tcvn3_converted"; facts: Record<string, string> };

/** The unit a row means in a month, or why it cannot be told. */
export type FoundUnit = { unit: NamedUnit; remarks: UnitRemark[] } | { fault: UnitFault };

type Days = { readonly startsOn: CivilDate; readonly endsOn: CivilDate };

/**
 * Finds the unit a row names by code, by name, or by both, as it was at the end of the month: that is whose report it is.
 * A name it bore before, a short form and a name typed with an ABC font are understood; a former unit is the one it went
 * into, where that is one. A code and a name that do not mean the same unit are refused, whichever of them is wrong.
 */
export function findUnit(units: readonly NamedUnit[], named: { code: string; name: string }, period: Days): FoundUnit {
  const code = named.code.trim().toLocaleUpperCase("vi");
  const rawName = named.name.trim();
  if (code === "" && rawName === "") return fault("unitCode", "unit_missing");
  const byCode = code === "" ? null : among(units, withCode(units, code), period);
  const read = readName(units, rawName);
  const byName = rawName === "" ? null : among(units, read.found, period);

  const unknown = whyUnknown({ code, byCode, byName, rawName, isOld: looksLikeTcvn3(rawName) });
  if (unknown) return { fault: unknown };
  const both = [byCode, byName].filter((one): one is Placed => one !== null && one !== "unknown");
  const unplaced = both.find((placed) => placed.kind === "unplaced");
  if (unplaced?.kind === "unplaced")
    return fault(byCode === unplaced ? "unitCode" : "unitName", unplaced.reason, {
      ...unplaced.facts,
      unit: unplaced.reason === "unit_ambiguous" ? rawName || code : (unplaced.facts.unit ?? rawName),
    });
  const [one, other] = both;
  if (one?.kind !== "unit") return fault("unitCode", "unit_missing");
  if (other?.kind === "unit" && other.unit.id !== one.unit.id)
    return fault("unitName", "unit_code_and_name_differ", { code: `${code} (${one.unit.name})`, unit: read.text });
  if (!one.unit.inReach) return fault(byCode ? "unitCode" : "unitName", "unit_out_of_reach", { unit: one.unit.name });
  const former = both.find((placed) => placed.kind === "unit" && placed.former !== null);
  const remarks: UnitRemark[] = [];
  if (former?.kind === "unit" && former.former !== null)
    remarks.push({
      remark: "former_name",
      facts: { former: former.former.name, unit: one.unit.name, code: one.unit.code, day: former.former.until },
    });
  if (read.converted) remarks.push({ remark: "tcvn3_converted", facts: { text: rawName, unit: read.text } });
  return { unit: one.unit, remarks };
}

/** A code without its leading zero, as a spreadsheet program leaves it, is the same code. */
function withCode(units: readonly NamedUnit[], code: string): Candidate[] {
  const whole = /^\d$/.test(code) ? `0${code}` : code;
  return units.filter((unit) => unit.code === whole).map((unit) => ({ unit, as: null }));
}

/**
 * The units a name may mean, and how it reads. A name that means none as it stands is read as text of an ABC font: many
 * of its letters ("HuÕ" for "Huế") are letters of Vietnamese too, so only the result tells.
 */
function readName(
  units: readonly NamedUnit[],
  rawName: string,
): { text: string; converted: boolean; found: readonly Candidate[] } {
  const converted = fromTcvn3(rawName);
  const readings = looksLikeTcvn3(rawName) ? [converted, rawName] : [rawName, converted];
  for (const text of readings) {
    const found = withName(units, text);
    if (found.length > 0) return { text, converted: text !== rawName, found };
  }
  return { text: rawName, converted: false, found: [] };
}

/** The units by every name of theirs, as it reads; made once for a list of units, which a file asks row by row. */
const namesOf = new WeakMap<readonly NamedUnit[], ReadonlyMap<string, readonly Candidate[]>>();

function withName(units: readonly NamedUnit[], text: string): readonly Candidate[] {
  const index = namesOf.get(units) ?? indexed(units);
  namesOf.set(units, index);
  return index.get(withoutTitle(nameSearchKey(text))) ?? [];
}

function indexed(units: readonly NamedUnit[]): Map<string, Candidate[]> {
  const index = new Map<string, Candidate[]>();
  for (const unit of units) {
    const byKey = new Map<string, NameBorne>();
    for (const borne of [{ name: unit.name, until: null }, ...(unit.names ?? [])]) {
      const key = withoutTitle(nameSearchKey(borne.name));
      if (key !== "") byKey.set(key, later(byKey.get(key) ?? null, borne));
    }
    for (const [key, as] of byKey) index.set(key, [...(index.get(key) ?? []), { unit, as }]);
  }
  return index;
}

/** Of two names that read alike, the one that was borne longer. */
const later = (one: NameBorne | null, other: NameBorne): NameBorne =>
  one === null || (one.until !== null && (other.until === null || other.until > one.until)) ? other : one;

/** What of a row means no unit at all: a code that is right does not excuse a name that is nobody's. */
function whyUnknown(of: {
  code: string;
  byCode: Placed | "unknown" | null;
  byName: Placed | "unknown" | null;
  rawName: string;
  isOld: boolean;
}): UnitFault | null {
  const { code, byCode, byName, rawName, isOld } = of;
  if (byCode === "unknown") return { column: "unitCode", reason: "unit_unknown", facts: { unit: code } };
  if (byName !== "unknown") return null;
  if (isOld) return { column: "unitName", reason: "tcvn3_unreadable", facts: { unit: rawName } };
  if (byCode === null) return { column: "unitName", reason: "unit_unknown", facts: { unit: rawName } };
  const whose = byCode.kind === "unit" ? byCode.unit.name : String(byCode.facts.unit ?? code);
  return { column: "unitName", reason: "unit_name_unknown", facts: { code, whose, unit: rawName } };
}

/** A unit a row may mean, and the name by which. */
interface Candidate {
  readonly unit: NamedUnit;
  readonly as: NameBorne | null;
}

type Placed =
  | { kind: "unit"; unit: NamedUnit; former: { name: string; until: CivilDate } | null }
  | { kind: "unplaced"; reason: string; facts: Record<string, string> };

/** Which of the candidates is meant in a period: the one there at its end, else what those that had ended became. */
function among(units: readonly NamedUnit[], found: readonly Candidate[], of: Days): Placed | "unknown" {
  const [first] = found;
  if (!first) return "unknown";
  const isThere = (unit: NamedUnit) => unit.begins <= of.endsOn && of.endsOn < unit.ends;
  const isBorne = ({ as }: Candidate) => as === null || as.until === null || as.until > of.startsOn;
  const there = found.filter(({ unit }) => isThere(unit));
  const borne = there.filter(isBorne);
  const then = borne.length > 0 ? borne : there;
  if (then.length > 1) return ambiguous(then.map(({ unit }) => unit));
  if (then[0]) {
    const { unit, as } = then[0];
    const former = as?.until && !isBorne(then[0]) ? { name: as.name, until: as.until } : null;
    return { kind: "unit", unit, former };
  }
  const went = found
    .filter(({ unit }) => unit.ends <= of.endsOn)
    .map(({ unit }) => ({ unit, into: heirsOf(units, unit, isThere) }));
  const into = [...new Map(went.flatMap((one) => one.into).map((unit) => [unit.id, unit])).values()];
  const [gone] = went;
  if (gone && into.length === 1 && into[0])
    return { kind: "unit", unit: into[0], former: { name: gone.unit.name, until: gone.unit.ends } };
  if (gone && went.length === 1 && into.length > 1)
    return unplaced("unit_split", { unit: gone.unit.name, day: gone.unit.ends, units: listed(into) });
  if (into.length > 1) return ambiguous(into);
  if (gone) return unplaced("unit_ended", { unit: gone.unit.name, day: gone.unit.ends });
  const before = units.filter((unit) => unit.successors.includes(first.unit.id) && isThere(unit));
  const facts = { unit: first.unit.name, day: first.unit.begins };
  return before.length > 0
    ? unplaced("unit_not_yet_others", { ...facts, units: listed(before) })
    : unplaced("unit_not_yet", facts);
}

/** What a unit that ended became, over any number of changes, as far as it is there at the time. */
function heirsOf(
  units: readonly NamedUnit[],
  gone: NamedUnit,
  isThere: (unit: NamedUnit) => boolean,
  seen: ReadonlySet<string> = new Set(),
): NamedUnit[] {
  if (seen.has(gone.id)) return [];
  const next = units.filter((unit) => gone.successors.includes(unit.id));
  return next.flatMap((unit) => (isThere(unit) ? [unit] : heirsOf(units, unit, isThere, new Set([...seen, gone.id]))));
}

const listed = (units: readonly NamedUnit[]) => units.map((unit) => `${unit.name} (${unit.code})`).join(", ");
const ambiguous = (units: readonly NamedUnit[]): Placed => unplaced("unit_ambiguous", { units: listed(units) });
const unplaced = (reason: string, facts: Record<string, string>): Placed => ({ kind: "unplaced", reason, facts });

function fault(
  column: ImportColumn,
  reason: string,
  facts: Record<string, string | number> = {},
): { fault: UnitFault } {
  return { fault: { column, reason, facts } };
}

/** "tinh quang ninh" and "tp hue" as their names alone. */
function withoutTitle(key: string): string {
  return key.replace(/^(tinh|thanh pho|tp|phuong|xa|thi tran|dac khu) (?=\S)/, "");
}
