import { useLocale, useTranslations } from "next-intl";
import { getLocale, getTranslations } from "next-intl/server";
import { ShareButton } from "@/components/drives/share-button";
import { Card } from "@/components/ui/card";
import { CardTitle } from "@/components/ui/card-title";
import { Notice } from "@/components/ui/notice";
import { QrCode } from "@/components/ui/qr-code";
import type { OwnInvitation } from "@/lib/bookings/invitations/queries";
import { formatNumber } from "@/lib/i18n/format";
import { localizedPath } from "@/lib/i18n/path";
import { BeginInvitingForm, InvitationForm } from "./invite-forms";

const steps = ["open", "name", "renew", "end"] as const;

/** The donor's own link to invite others by, and how many came and gave by it: numbers, never who. */
export async function InviteCard({
  invitation,
  origin,
  done,
}: {
  invitation: OwnInvitation;
  origin: string;
  /** What was just done with the link, as the address says it. */
  done: string | string[] | undefined;
}) {
  const [t, locale] = await Promise.all([getTranslations("invitations.own"), getLocale()]);
  const told = steps.find((step) => step === done);
  const words = {
    begin: t("begin"),
    pending: t("pending"),
    showName: t("showName"),
    showNameHint: t("showNameHint"),
    keepName: t("keepName"),
    renew: t("renew"),
    end: t("end"),
  };
  const address = invitation.code ? `${origin}${localizedPath(locale, `/invited/${invitation.code}`)}` : null;
  return (
    <Card id="invite" className="scroll-mt-6">
      <CardTitle>{t("title")}</CardTitle>
      {told ? (
        <Notice tone="met" role="status" className="mt-3">
          {t(`done.${told}`)}
        </Notice>
      ) : null}
      <p className="mt-1.5 text-ink-2">{t("lead")}</p>
      {address ? (
        <>
          <div className="mt-4 flex flex-col items-center gap-3">
            <QrCode text={address} label={t("qr")} className="size-40 rounded-chip" />
            <a
              href={address}
              className="max-w-full text-center text-sm font-medium break-all text-blood-ink underline underline-offset-4"
            >
              {address.replace(/^https?:\/\//, "")}
            </a>
            <ShareButton title={t("shareTitle")} address={address} words={{ share: t("share"), copied: t("copied") }} />
          </div>
          <Counts invitation={invitation} />
          <details className="mt-2 border-t border-line pt-2">
            <summary className="inline-flex min-h-11 cursor-pointer items-center font-medium">{t("change")}</summary>
            <div className="mt-1">
              <InvitationForm showsName={invitation.showsName} words={words} />
            </div>
            <p className="mt-2 text-sm text-ink-2">{t("changeHint")}</p>
          </details>
        </>
      ) : (
        <>
          {invitation.booked > 0 ? <Counts invitation={invitation} /> : null}
          <div className="mt-3">
            <BeginInvitingForm words={words} />
          </div>
        </>
      )}
    </Card>
  );
}

function Counts({ invitation }: { invitation: OwnInvitation }) {
  const t = useTranslations("invitations.own");
  const locale = useLocale();
  return (
    <dl className="mt-4 grid grid-cols-2 gap-3 border-t border-line pt-3">
      {(["booked", "gave"] as const).map((what) => (
        <div key={what}>
          <dt className="text-sm text-ink-2">{t(what)}</dt>
          {invitation[what] === null ? (
            <dd className="text-sm text-ink-3">{t("few")}</dd>
          ) : (
            <dd className="text-2xl font-bold tracking-tight tabular-nums">{formatNumber(locale, invitation[what])}</dd>
          )}
        </div>
      ))}
    </dl>
  );
}
