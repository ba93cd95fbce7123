import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Card } from "@/components/ui/card";
import { CardTitle } from "@/components/ui/card-title";
import { formatPhone } from "@/lib/core/phone";
import type { DrivePlan } from "@/lib/drives/plan/queries";
import { formatDateLong, formatTimeRange } from "@/lib/i18n/format";
import type { Locale } from "@/lib/i18n/routing";
import { wholeAddress } from "@/lib/venues/rules";

/** Who, where, when, for whom: what a drive is. */
export function PlanFacts({ drive }: { drive: DrivePlan }) {
  const t = useTranslations("drives.view");
  const locale = useLocale() as Locale;
  const campaigns = drive.campaigns.map((campaign) => (locale === "en" ? campaign.nameEn : campaign.nameVi));
  return (
    <Card>
      <CardTitle>{t("facts")}</CardTitle>
      <dl className="mt-4 grid gap-x-8 gap-y-4 sm:grid-cols-2">
        <Fact label={t("when")}>
          {formatDateLong(locale, drive.heldOn)}
          <span className="block tabular-nums">{formatTimeRange(locale, drive.startsAt, drive.endsAt)}</span>
        </Fact>
        <Fact label={t("where")}>
          {drive.venueName}
          <span className="block font-normal text-ink-2">
            {wholeAddress(drive.address, drive.communeName, drive.provinceName)}
          </span>
          {drive.isFixed ? <span className="block text-sm font-normal text-ink-2">{t("fixed")}</span> : null}
          {drive.positionIsApproximate ? (
            <span className="block text-sm font-normal text-ink-3">{t("approximate")}</span>
          ) : null}
        </Fact>
        <Fact label={t("host")}>{drive.hostName}</Fact>
        <Fact label={t("facility")}>{drive.facilityName}</Fact>
        <Fact label={t("credited")}>{drive.creditedUnitName}</Fact>
        <Fact label={t("campaigns")}>{campaigns.length > 0 ? campaigns.join(", ") : t("noCampaign")}</Fact>
        {drive.contactPhone ? (
          <Fact label={t("contact")}>
            <a href={`tel:${drive.contactPhone}`} className="underline-offset-4 hover:underline">
              {formatPhone(drive.contactPhone)}
            </a>
          </Fact>
        ) : null}
        {drive.publicNote ? (
          <Fact label={t("note")}>
            <span className="font-normal whitespace-pre-line">{drive.publicNote}</span>
          </Fact>
        ) : null}
      </dl>
    </Card>
  );
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="min-w-0">
      <dt className="text-sm text-ink-3">{label}</dt>
      <dd className="font-medium">{children}</dd>
    </div>
  );
}
