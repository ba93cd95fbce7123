import { ScrollText } from "lucide-react";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Button } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/button-link";
import { Card } from "@/components/ui/card";
import { DayInput } from "@/components/ui/day-input";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { Select } from "@/components/ui/select";
import { Table, Td, Th } from "@/components/ui/table";
import { TextInput } from "@/components/ui/text-input";
import { auditFamilies, auditSearch, auditTrail } from "@/lib/audit/queries";
import { recordAudit } from "@/lib/audit/record";
import { staffFor } from "@/lib/auth/current";
import { formatDateTime } from "@/lib/i18n/format";
import { localizedPath } from "@/lib/i18n/path";
import type { Locale } from "@/lib/i18n/routing";

type Props = { params: Promise<{ locale: Locale }>; searchParams: Promise<Record<string, string | string[]>> };

const actorKinds = ["staff", "donor", "system", "public"] as const;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("audit"))("title") };
}

/** The audit trail, for administrators and data-protection officers; looking at it is written down as well. */
export default async function AuditPage({ params, searchParams }: Props) {
  const { locale } = await params;
  const actor = await staffFor("audit.view", locale, "/staff/audit");
  const search = auditSearch.parse(await searchParams);
  const [{ events, next }, t] = await Promise.all([auditTrail(actor, search), getTranslations("audit")]);
  await recordAudit(actor, { action: "audit.view", subjectKind: "audit", subjectId: search.id ?? null });
  const here = localizedPath(locale, "/staff/audit");
  const kept = Object.entries({ ...search, before: undefined }).filter(
    (entry): entry is [string, string] => !!entry[1],
  );
  const hrefOf = (changes: Record<string, string>) =>
    `${here}?${new URLSearchParams({ ...Object.fromEntries(kept), ...changes })}`;
  const words = t as unknown as { (key: string): string; has(key: string): boolean };
  const wordOf = (group: "action" | "subject", word: string) =>
    words.has(`${group}.${word}`) ? words(`${group}.${word}`) : word;
  return (
    <>
      <PageHeader title={t("title")}>{t("lead")}</PageHeader>
      <form
        method="get"
        className="mb-5 grid gap-3 sm:grid-cols-2 sm:items-end lg:grid-cols-3 2xl:grid-cols-[1fr_1fr_12rem_12rem_1fr_auto]"
      >
        <Select
          name="family"
          label={t("family")}
          placeholder={t("anyFamily")}
          options={auditFamilies.map((family) => ({ value: family, label: t(`families.${family}`) }))}
          defaultValue={search.family}
        />
        <Select
          name="by"
          label={t("by")}
          placeholder={t("anybody")}
          options={actorKinds.map((kind) => ({ value: kind, label: t(`kinds.${kind}`) }))}
          defaultValue={search.by}
        />
        <DayInput name="from" label={t("from")} defaultValue={search.from} />
        <DayInput name="to" label={t("to")} defaultValue={search.to} />
        <TextInput name="id" label={t("id")} defaultValue={search.id} autoComplete="off" spellCheck={false} />
        <Button type="submit" variant="secondary">
          {t("search")}
        </Button>
      </form>
      {events.length === 0 ? (
        <EmptyState
          icon={<ScrollText aria-hidden className="size-7" />}
          title={t("none")}
          action={
            <ButtonLink href={here} variant="secondary">
              {t("clear")}
            </ButtonLink>
          }
        >
          {t("noneHint")}
        </EmptyState>
      ) : (
        <Card>
          <Table caption={t("caption")} stack>
            <thead>
              <tr>
                <Th>{t("when")}</Th>
                <Th>{t("who")}</Th>
                <Th>{t("what")}</Th>
                <Th>{t("about")}</Th>
                <Th>{t("where")}</Th>
              </tr>
            </thead>
            <tbody>
              {events.map((event) => (
                <tr key={event.id}>
                  <Td label={t("when")} className="whitespace-nowrap">
                    <time dateTime={event.happenedAt.toISOString()}>{formatDateTime(locale, event.happenedAt)}</time>
                  </Td>
                  <Td label={t("who")}>
                    {event.actorName ?? t(`kinds.${event.actorKind}`)}{" "}
                    {event.actorId ? (
                      <Id id={event.actorId} href={hrefOf({ id: event.actorId })} label={t("only")} />
                    ) : null}
                  </Td>
                  <Td label={t("what")}>{wordOf("action", event.action)}</Td>
                  <Td label={t("about")}>
                    {wordOf("subject", event.subjectKind)}{" "}
                    {event.subjectId ? (
                      <Id id={event.subjectId} href={hrefOf({ id: event.subjectId })} label={t("only")} />
                    ) : null}
                  </Td>
                  <Td label={t("where")}>{event.unitName ?? "–"}</Td>
                </tr>
              ))}
            </tbody>
          </Table>
          <div className="flex flex-wrap justify-between gap-3 pt-4" data-print="hide">
            {search.before ? (
              <ButtonLink href={hrefOf({})} variant="secondary">
                {t("newest")}
              </ButtonLink>
            ) : (
              <span />
            )}
            {next ? (
              <ButtonLink href={hrefOf({ before: next })} rel="next" variant="secondary">
                {t("older")}
              </ButtonLink>
            ) : null}
          </div>
        </Card>
      )}
    </>
  );
}

/** The end of an id, enough to tell two apart; following it shows all that concerns it. */
function Id({ id, href, label }: { id: string; href: string; label: string }) {
  if (!/^[0-9a-f-]{36}$/.test(id)) return <code className="text-sm text-ink-3">{id}</code>;
  return (
    <a href={href} aria-label={`${label} …${id.slice(-6)}`} className="underline-offset-4 hover:underline">
      <code className="text-sm text-ink-3">…{id.slice(-6)}</code>
    </a>
  );
}
