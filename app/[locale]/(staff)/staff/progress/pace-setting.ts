import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { nameOf } from "@/components/progress/place";
import type { StaffActor } from "@/lib/auth/actor";
import { type CivilDate, todayInVietnam } from "@/lib/core/time";
import type { Locale } from "@/lib/i18n/routing";
import { reportingUnitsLately } from "@/lib/progress/lately";
import {
  publicCodesOf,
  publicCommunesOf,
  publicScope,
  type ScopeChoice,
  type UnitScope,
} from "@/lib/progress/scope/queries";

export type PaceSearch = Record<string, string | string[] | undefined>;

/** What every page of "Tiến độ" stands on: what its address asks for, the unit it is about, and what else may be chosen. */
export interface PaceSetting {
  readonly asked: Readonly<Record<string, string | undefined>>;
  readonly scope: UnitScope;
  /** The unit's name as a heading says it. */
  readonly name: string;
  readonly units: { value: string; label: string }[];
  /** The communes of the province the view is in. */
  readonly communes: ScopeChoice[];
  readonly today: CivilDate;
}

/**
 * Reads unit and commune from the address; where it names none, the view opens where the reader works. A code that no
 * unit bears is not found; a page that has nothing to say of communes takes the commune's province instead.
 */
export async function paceSetting(
  actor: StaffActor,
  locale: Locale,
  search: PaceSearch,
  { communes: withCommunes = false }: { communes?: boolean } = {},
): Promise<PaceSetting> {
  const asked = Object.fromEntries(
    Object.entries(search).map(([key, value]) => [key, Array.isArray(value) ? value[0] : value]),
  );
  const today = todayInVietnam(new Date());
  const t = await getTranslations("pace");
  const [all, code] = await Promise.all([
    reportingUnitsLately(Number(today.slice(0, 4))),
    asked.unit ? asked.unit : ownCode(actor),
  ]);
  const unit = await publicScope(code || "VN");
  if (unit === null) notFound();
  const province = unit.kind === "commune" ? unit.parent : unit;
  const commune = withCommunes && asked.commune ? await publicScope(asked.commune) : null;
  const chosen = commune?.parent?.id === province?.id ? commune : null;
  const scope =
    chosen ?? (unit.kind === "commune" && !withCommunes && province ? await publicScope(province.code) : unit);
  if (scope === null) notFound();
  return {
    asked,
    scope,
    name: scope.kind === "nation" ? t("nation") : nameOf(locale, scope),
    units: [
      { value: "VN", label: t("nation") },
      ...all.map((one) => ({ value: one.code, label: nameOf(locale, one) })),
    ],
    communes: withCommunes && province && /^\d\d$/.test(province.code) ? await publicCommunesOf(province.id) : [],
    today,
  };
}

async function ownCode(actor: StaffActor): Promise<string | null> {
  if (actor.grants.some(({ scope }) => scope.kind === "nation")) return null;
  const ids = actor.grants.flatMap(({ scope }) => (scope.kind === "unit" ? [scope.unitId] : []));
  return ids.length === 0 ? null : ((await publicCodesOf(ids))[0] ?? null);
}

/** The address of a page with what was asked and some of it changed; an empty value leaves a part out. */
export function addressWith(
  path: string,
  asked: Readonly<Record<string, string | undefined>>,
  change: Record<string, string>,
): string {
  const query = new URLSearchParams();
  for (const [key, value] of Object.entries({ ...asked, ...change }))
    if (value && key !== "done") query.set(key, value);
  const text = query.toString();
  return text ? `${path}?${text}` : path;
}
