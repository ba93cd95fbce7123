import { useLocale, useTranslations } from "next-intl";
import QRCode from "qrcode";
import { cx } from "@/components/ui/cx";
import { Drop } from "@/components/ui/drop";
import { formatPhone } from "@/lib/core/phone";
import type { DrivePlan } from "@/lib/drives/plan/queries";
import { formatDate, formatTimeRange, formatWeekday } from "@/lib/i18n/format";
import type { Locale } from "@/lib/i18n/routing";
import { wholeAddress } from "@/lib/venues/rules";

/** From so many characters on a title is a sentence, set smaller so that all else stays on the one sheet. */
const sentence = 60;

/** One A4 sheet to hang on a door: what, when, where, and a code that leads to the drive's own page. */
export function DrivePoster({ drive, address }: { drive: DrivePlan; address: string }) {
  const t = useTranslations("drives.poster");
  const locale = useLocale() as Locale;
  const campaigns = drive.campaigns.map((campaign) => (locale === "en" ? campaign.nameEn : campaign.nameVi));
  return (
    <article className="mx-auto flex w-full max-w-[210mm] flex-col rounded-card border border-line bg-[#fff] p-[8mm] text-[#1c1917] sm:p-[14mm] print:max-w-none print:border-0 print:p-0">
      <p className="flex items-center gap-3 text-lg font-semibold">
        <Drop className="h-10 w-8" />
        <span>
          {t("headline")}
          {campaigns.length > 0 ? (
            <span className="block text-base text-[#b3122f]">{campaigns.join(" · ")}</span>
          ) : null}
        </span>
      </p>
      <h2
        className={cx(
          "mt-8 font-bold text-balance",
          drive.title.length > sentence
            ? "text-2xl leading-snug sm:text-3xl sm:leading-snug print:text-4xl print:leading-snug"
            : "text-4xl leading-tight sm:text-5xl sm:leading-tight print:text-6xl print:leading-tight",
        )}
      >
        {drive.title}
      </h2>
      <p className="mt-3 text-xl text-[#57534e]">{t("invite")}</p>
      <div className="mt-8 border-y-2 border-[#1c1917] py-6">
        <p className="mb-2 text-2xl font-semibold print:text-3xl">{formatWeekday(locale, drive.heldOn)}</p>
        <p className="text-5xl leading-none font-bold tracking-tight sm:text-6xl print:text-8xl">
          {formatDate(locale, drive.heldOn)}
        </p>
        <p className="mt-3 text-3xl font-bold sm:text-4xl print:text-6xl">
          {formatTimeRange(locale, drive.startsAt, drive.endsAt)}
        </p>
      </div>
      <div className="mt-6">
        <p className="text-base text-[#57534e]">{t("where")}</p>
        <p className="text-3xl leading-snug font-bold print:text-4xl">{drive.venueName}</p>
        <p className="text-xl print:text-2xl">{wholeAddress(drive.address, drive.communeName, drive.provinceName)}</p>
        {drive.publicNote ? <p className="mt-2 text-lg whitespace-pre-line">{drive.publicNote}</p> : null}
      </div>
      <div className="mt-8 grid items-center gap-6 sm:grid-cols-[auto_1fr] print:grid-cols-[auto_1fr]">
        <Code text={address} label={t("scan")} />
        <div>
          <p className="text-2xl font-bold">{t("scan")}</p>
          <p className="text-lg break-all">{t("orVisit", { address: address.replace(/^https?:\/\//, "") })}</p>
          <p className="mt-3 text-lg">{t("bring")}</p>
          {drive.walkInReserve > 0 ? <p className="text-lg">{t("walkIn")}</p> : null}
        </div>
      </div>
      <dl className="mt-8 grid gap-x-8 gap-y-2 border-t border-[#1c1917] pt-4 text-base sm:grid-cols-2 print:grid-cols-2">
        <Line label={t("host")}>{drive.hostName}</Line>
        <Line label={t("facility")}>{drive.facilityName}</Line>
        {drive.contactPhone ? <Line label={t("contact")}>{formatPhone(drive.contactPhone)}</Line> : null}
      </dl>
    </article>
  );
}

function Line({ label, children }: { label: string; children: string }) {
  return (
    <div>
      <dt className="inline text-[#57534e]">{label}: </dt>
      <dd className="inline font-semibold">{children}</dd>
    </div>
  );
}

/** A QR code drawn as one path, so that it prints sharp at any size. */
function Code({ text, label }: { text: string; label: string }) {
  const { modules } = QRCode.create(text, { errorCorrectionLevel: "M" });
  const path = Array.from({ length: modules.size * modules.size }, (_, index) => index)
    .filter((index) => modules.data[index])
    .map((index) => `M${index % modules.size} ${Math.floor(index / modules.size)}h1v1h-1z`)
    .join("");
  return (
    <svg
      role="img"
      aria-label={`${label}: ${text}`}
      viewBox={`-2 -2 ${modules.size + 4} ${modules.size + 4}`}
      shapeRendering="crispEdges"
      className="size-[52mm] bg-[#fff] print:size-[64mm]"
    >
      <path d={path} fill="#000" />
    </svg>
  );
}
