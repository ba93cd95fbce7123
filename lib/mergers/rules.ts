import { addDays, type CivilDate } from "@/lib/core/time";
import { type ChangingKind, typesOfKind } from "@/lib/units/naming";

/** What can be decided about units. */
export const changeKinds = ["merge", "split", "rename", "upgrade", "move"] as const;
export type ChangeKind = (typeof changeKinds)[number];

/** How a recorded decision stands. */
export const decisionStates = ["draft", "withdrawn", "carried_out", "undone"] as const;
export type DecisionState = (typeof decisionStates)[number];

/** Kinds after which an old unit is no more and a new one begins. */
export const makesUnits = (kind: ChangeKind): boolean => kind === "merge" || kind === "split";

/** A unit a decision takes, as it stands now. */
export interface TakenUnit {
  readonly id: string;
  readonly kind: ChangingKind;
  readonly code: string;
  readonly type: string;
  readonly name: string;
  readonly fullName: string;
  readonly parentId: string | null;
  readonly validFrom: CivilDate;
  readonly validTo: CivilDate | null;
  /** The day of the latest change that is held of it: its beginning, a new name, a new kind, another province. */
  readonly changedOn: CivilDate;
}

/** A unit a decision leaves: new, or the same one under another name, of another kind, in another province. */
export interface LeftUnit {
  readonly position: number;
  readonly code: string | null;
  readonly name: string | null;
  readonly type: string | null;
  readonly nameEn: string | null;
  readonly parentId: string | null;
  readonly sharePercent: number | null;
}

/** A unit of the present that bears a name or code asked for. */
export interface Bearer {
  readonly position: number;
  readonly fullName: string;
}

/** All that is known before a decision is carried out. */
export interface ChangeFacts {
  readonly kind: ChangeKind;
  readonly status: DecisionState;
  readonly number: string | null;
  readonly decidedOn: CivilDate | null;
  readonly effectiveOn: CivilDate | null;
  readonly issuer: string | null;
  readonly taken: readonly TakenUnit[];
  readonly left: readonly LeftUnit[];
  /** Other units of that day, of the same kind and place, that bear the name or code. */
  readonly nameBearers: readonly Bearer[];
  readonly codeBearers: readonly Bearer[];
  /** The latest report of a touched unit about days from the effective one on. */
  readonly reported: { readonly unit: string; readonly until: CivilDate } | null;
}

export type ChangeRefusal =
  | "not_a_draft"
  | "too_few_units"
  | "too_few_parts"
  | "into_itself"
  | "kinds_differ"
  | "provinces_differ"
  | "not_for_ministries"
  | "number_missing"
  | "issuer_missing"
  | "decided_on_missing"
  | "effective_on_missing"
  | "effective_before_decided"
  | "too_early"
  | "unit_not_then"
  | "earlier_change"
  | "name_missing"
  | "code_missing"
  | "code_malformed"
  | "type_missing"
  | "same_as_now"
  | "name_taken"
  | "name_twice"
  | "code_taken"
  | "code_twice"
  | "parent_missing"
  | "shares_not_whole"
  | "reported";

export interface WhyNot<R extends string> {
  readonly refusal: R;
  readonly facts?: Record<string, string | number>;
}

/** Why a decision cannot be carried out as it stands, the first reason in the order in which one fills it in; null when it can. */
export function whyNotCarryOut(change: ChangeFacts, today: CivilDate): WhyNot<ChangeRefusal> | null {
  return (
    (change.status === "draft" ? null : { refusal: "not_a_draft" }) ??
    whyNotTheseUnits(change) ??
    whyNotThatDay(change, today) ??
    whyNotTheseParts(change) ??
    (change.reported ? { refusal: "reported", facts: change.reported } : null)
  );
}

/** Why a decision of this kind cannot be about these units; asked already while it is drafted. */
export function whyNotTheseUnits(change: Pick<ChangeFacts, "kind" | "taken" | "left">): WhyNot<ChangeRefusal> | null {
  const { kind, taken, left } = change;
  const [first] = taken;
  if (!first) return { refusal: "too_few_units" };
  if (new Set(taken.map((unit) => unit.id)).size < taken.length)
    return { refusal: "into_itself", facts: { unit: first.fullName } };
  if (kind === "merge" && taken.length < 2) return { refusal: "too_few_units" };
  const other = taken.find((unit) => unit.kind !== first.kind);
  if (other) return { refusal: "kinds_differ", facts: { unit: first.fullName, other: other.fullName } };
  const elsewhere = taken.find((unit) => unit.kind === "commune" && unit.parentId !== first.parentId);
  if (elsewhere) return { refusal: "provinces_differ", facts: { unit: first.fullName, other: elsewhere.fullName } };
  if (first.kind === "ministry" && kind !== "rename" && kind !== "merge")
    return { refusal: "not_for_ministries", facts: { unit: first.fullName } };
  if (kind !== "move") return null;
  if (first.kind !== "commune") return { refusal: "not_for_ministries", facts: { unit: first.fullName } };
  const to = left[0]?.parentId ?? null;
  if (to !== null && to === first.parentId) return { refusal: "into_itself", facts: { unit: first.fullName } };
  return null;
}

