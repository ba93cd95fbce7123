import { addCalendarMonths, type CivilDate, yearOf } from "@/lib/core/time";

/** Who can be honoured: a donor, a family of donors, somebody who brings others, a body, or a person for other merits. */
export const subjectKinds = ["donor", "family", "mobiliser", "collective", "person"] as const;
export type SubjectKind = (typeof subjectKinds)[number];

/** From whom an honour comes, lowest first. A commune stands where the district stood in Decision 122 (not verified). */
export const awardLevels = ["commune", "province", "ministry", "nation"] as const;
export type AwardLevel = (typeof awardLevels)[number];

/** What a rule counts. `nomination` counts nothing: a unit names somebody, with a citation. */
export const awardMetrics = [
  "lifetime_donations",
  "period_donations",
  "family_donations",
  "mobilised_donors",
  "target_met",
  "service_years",
  "nomination",
] as const;
export type AwardMetric = (typeof awardMetrics)[number];

/** What is handed over: phù hiệu, giấy chứng nhận, giấy khen, bằng khen, cúp, kỷ niệm chương, cờ, danh hiệu. */
export const awardObjects = [
  "badge",
  "certificate",
  "commendation",
  "certificate_of_merit",
  "cup",
  "medal",
  "flag",
  "title",
] as const;
export type AwardObject = (typeof awardObjects)[number];

/** Who signs: Ban Chỉ đạo, UBND, Hội Chữ thập đỏ, viện huyết học, bộ; which one, the honouring unit says. */
export const authorityKinds = [
  "steering_committee",
  "people_committee",
  "red_cross",
  "health_institute",
  "ministry",
] as const;
export type AuthorityKind = (typeof authorityKinds)[number];

/** One rule of one scheme, in force from `validFrom` until the day before `validTo`. */
export interface AwardRule {
  readonly id: string;
  readonly scheme: string;
  readonly scopeUnitId: string;
  readonly level: AwardLevel;
  readonly subjectKind: SubjectKind;
  readonly metric: AwardMetric;
  /** From how many on; null for nominations. */
  readonly threshold: number | null;
  /** Up to, not including, how many: "5 to 9" is 5 and 10. */
  readonly below: number | null;
  /** Counted over so many months back, where the metric is of a period. */
  readonly periodMonths: number | null;
  /** `once` in a life, or once a year. */
  readonly repeats: "once" | "yearly";
  /** So many years must pass before the same honour is given again. */
  readonly cooldownYears: number;
  /** Whoever received any honour of this level within so many years is left out. */
  readonly excludedYears: number;
  readonly object: AwardObject;
  readonly validFrom: CivilDate;
  readonly validTo: CivilDate | null;
}

/** An honour somebody holds; one that was revoked is not held. */
export interface HeldHonour {
  readonly levelKey: string;
  readonly level: AwardLevel;
  readonly threshold: number | null;
  readonly honouredOn: CivilDate;
}

/** Why a subject does not get a rule's honour on a day. */
export type HonourRefusal =
  | "below_threshold"
  | "beyond_range"
  | "already_honoured"
  | "honoured_higher"
  | "cooling_down"
  | "honoured_recently";

/** Is a rule in force on a day? */
export function isInForce(rule: Pick<AwardRule, "validFrom" | "validTo">, on: CivilDate): boolean {
  return rule.validFrom <= on && (rule.validTo === null || on < rule.validTo);
}

/**
 * The rules by which a unit honours on a day. The nation gives by the national rules of its own level. A province or
 * ministry gives by its own rules and, where it has none for that kind of subject, metric and level, by the national
 * ones (Khánh Hòa adopted Decision 122 by a decision of its own; Quảng Nam and Sóc Trăng wrote their own tiers).
 */
export function rulesFor<R extends AwardRule>(rules: readonly R[], unitId: string, on: CivilDate): R[] {
  const inForce = rules.filter((rule) => isInForce(rule, on));
  const own = inForce.filter((rule) => rule.scopeUnitId === unitId);
  if (unitId === nation) return own.filter(({ level }) => level === "nation");
  const settled = new Set(own.map(settles));
  const inherited = inForce.filter(
    (rule) => rule.scopeUnitId === nation && rule.level !== "nation" && !settled.has(settles(rule)),
  );
  return [...own, ...inherited];
}

const nation = "VN";
const settles = (rule: AwardRule) => `${rule.subjectKind} ${rule.metric} ${rule.level}`;

/**
 * The word under which the ledger of honours knows a level: nobody holds the same twice (`honour_same_level_once`). It
 * names neither province nor object, so that a donor who moves does not receive the twentieth donation's honour again;
 * a yearly honour also names its year.
 */
