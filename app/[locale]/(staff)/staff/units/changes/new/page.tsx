import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { DraftForm } from "@/components/mergers/draft-form";
import { Breadcrumbs } from "@/components/ui/breadcrumbs";
import { Card } from "@/components/ui/card";
import { PageHeader } from "@/components/ui/page-header";
import { Steps } from "@/components/ui/steps";
import { staffFor } from "@/lib/auth/current";
import { newId } from "@/lib/core/ids";
import { formatList } from "@/lib/i18n/format";
import { localizedPath } from "@/lib/i18n/path";
import type { Locale } from "@/lib/i18n/routing";
import { changeKinds } from "@/lib/mergers/rules";
import { draftChoices } from "../draft-choices";
import { UnitPicker, unitsAsked } from "../unit-picker";

type Props = {
  params: Promise<{ locale: Locale }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("mergers.wizard"))("title") };
}

/** Recording a change, step by step: which kind, which units, into what and by which decision. */
export default async function NewChangePage({ params, searchParams }: Props) {
  const { locale } = await params;
  const actor = await staffFor("unit.draft", locale, "/staff/units/changes/new");
  const [asked, t] = await Promise.all([searchParams, getTranslations("mergers")]);
  const kind = changeKinds.find((known) => known === asked.kind) ?? null;
  const chosen = unitsAsked(asked.unit);
  const here = localizedPath(locale, "/staff/units/changes/new");
  const href = (fields: { kind?: string; step?: string }, units: readonly string[]) => {
    const query = new URLSearchParams(fields as Record<string, string>);
    for (const unit of units) query.append("unit", unit);
    return `${here}?${query}`;
  };
  const step = kind === null ? 1 : asked.step === "form" && chosen.length > 0 ? 3 : 2;
  return (
    <div className="max-w-4xl">
      <Breadcrumbs
        crumbs={[{ label: t("list.title"), href: localizedPath(locale, "/staff/units") }, { label: t("wizard.title") }]}
      />
      <PageHeader title={t("wizard.title")} />
      <Steps
        title={t(step === 1 ? "wizard.stepKind" : step === 2 ? "wizard.stepUnits" : "wizard.stepForm")}
        step={step}
        steps={4}
        backHref={
          step === 1
            ? localizedPath(locale, "/staff/units")
            : step === 2
              ? href({}, chosen)
              : href({ kind: kind ?? "" }, chosen)
        }
      />
      {kind === null ? (
        <ul className="grid gap-3 sm:grid-cols-2">
          {changeKinds.map((one) => (
            <li key={one}>
              <a
                href={href({ kind: one }, one === "merge" ? chosen : chosen.slice(0, 1))}
                className="block min-h-20 rounded-card border border-line bg-card p-5 hover:border-edge"
              >
                <span className="block text-lg font-semibold tracking-tight">{t(`kind.${one}`)}</span>
                <span className="block text-ink-2">{t(`kindHint.${one}`)}</span>
              </a>
            </li>
          ))}
        </ul>
      ) : step === 2 ? (
        <UnitPicker
          actor={actor}
          locale={locale}
          kind={kind}
          chosen={chosen}
          q={[asked.q ?? ""].flat()[0] ?? ""}
          action={here}
          hidden={{ kind }}
          hrefOf={(units) => href({ kind }, units)}
          next={href({ kind, step: "form" }, chosen)}
        />
      ) : (
        <Form actor={actor} kind={kind} chosen={chosen} locale={locale} back={href({ kind }, chosen)} />
      )}
    </div>
  );
}

async function Form({
  actor,
  kind,
  chosen,
  locale,
  back,
}: {
  actor: Awaited<ReturnType<typeof staffFor>>;
  kind: (typeof changeKinds)[number];
  chosen: readonly string[];
  locale: Locale;
  back: string;
}) {
  const [{ units, choices }, t] = await Promise.all([draftChoices(actor, kind, chosen), getTranslations("mergers")]);
  const [first] = units;
  return (
    <Card>
      <p className="mb-6 text-lg font-medium">
        {t("change.summary", {
          kind: t(`kind.${kind}`),
          taken: formatList(
            locale,
            units.map((unit) => unit.fullName),
          ),
        })}
      </p>
      <DraftForm
        choices={choices}
        hidden={{ kind, requestKey: newId() }}
        values={
          first && kind !== "split"
            ? { "type.1": first.type, ...(kind === "merge" ? {} : { "name.1": first.name }) }
            : {}
        }
        back={back}
      />
    </Card>
  );
}
