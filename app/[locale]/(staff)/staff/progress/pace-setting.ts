import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { nameOf } from "@/components/progress/place";
import type { StaffActor } from "@/lib/auth/actor";
import { type CivilDate, todayInVietnam } from "@/lib/core/time";
import type { Locale } from "@/lib/i18n/routing";
import { reportingUnitsLately } from "@/lib/progress/lately";
import { type Asked, askedOf, scopeAsked } from "@/lib/progress/scope/asked";
import { publicCommunesOf, type ScopeChoice, type UnitScope } from "@/lib/progress/scope/queries";

export type PaceSearch = Record<string, string | string[] | undefined>;

/** What every page of "Tiến độ" stands on: what its address asks for, the unit it is about, and what else may be chosen. */
export interface PaceSetting {
  readonly asked: Asked;
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
  const asked = askedOf(search);
  const today = todayInVietnam(new Date());
  const t = await getTranslations("pace");
  const [all, scope] = await Promise.all([
    reportingUnitsLately(Number(today.slice(0, 4))),
    scopeAsked(actor, asked, { communes: withCommunes }),
  ]);
  if (scope === null) notFound();
  const province = scope.kind === "commune" ? scope.parent : scope;
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

/** The address of a page with what was asked and some of it changed; an empty value leaves a part out. */
export function addressWith(path: string, asked: Asked, change: Record<string, string>): string {
  const query = new URLSearchParams();
  for (const [key, value] of Object.entries({ ...asked, ...change }))
    if (value && key !== "done") query.set(key, value);
  const text = query.toString();
  return text ? `${path}?${text}` : path;
}