export function levelKeyOf(
  rule: Pick<AwardRule, "metric" | "threshold" | "level" | "repeats" | "id">,
  on: CivilDate,
): string {
  const what =
    rule.metric === "nomination" ? `nomination:${rule.id}` : `${rule.metric}:${rule.threshold}:${rule.level}`;
  return rule.repeats === "yearly" ? `${what}:${yearOf(on)}` : what;
}

/** Does a key of the ledger mean the same honour as this rule's, whichever its year? */
function isSameHonour(rule: AwardRule, held: HeldHonour): boolean {
  const plain = levelKeyOf({ ...rule, repeats: "once" }, rule.validFrom);
  return held.levelKey === plain || held.levelKey.startsWith(`${plain}:`);
}

/**
 * May this subject have this rule's honour on this day? The one question the dry run, the gathering of a round and the
 * last look before a decision all ask. `counted` is what the metric gave on that day.
 */
export function whyNotHonour(
  rule: AwardRule,
  counted: number | null,
  held: readonly HeldHonour[],
  on: CivilDate,
): HonourRefusal | null {
  if (rule.threshold !== null) {
    if (counted === null || counted < rule.threshold) return "below_threshold";
    if (rule.below !== null && counted >= rule.below) return "beyond_range";
  }
  const key = levelKeyOf(rule, on);
  if (held.some(({ levelKey }) => levelKey === key)) return "already_honoured";
  if (rule.repeats === "once" && held.some((honour) => isHigherRung(rule, honour))) return "honoured_higher";
  if (
    rule.cooldownYears > 0 &&
    held.some((h) => isSameHonour(rule, h) && isWithin(h.honouredOn, rule.cooldownYears, on))
  )
    return "cooling_down";
  if (
    rule.excludedYears > 0 &&
    held.some((honour) => honour.level === rule.level && isWithin(honour.honouredOn, rule.excludedYears, on))
  )
    return "honoured_recently";
  return null;
}

/**
 * The rungs a count has passed that nobody was ever honoured for: of the rules that are of `rule`'s kind and given once in
 * a life, those at or below the count and not held, lowest first. The rule itself is not among them.
 */
export function rungsMissed<R extends AwardRule>(
  rules: readonly R[],
  rule: Pick<AwardRule, "id" | "metric" | "subjectKind" | "threshold" | "level">,
  counted: number,
  held: readonly Pick<HeldHonour, "levelKey">[],
): R[] {
  const keys = new Set(held.map(({ levelKey }) => levelKey));
  const own = `${rule.level} ${rule.threshold}`;
  return rules
    .filter(
      (one) =>
        one.subjectKind === rule.subjectKind &&
        one.metric === rule.metric &&
        one.metric !== "nomination" &&
        one.repeats === "once" &&
        one.threshold !== null &&
        one.threshold <= counted &&
        `${one.level} ${one.threshold}` !== own &&
        !keys.has(levelKeyOf(one, one.validFrom)),
    )
    .sort((a, b) => (a.threshold ?? 0) - (b.threshold ?? 0));
}

/** A rung of the same ladder above this one: whoever was honoured for thirty donations is not called back for twenty. */
function isHigherRung(rule: AwardRule, honour: HeldHonour): boolean {
  return (
    rule.threshold !== null &&
    honour.threshold !== null &&
    honour.threshold > rule.threshold &&
    honour.level === rule.level &&
    honour.levelKey.startsWith(`${rule.metric}:`)
  );
}

/** Did something lie less than so many calendar years before a day? */
function isWithin(earlier: CivilDate, years: number, on: CivilDate): boolean {
  return addCalendarMonths(earlier, years * 12) > on;
}

/**
 * Of the rules of one ladder (same subject, metric, level, repeated alike) the highest rung that may be given now: who
 * gives for the fifty-second time is a candidate for fifty, not for forty as well. Rules of different ladders stay
 * apart. In the order of the rules given.
 */
export function rungsToGive<R extends AwardRule>(
  rules: readonly R[],
  countedBy: (rule: R) => number | null,
  held: readonly HeldHonour[],
  on: CivilDate,
): R[] {
  const best = new Map<string, R>();
  for (const rule of rules) {
    if (whyNotHonour(rule, countedBy(rule), held, on) !== null) continue;
    const ladder = `${settles(rule)} ${rule.repeats} ${rule.scheme} ${rule.metric === "nomination" ? rule.id : ""}`;
    const before = best.get(ladder);
    if (!before || (rule.threshold ?? 0) > (before.threshold ?? 0)) best.set(ladder, rule);
  }
  const chosen = new Set(best.values());
  return rules.filter((rule) => chosen.has(rule));
}
