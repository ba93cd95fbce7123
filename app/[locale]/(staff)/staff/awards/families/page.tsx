import { Users } from "lucide-react";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { AwardSections } from "@/components/awards/award-sections";
import { MakeFamilyForm } from "@/components/awards/family-forms";
import { FamilyPanel } from "@/components/awards/family-panel";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { CardTitle } from "@/components/ui/card-title";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { Pagination } from "@/components/ui/pagination";
import { TextInput } from "@/components/ui/text-input";
import { staffFor } from "@/lib/auth/current";
import { families, familyOf, familyPageSize } from "@/lib/awards/families/queries";
import { donorsForPaper } from "@/lib/awards/papers/queries";
import { honouringUnits } from "@/lib/awards/units/queries";
import { newId } from "@/lib/core/ids";
import { localizedPath } from "@/lib/i18n/path";
import type { Locale } from "@/lib/i18n/routing";

type Props = {
  params: Promise<{ locale: Locale }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("awards.families"))("title") };
}

/** Families of donors: what each has given together, its next honour, and who belongs to it. */
export default async function FamiliesPage({ params, searchParams }: Props) {
  const { locale } = await params;
  const actor = await staffFor("award.count", locale, "/staff/awards/families");
  const asked = await searchParams;
  const word = (name: string) => (typeof asked[name] === "string" ? asked[name] : "");
  const page = Math.max(1, Math.min(1000, Number.parseInt(word("page") || "1", 10) || 1));
  const [{ items, total }, chosen, found, units, awards, t] = await Promise.all([
    families(actor, { q: word("q"), page }),
    familyOf(actor, word("family")),
    donorsForPaper(actor, word("donor")),
    honouringUnits(actor, "award.count"),
    getTranslations("awards"),
    getTranslations("awards.families"),
  ]);
  const here = localizedPath(locale, "/staff/awards/families");
  const provinces = units.filter(({ kind }) => kind === "province");
  return (
    <>
      <PageHeader title={awards("title")}>{t("lead")}</PageHeader>
      <AwardSections actor={actor} current="families" hrefOf={(path) => localizedPath(locale, path)} />
      <div className="grid grid-cols-1 items-start gap-6 xl:grid-cols-[minmax(0,1fr)_24rem]">
        <div className="min-w-0 max-xl:order-2">
          <form action={here} className="mb-4 flex items-end gap-2.5">
            <TextInput
              name="q"
              type="search"
              label={t("search")}
              defaultValue={word("q")}
              fieldClassName="min-w-0 flex-1"
            />
            <Button type="submit" variant="secondary" className="min-h-12">
              {awards("nominate.findButton")}
            </Button>
          </form>
          {items.length === 0 ? (
            <EmptyState icon={<Users aria-hidden className="size-7" />} title={t("none")} />
          ) : (
            <Card>
              <p className="mb-1 text-sm text-ink-2">{t("total", { count: total })}</p>
              <ul className="divide-y divide-line">
                {items.map((family) => (
                  <li key={family.id} className="grid gap-x-4 gap-y-1 py-3 sm:grid-cols-2">
                    <div className="min-w-0">
                      <a
                        href={`${here}?family=${family.id}`}
                        aria-current={family.id === chosen?.id ? "true" : undefined}
                        className="font-medium text-blood-ink underline-offset-4 hover:underline"
                      >
                        {family.name}
                      </a>
                      <p className="text-sm text-ink-2">
                        {[family.place, t("members", { count: family.members })].filter(Boolean).join(" · ")}
                      </p>
                    </div>
                    <div className="sm:text-right">
                      <p className="font-semibold tabular-nums">{t("together", { count: family.donations })}</p>
                      <p className="text-sm text-ink-2">
                        {family.next
                          ? t("next", {
                              left: family.next.left,
                              name: locale === "en" ? family.next.nameEn : family.next.nameVi,
                            })
                          : t("top")}
                      </p>
                    </div>
                  </li>
                ))}
              </ul>
              <Pagination
                page={page}
                pageSize={familyPageSize}
                total={total}
                hrefOf={(next) =>
                  `${here}?${new URLSearchParams({ page: `${next}`, ...(word("q") ? { q: word("q") } : {}) })}`
                }
              />
            </Card>
          )}
        </div>
        <div className="flex flex-col gap-5">
          {chosen ? <FamilyPanel family={chosen} found={found} asked={word("donor")} here={here} /> : null}
          {provinces.length > 0 ? (
            <Card>
              <CardTitle className="mb-3">{t("make")}</CardTitle>
              <MakeFamilyForm
                familyId={newId()}
                units={provinces.map(({ id, name }) => ({ value: id, label: name }))}
              />
            </Card>
          ) : null}
        </div>
      </div>
    </>
  );
}
