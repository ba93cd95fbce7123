import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { DraftForm } from "@/components/mergers/draft-form";
import { Breadcrumbs } from "@/components/ui/breadcrumbs";
import { Card } from "@/components/ui/card";
import { PageHeader } from "@/components/ui/page-header";
import { staffFor } from "@/lib/auth/current";
import { newId } from "@/lib/core/ids";
import { formatList } from "@/lib/i18n/format";
import { localizedPath } from "@/lib/i18n/path";
import type { Locale } from "@/lib/i18n/routing";
import { mayChange } from "@/lib/mergers/policy";
import { type Decision, decision } from "@/lib/mergers/queries";
import { draftChoices } from "../../draft-choices";
import { UnitPicker, unitsAsked } from "../../unit-picker";

type Props = {
  params: Promise<{ locale: Locale; id: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("mergers.wizard"))("editTitle") };
}

/** Editing a draft: its units (in the address until they are saved), what becomes of them, the decision. */
export default async function EditDraftPage({ params, searchParams }: Props) {
  const { locale, id } = await params;
  const actor = await staffFor("unit.draft", locale, `/staff/units/changes/${id}/edit`);
  const draft = await decision(actor, id);
  if (draft === null || draft.status !== "draft" || !mayChange(actor, "unit.draft", draft.taken)) notFound();
  const [asked, t] = await Promise.all([searchParams, getTranslations("mergers")]);
  const named = unitsAsked(asked.unit);
  const chosen = named.length > 0 ? named : draft.taken.map((unit) => unit.id);
  const here = localizedPath(locale, `/staff/units/changes/${id}/edit`);
  const view = localizedPath(locale, `/staff/units/changes/${id}`);
  const href = (fields: Record<string, string>, units: readonly string[]) => {
    const query = new URLSearchParams(fields);
    for (const unit of units) query.append("unit", unit);
    return `${here}?${query}`;
  };
  const { units, choices } = await draftChoices(actor, draft.kind, chosen, draft.left.length);
  const summary = t("change.summary", {
    kind: t(`kind.${draft.kind}`),
    taken: formatList(
      locale,
      units.map((unit) => unit.fullName),
    ),
  });
  return (
    <div className="max-w-4xl">
      <Breadcrumbs
        crumbs={[
          { label: t("list.title"), href: localizedPath(locale, "/staff/units") },
          { label: t("status.draft"), href: view },
          { label: t("wizard.edit") },
        ]}
      />
      <PageHeader title={t("wizard.editTitle")} />
      {asked.step === "units" ? (
        <UnitPicker
          actor={actor}
          locale={locale}
          kind={draft.kind}
          chosen={chosen}
          q={[asked.q ?? ""].flat()[0] ?? ""}
          action={here}
          hidden={{ step: "units" }}
          hrefOf={(ids) => href({ step: "units" }, ids)}
          next={href({}, chosen)}
        />
      ) : (
        <Card>
          <p className="mb-6 text-lg font-medium">{summary}</p>
          <DraftForm
            choices={choices}
            hidden={{ kind: draft.kind, requestKey: newId(), decisionId: draft.id, version: `${draft.version}` }}
            values={valuesOf(draft)}
            back={view}
          />
        </Card>
      )}
    </div>
  );
}

/** A draft as the fields of its form. */
function valuesOf(draft: Decision): Record<string, string> {
  const values: Record<string, string | null | undefined> = {
    parentId: draft.left[0]?.parentId,
    number: draft.number,
    issuer: draft.issuer,
    signatory: draft.signatory,
    decidedOn: draft.decidedOn,
    effectiveOn: draft.effectiveOn,
    note: draft.note,
  };
  for (const part of draft.left) {
    values[`name.${part.position}`] = part.name;
    values[`type.${part.position}`] = part.type;
    values[`code.${part.position}`] = part.code;
    values[`nameEn.${part.position}`] = part.nameEn;
    values[`share.${part.position}`] = part.sharePercent === null ? null : `${part.sharePercent}`.replace(".", ",");
  }
  for (const share of draft.shares) values[`share.${share.kind}.${share.subjectId}`] = `${share.position}`;
  return Object.fromEntries(Object.entries(values).flatMap(([name, value]) => (value ? [[name, value]] : [])));
}
