import { X } from "lucide-react";
import { getTranslations } from "next-intl/server";
import { Button } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/button-link";
import { Card } from "@/components/ui/card";
import { CardTitle } from "@/components/ui/card-title";
import { TextInput } from "@/components/ui/text-input";
import { UnitTable } from "@/components/units/unit-table";
import type { StaffActor } from "@/lib/auth/actor";
import { todayInVietnam } from "@/lib/core/time";
import type { Locale } from "@/lib/i18n/routing";
import { takenUnits } from "@/lib/mergers/queries";
import type { ChangeKind } from "@/lib/mergers/rules";
import { unitsFound } from "@/lib/units/history/queries";
import { unitSearch } from "@/lib/units/history/schema";

/** The units named in an address: `unit` once or several times, at most as many as a decision may hold. */
export function unitsAsked(value: string | string[] | undefined): string[] {
  return [...new Set([value ?? []].flat())].slice(0, 60);
}

/**
 * Choosing units by searching and adding: everything chosen stands in the address, so Back works and nothing is lost.
 * `hrefOf` makes the address of this step with these units; `next` is where to go on to with them.
 */
export async function UnitPicker({
  actor,
  kind,
  chosen,
  q,
  action,
  hidden,
  hrefOf,
  next,
}: {
  actor: StaffActor;
  locale: Locale;
  kind: ChangeKind;
  chosen: readonly string[];
  q: string;
  action: string;
  hidden: Record<string, string>;
  hrefOf: (units: readonly string[]) => string;
  next: string;
}) {
  const t = await getTranslations("mergers");
  const today = todayInVietnam(new Date());
  const units = await takenUnits(actor, chosen);
  const first = units[0];
  const several = kind === "merge";
  // Those that could go together: of the same level, communes of the same province.
  const search = unitSearch.parse({
    q,
    ...(several && first ? { kind: first.kind, ...(first.kind === "commune" ? { parent: first.parentId } : {}) } : {}),
  });
  const found = q || (several && first) ? await unitsFound(actor, search, today) : { items: [], total: 0 };
  const enough = several ? units.length >= 2 : units.length === 1;
  const offered = found.items.filter((unit) => unit.kind !== "nation" && !chosen.includes(unit.id));
  return (
    <div className="flex flex-col gap-5">
      <Card>
        <CardTitle className="mb-3">{t("wizard.chosen")}</CardTitle>
        {units.length === 0 ? (
          <p className="text-ink-2">{t("wizard.noneChosen")}</p>
        ) : (
          <ul className="flex flex-wrap gap-2">
            {units.map((unit) => (
              <li
                key={unit.id}
                className="flex items-center gap-1 rounded-control border border-line bg-sunk pl-3.5 font-medium"
              >
                <span>
                  {unit.fullName}
                  {unit.kind === "commune" ? (
                    <span className="font-normal text-ink-2"> · {unit.parentName}</span>
                  ) : null}
                </span>
                <a
                  href={hrefOf(chosen.filter((id) => id !== unit.id))}
                  aria-label={t("wizard.remove", { name: unit.fullName })}
                  className="flex size-11 items-center justify-center rounded-control text-ink-2 hover:text-ink"
                >
                  <X aria-hidden className="size-4.5" />
                </a>
              </li>
            ))}
          </ul>
        )}
        <div className="mt-4 flex flex-wrap items-center gap-3">
          {enough ? (
            <ButtonLink variant="primary" href={next}>
              {t("wizard.goOn")}
            </ButtonLink>
          ) : (
            <p className="text-ink-2">{t(several ? "wizard.needTwo" : "wizard.needOne")}</p>
          )}
        </div>
      </Card>
      <Card>
        <form action={action} className="flex flex-wrap items-end gap-2.5">
          {Object.entries(hidden).map(([name, value]) => (
            <input key={name} type="hidden" name={name} value={value} />
          ))}
          {chosen.map((id) => (
            <input key={id} type="hidden" name="unit" value={id} />
          ))}
          <TextInput
            name="q"
            type="search"
            label={t("wizard.find")}
            placeholder={t("list.searchHint")}
            defaultValue={q}
            fieldClassName="min-w-0 flex-1 basis-60 sm:max-w-120"
          />
          <Button type="submit" variant="ink" className="min-h-12">
            {t("list.searchButton")}
          </Button>
        </form>
        {offered.length > 0 ? (
          <div className="mt-4">
            <UnitTable
              units={offered}
              action={(unit) => (
                <ButtonLink href={hrefOf(several ? [...chosen, unit.id] : [unit.id])}>
                  {t("wizard.add")}
                  <span className="sr-only"> {unit.fullName}</span>
                </ButtonLink>
              )}
            />
          </div>
        ) : q ? (
          <p className="mt-4 text-ink-2">{t("list.none")}</p>
        ) : null}
      </Card>
    </div>
  );
}
