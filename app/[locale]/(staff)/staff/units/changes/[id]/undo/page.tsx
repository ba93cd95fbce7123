import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { UndoForm } from "@/components/mergers/decision-deeds";
import { Breadcrumbs } from "@/components/ui/breadcrumbs";
import { Card } from "@/components/ui/card";
import { PageHeader } from "@/components/ui/page-header";
import { staffFor } from "@/lib/auth/current";
import { localizedPath } from "@/lib/i18n/path";
import type { Locale } from "@/lib/i18n/routing";
import { mayChange } from "@/lib/mergers/policy";
import { decision } from "@/lib/mergers/queries";

type Props = { params: Promise<{ locale: Locale; id: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("mergers.change"))("undoTitle") };
}

/** Asks why a change is to be undone, and says what that does. */
export default async function UndoChangePage({ params }: Props) {
  const { locale, id } = await params;
  const actor = await staffFor("unit.change", locale, `/staff/units/changes/${id}/undo`);
  const one = await decision(actor, id);
  if (one === null || one.status !== "carried_out" || !mayChange(actor, "unit.change", one.taken)) notFound();
  const t = await getTranslations("mergers");
  const view = localizedPath(locale, `/staff/units/changes/${id}`);
  return (
    <div className="max-w-2xl">
      <Breadcrumbs
        crumbs={[
          { label: t("list.title"), href: localizedPath(locale, "/staff/units") },
          { label: one.number ?? t("wizard.decision"), href: view },
          { label: t("change.undo") },
        ]}
      />
      <PageHeader title={t("change.undoTitle")}>{t("change.undoLead")}</PageHeader>
      <Card>
        <UndoForm decisionId={one.id} version={one.version} back={view} />
      </Card>
    </div>
  );
}
