import { Copy, Pencil } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { CertificatePicture } from "@/components/awards/certificate-picture";
import { TemplateUseForm } from "@/components/awards/template-use-form";
import { ButtonLink } from "@/components/ui/button-link";
import { Card } from "@/components/ui/card";
import { Pill } from "@/components/ui/pill";
import type { ListedTemplate } from "@/lib/awards/templates/queries";
import type { CertificatePage } from "@/lib/documents/certificates/layout";
import { formatDate } from "@/lib/i18n/format";
import type { Locale } from "@/lib/i18n/routing";

/** One template as a picture, with what it is for and how many papers were printed by it. */
export function TemplateCard({
  template,
  page,
  editHref,
  copyHref,
  mayRetire,
}: {
  template: ListedTemplate;
  page: CertificatePage;
  editHref: string | null;
  copyHref: string | null;
  mayRetire: boolean;
}) {
  const t = useTranslations("paperwork");
  const words = useTranslations("awards");
  const locale = useLocale() as Locale;
  return (
    <li>
      <Card className="flex h-full flex-col gap-4">
        <div className="grid aspect-842/595 place-items-center overflow-hidden rounded-control bg-sunk p-3">
          <CertificatePicture
            page={page}
            label={t("pictureOf", { name: template.name })}
            className={page.orientation === "portrait" ? "max-h-full w-auto! max-w-[50%]" : "max-h-full"}
          />
        </div>
        <div className="flex-1">
          <div className="flex flex-wrap items-center gap-2">
            <h3 lang="vi" className="font-semibold">
              {template.name}
            </h3>
            {template.authorityId === null ? <Pill tone="plain">{t("shared")}</Pill> : null}
          </div>
          <p className="mt-1 text-sm text-ink-2">
            {[
              template.object ? words(`object.${template.object}`) : t("forAll"),
              t(`orientation.${template.orientation}`),
              t("version", { version: template.version }),
            ].join(" · ")}
          </p>
          <p className="text-sm text-ink-2">
            {t("printed", { count: template.printed })}
            {template.retiredAt ? ` · ${t("retiredOn", { date: formatDate(locale, template.retiredAt) })}` : ""}
          </p>
        </div>
        {editHref || copyHref || mayRetire ? (
          <div className="flex flex-wrap items-center gap-3" data-print="hide">
            {editHref ? (
              <ButtonLink href={editHref} variant="secondary" size="sm">
                <Pencil aria-hidden className="size-4" />
                {t("edit")}
              </ButtonLink>
            ) : null}
            {copyHref ? (
              <ButtonLink href={copyHref} variant="secondary" size="sm">
                <Copy aria-hidden className="size-4" />
                {t("copy")}
              </ButtonLink>
            ) : null}
            {mayRetire ? <TemplateUseForm id={template.id} isRetired={template.retiredAt !== null} /> : null}
          </div>
        ) : null}
      </Card>
    </li>
  );
}