function whyNotThatDay(change: ChangeFacts, today: CivilDate): WhyNot<ChangeRefusal> | null {
  const { number, issuer, decidedOn, effectiveOn, taken } = change;
  if (!number) return { refusal: "number_missing" };
  if (!issuer) return { refusal: "issuer_missing" };
  if (!decidedOn) return { refusal: "decided_on_missing" };
  if (!effectiveOn) return { refusal: "effective_on_missing" };
  if (effectiveOn < decidedOn)
    return { refusal: "effective_before_decided", facts: { day: effectiveOn, decided: decidedOn } };
  if (effectiveOn > today) return { refusal: "too_early", facts: { day: effectiveOn } };
  for (const unit of taken) {
    if (unit.validFrom >= effectiveOn || (unit.validTo !== null && unit.validTo <= effectiveOn))
      return { refusal: "unit_not_then", facts: { unit: unit.fullName, day: effectiveOn } };
    if (unit.validTo !== null || unit.changedOn >= effectiveOn)
      return { refusal: "earlier_change", facts: { unit: unit.fullName, day: unit.validTo ?? unit.changedOn } };
  }
  return null;
}

function whyNotTheseParts(change: ChangeFacts): WhyNot<ChangeRefusal> | null {
  const { kind, taken, left, nameBearers, codeBearers } = change;
  const first = taken[0] as TakenUnit;
  if (kind === "move") return left[0]?.parentId ? null : { refusal: "parent_missing" };
  if (kind === "split" && left.length < 2) return { refusal: "too_few_parts" };
  for (const part of left) {
    const where = { position: part.position };
    if (kind !== "upgrade" && !part.name) return { refusal: "name_missing", facts: where };
    if (kind !== "rename" && !isTypeOf(first.kind, part.type)) return { refusal: "type_missing", facts: where };
    if (makesUnits(kind) && !part.code) return { refusal: "code_missing", facts: where };
    if (makesUnits(kind) && !isCodeOf(first.kind, part.code))
      return { refusal: "code_malformed", facts: { ...where, code: part.code ?? "" } };
    const name = nameBearers.find((bearer) => bearer.position === part.position);
    if (name) return { refusal: "name_taken", facts: { ...where, unit: name.fullName } };
    const code = codeBearers.find((bearer) => bearer.position === part.position);
    if (code) return { refusal: "code_taken", facts: { ...where, unit: code.fullName, code: part.code ?? "" } };
  }
  if (kind === "rename" && left[0]?.name === first.name)
    return { refusal: "same_as_now", facts: { unit: first.fullName } };
  if (kind === "upgrade" && left[0]?.type === first.type && (left[0]?.name ?? first.name) === first.name)
    return { refusal: "same_as_now", facts: { unit: first.fullName } };
  if (repeated(left.map((part) => `${part.type} ${part.name?.toLocaleLowerCase("vi")}`)))
    return { refusal: "name_twice" };
  if (makesUnits(kind) && repeated(left.map((part) => `${part.code}`))) return { refusal: "code_twice" };
  if (kind === "split") {
    const whole = left.reduce((sum, part) => sum + Math.round((part.sharePercent ?? 0) * 100), 0);
    if (whole !== 10_000) return { refusal: "shares_not_whole", facts: { sum: whole / 100 } };
  }
  return null;
}

const repeated = (words: readonly string[]) => new Set(words).size < words.length;

function isTypeOf(kind: ChangingKind, type: string | null): boolean {
  return type !== null && (typesOfKind[kind] as readonly string[]).includes(type);
}

/** The state's codes: two digits for a province, five for a commune; a ministry's is of letters. */
export function isCodeOf(kind: ChangingKind, code: string | null): boolean {
  const shape = { province: /^\d{2}$/, commune: /^\d{5}$/, ministry: /^[A-Z]{2,10}$/ }[kind];
  return code !== null && shape.test(code);
}

/**
 * Our own id for a unit that begins on a day, never used twice: its state code, and the day, as the code may have
 * been another unit's and may become one's again ("C00004-20261201").
 */
export function newUnitId(kind: ChangingKind, code: string, begins: CivilDate): string {
  return `${{ province: "P", commune: "C", ministry: "M" }[kind]}${code}-${begins.replaceAll("-", "")}`;
}

/**
 * A whole number shared out by per cent so that the parts add up to it again: what rounding leaves goes to the parts
 * that lost most of it, the first of them first.
 */
export function shareOut(whole: number, percents: readonly number[]): number[] {
  const exact = percents.map((percent) => (whole * percent) / 100);
  const parts = exact.map(Math.floor);
  const order = exact
    .map((value, index) => ({ index, lost: value - Math.floor(value) }))
    .sort((a, b) => b.lost - a.lost || a.index - b.index);
  let left = Math.round(whole - parts.reduce((sum, part) => sum + part, 0));
  for (const { index } of order) {
    if (left <= 0) break;
    parts[index] = (parts[index] ?? 0) + 1;
    left -= 1;
  }
  return parts;
}

// ── the review list ──

/**
 * What must be looked at again after a border change: the committee reorganised, its people filled, the mechanism of
 * three sides and the joint documents made anew (mid-year meeting of the National Steering Committee, 10 July 2025).
 */
export const reviewTasks = ["committee", "staff", "joint_mechanism", "joint_documents"] as const;
export type ReviewTask = (typeof reviewTasks)[number];
export const reviewStates = ["open", "doing", "done", "not_needed"] as const;
export type ReviewState = (typeof reviewStates)[number];

/** Days after the change by which each task is due, unless somebody sets another day. Ours: no document sets any. */
const dueAfterDays: Record<ReviewTask, number> = { committee: 30, staff: 45, joint_mechanism: 60, joint_documents: 90 };

/** The day a task is due, never one that lies behind when the change is recorded late. */
export function reviewDueOn(task: ReviewTask, changedOn: CivilDate, today: CivilDate): CivilDate {
  return addDays(changedOn > today ? changedOn : today, dueAfterDays[task]);
}
