import { ClipboardCheck } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { cx } from "@/components/ui/cx";
import type { Handover } from "@/lib/awards/honours/queries";
import { localizedPath } from "@/lib/i18n/path";
import type { Locale } from "@/lib/i18n/routing";

/** How many of a round's honours are in hands, who was absent, and what was revoked since; each opens in the ledger. */
export function HandoverLine({
  roundId,
  standing,
  className,
}: {
  roundId: string;
  standing: Handover;
  className?: string;
}) {
  const t = useTranslations("awards.handover");
  const locale = useLocale() as Locale;
  const waiting = standing.absent + standing.unrecorded;
  const listed = (state: "waiting" | "revoked", label: string) => (
    <a
      href={localizedPath(locale, `/staff/awards/ledger?${new URLSearchParams({ round: roundId, state })}`)}
      data-print="hide"
      className="inline-flex min-h-11 items-center underline underline-offset-4"
    >
      {label}
    </a>
  );
  return (
    <div className={cx("flex items-start gap-2.5", className)}>
      <ClipboardCheck aria-hidden className="mt-0.75 size-5 shrink-0 text-ink-3" />
      <div className="min-w-0">
        <p className="tabular-nums">{t("line", { ...standing })}</p>
        {standing.revoked > 0 ? <p className="text-ink-2">{t("revoked", { count: standing.revoked })}</p> : null}
        {waiting + standing.revoked > 0 ? (
          <p className="flex flex-wrap gap-x-5 text-sm">
            {waiting > 0 ? listed("waiting", t("listWaiting", { count: waiting })) : null}
            {standing.revoked > 0 ? listed("revoked", t("listRevoked", { count: standing.revoked })) : null}
          </p>
        ) : null}
      </div>
    </div>
  );
}
