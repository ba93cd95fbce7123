import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { PublicShell } from "@/components/shell/public-shell";
import { Card } from "@/components/ui/card";
import { CardTitle } from "@/components/ui/card-title";
import { PageHeader } from "@/components/ui/page-header";
import { RowHeader, Table, Td, Th } from "@/components/ui/table";
import { formatDate, formatNumber } from "@/lib/i18n/format";
import { publicAttributions } from "@/lib/imports/attributions";
import {
  type PublishedSource,
  publicConflicts,
  publicFigureCount,
  publicPublishedSources,
} from "@/lib/progress/published";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("attributions");
  return { title: t("title"), description: t("intro") };
}

/** Where every figure, name and boundary comes from, and under which licence. */
export default async function AttributionsPage() {
  const [t, locale, sources, conflicts, figures] = await Promise.all([
    getTranslations("attributions"),
    getLocale(),
    publicPublishedSources(),
    publicConflicts(),
    publicFigureCount(),
  ]);
  const licenceOf = (licence: string) =>
    licence === "facts" ? t("facts") : licence === "legal text" ? t("legal_text") : licence;
  return (
    <PublicShell>
      <PageHeader title={t("title")}>{t("intro")}</PageHeader>
      <div className="mt-6 grid gap-5">
        <Card>
          <CardTitle>{t("data")}</CardTitle>
          <p className="measure mt-2 text-ink-2">{t("map_note")}</p>
          <ul className="mt-3">
            {publicAttributions().map((one) => (
              <li
                key={one.id}
                id={one.id}
                className="grid gap-x-6 gap-y-1 border-t border-line py-4 md:grid-cols-[16rem_9rem_1fr]"
              >
                <div className="font-medium">
                  {one.address ? <Elsewhere href={one.address}>{one.title}</Elsewhere> : one.title}
                  {one.revision ? (
                    <p className="text-sm font-normal wrap-anywhere text-ink-3">
                      {t("revision", { revision: shortened(one.revision) })}
                    </p>
                  ) : null}
                </div>
                <p className="text-ink-2">{licenceOf(one.licence)}</p>
                <div>
                  <p>{locale === "en" ? one.used_for_en : one.used_for_vi}</p>
                  <p className="text-sm wrap-anywhere text-ink-3">{one.files.join(", ")}</p>
                </div>
              </li>
            ))}
          </ul>
        </Card>

        <Card>
          <CardTitle>{t("published")}</CardTitle>
          <p className="measure mt-2 text-ink-2">
            {t("published_intro", {
              figures: formatNumber(locale, figures),
              sources: formatNumber(locale, sources.length),
            })}
          </p>
          <details className="mt-4">
            <summary className="flex min-h-11 cursor-pointer items-center font-medium text-blood-ink underline underline-offset-4">
              {t("show_sources")}
            </summary>
            <Table caption={t("published")} stack className="mt-2">
              <thead>
                <tr>
                  <Th>{t("publisher")}</Th>
                  <Th>{t("printed_on")}</Th>
                  <Th num>{t("count")}</Th>
                </tr>
              </thead>
              <tbody>
                {sources.map((source) => (
                  <tr key={source.id} id={source.id}>
                    <RowHeader>
                      <SourceName source={source} unnamed={t("unnamed")} />
                    </RowHeader>
                    <Td label={t("printed_on")}>
                      {source.publishedOn ? (
                        formatDate(locale, source.publishedOn)
                      ) : (
                        <span className="text-ink-3">{t("no_date")}</span>
                      )}
                    </Td>
                    <Td num label={t("count")}>
                      {formatNumber(locale, source.figures)}
                    </Td>
                  </tr>
                ))}
              </tbody>
            </Table>
          </details>
        </Card>

        <Card>
          <CardTitle>{t("conflicts")}</CardTitle>
          <p className="measure mt-2 text-ink-2">{t("conflicts_intro")}</p>
          <ul className="measure mt-3 grid gap-3">
            {conflicts.map((conflict) => (
              <li key={conflict.id} id={conflict.id} className="border-t border-line pt-3">
                {locale === "en" ? conflict.whatEn : conflict.whatVi}
              </li>
            ))}
          </ul>
        </Card>

        <Card>
          <CardTitle>{t("software")}</CardTitle>
          <p className="measure mt-2 text-ink-2">{t("software_note")}</p>
          <p className="measure mt-2 text-ink-2">{t("font")}</p>
        </Card>
      </div>
    </PublicShell>
  );
}

/** A commit by its first letters, as people name it. */
const shortened = (revision: string) => revision.replace(/[0-9a-f]{40}/, (commit) => commit.slice(0, 10));

/** A source by its publisher, leading to the page itself where there is one. */
function SourceName({ source, unnamed }: { source: PublishedSource; unnamed: string }) {
  const name = source.publisher ?? unnamed;
  if (source.address === null || !URL.canParse(source.address))
    return (
      <>
        {name}
        {source.address ? (
          <span className="block text-sm font-normal wrap-anywhere text-ink-3">{source.address}</span>
        ) : null}
      </>
    );
  return (
    <>
      <Elsewhere href={source.address}>{name}</Elsewhere>
      <span className="block text-sm font-normal wrap-anywhere text-ink-3">{readable(source.address)}</span>
    </>
  );
}

function Elsewhere({ href, children }: { href: string; children: string }) {
  return (
    <a href={href} rel="noreferrer" className="text-blood-ink underline underline-offset-4">
      {children}
    </a>
  );
}

/** The last part of a long address, in letters instead of escapes. */
function readable(address: string): string {
  const { pathname } = new URL(address);
  try {
    return decodeURIComponent(pathname);
  } catch {
    return pathname;
  }
}
