import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { PublicShell } from "@/components/shell/public-shell";
import { ButtonLink } from "@/components/ui/button-link";
import { Card } from "@/components/ui/card";
import { CardTitle } from "@/components/ui/card-title";
import { PageHeader } from "@/components/ui/page-header";
import vi from "@/lib/i18n/messages/vi/api.json";
import { localizedPath } from "@/lib/i18n/path";

type ProblemWord = keyof typeof vi.problem;

const addresses = [
  {
    name: "units",
    path: "/api/v1/units?kind=&parent=&asOf=&q=",
    example: "/api/v1/units?kind=province&asOf=2025-06-01",
  },
  { name: "campaigns", path: "/api/v1/campaigns?year=", example: "/api/v1/campaigns?year=2026" },
  { name: "progress", path: "/api/v1/progress?year=&unit=&campaign=", example: "/api/v1/progress?year=2025" },
  { name: "outreach", path: "/api/v1/outreach?year=&unit=&period=", example: "/api/v1/outreach?year=2025" },
  { name: "drives", path: "/api/v1/drives?province=&commune=&from=&to=", example: "/api/v1/drives?province=01" },
  { name: "drive", path: "/api/v1/drives/{id}", example: null },
  { name: "health", path: "/api/health", example: "/api/health" },
] as const;

const rules = ["rule_basis", "rule_demo", "rule_null", "rule_cache", "rule_errors"] as const;

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("api.page");
  return { title: t("title"), description: t("intro") };
}

/** How to read the open data by machine; the whole of it stands in the OpenAPI description. */
export default async function OpenDataPage() {
  const [t, documents, locale] = await Promise.all([getTranslations("api"), getTranslations("documents"), getLocale()]);
  const words = Object.keys(vi.problem) as ProblemWord[];
  return (
    <PublicShell>
      <PageHeader
        title={t("page.title")}
        actions={
          <>
            <ButtonLink href="/api/v1/openapi.json">{t("page.description_file")}</ButtonLink>
            <ButtonLink href={localizedPath(locale, "/progress/share")} variant="secondary">
              {documents("share.title")}
            </ButtonLink>
          </>
        }
      >
        {t("page.intro")}
      </PageHeader>
      <div className="mt-6 grid gap-5">
        <Card>
          <CardTitle>{t("page.addresses")}</CardTitle>
          <ul className="mt-3">
            {addresses.map(({ name, path, example }) => (
              <li key={name} className="grid gap-x-6 gap-y-1 border-t border-line py-4 md:grid-cols-2">
                <code className="text-sm font-medium wrap-anywhere">{path}</code>
                <div>
                  <p>{t(`page.endpoint.${name}`)}</p>
                  {example ? (
                    <p className="mt-1 text-sm">
                      {t("page.try")}:{" "}
                      <a href={example} className="wrap-anywhere text-blood-ink underline underline-offset-4">
                        {example}
                      </a>
                    </p>
                  ) : null}
                </div>
              </li>
            ))}
          </ul>
        </Card>

        <Card>
          <CardTitle>{t("page.rules")}</CardTitle>
          <ul className="measure mt-3 grid list-disc gap-2 pl-5 text-ink-2">
            {rules.map((rule) => (
              <li key={rule}>{t(`page.${rule}`)}</li>
            ))}
          </ul>
        </Card>

        <Card>
          <CardTitle>{t("page.errors")}</CardTitle>
          <ul className="mt-3">
            {words.map((word) => (
              <li
                key={word}
                id={word}
                className="grid gap-x-6 gap-y-1 border-t border-line py-3 md:grid-cols-[16rem_1fr]"
              >
                <code className="text-sm font-medium">{word}</code>
                <p className="text-ink-2">{t(`problem.${word}`, placeholders)}</p>
              </li>
            ))}
          </ul>
        </Card>
      </div>
    </PublicShell>
  );
}

/** The sentences are shown with the names of what a real answer puts in. */
const placeholders = Object.fromEntries(
  ["parameter", "known", "value", "code", "asOf", "year", "campaign", "method"].map((name) => [name, `{${name}}`]),
);
