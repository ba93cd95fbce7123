import { ClipboardList } from "lucide-react";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { ConfirmForm, CorrectForm, VoidForm } from "@/components/donations/change-forms";
import { PrintButton } from "@/components/donations/print-button";
import { ButtonLink } from "@/components/ui/button-link";
import { cx } from "@/components/ui/cx";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { Pill } from "@/components/ui/pill";
import { RowHeader, Table, Td, Th } from "@/components/ui/table";
import { Tabs } from "@/components/ui/tabs";
import { staffFor } from "@/lib/auth/current";
import { formatDonationNumber } from "@/lib/donations/din";
import { driveDonations, type ListedDonation } from "@/lib/donations/queries";
import type { DonationFlag } from "@/lib/donations/rules";
import { driveForDesk } from "@/lib/drives/desk/queries";
import { publicRules } from "@/lib/eligibility/queries";
import { formatDateLong, formatDateTime, formatMl, formatNumber, formatTime } from "@/lib/i18n/format";
import { localizedPath } from "@/lib/i18n/path";
import type { Locale } from "@/lib/i18n/routing";
import { deskSight } from "@/lib/visits/policy";

type Props = {
  params: Promise<{ locale: Locale; driveId: string }>;
  searchParams: Promise<{ show?: string; correct?: string; void?: string }>;
};

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("donations.list"))("title") };
}

/** The donations of a drive: to look over, to confirm as a second person, to correct or void, and to print. */
export default async function DonationsPage({ params, searchParams }: Props) {
  const { locale, driveId } = await params;
  const actor = await staffFor("donation.confirm", locale, `/staff/desk/${driveId}/donations`);
  const drive = await driveForDesk(actor, driveId);
  if (drive === null) notFound();
  const asked = await searchParams;
  const toReview = asked.show === "review";
  const [donations, rules, t] = await Promise.all([
    driveDonations(actor, driveId),
    publicRules(drive.heldOn),
    getTranslations("donations.list"),
  ]);
  if (donations === null) notFound();
  const sight = deskSight(actor, drive);
  const path = localizedPath(locale, `/staff/desk/${driveId}/donations`);
  const waiting = donations.filter(waits);
  const shown = toReview ? waiting : donations;
  const counted = donations.filter(({ status }) => status === "recorded");
  const total = t("total", {
    count: formatNumber(locale, counted.length),
    volume: formatMl(
      locale,
      counted.reduce((sum, { volumeMl }) => sum + volumeMl, 0),
    ),
  });
  const chosen = sight.correct
    ? donations.find(({ id, status }) => status === "recorded" && (id === asked.correct || id === asked.void))
    : undefined;
  return (
    <>
      <PageHeader
        title={t("title")}
        over={`${drive.title} · ${formatDateLong(locale, drive.heldOn)}`}
        actions={
          <div data-print="hide" className="flex flex-wrap gap-2">
            <ButtonLink href={localizedPath(locale, `/staff/desk/${driveId}`)}>{t("back")}</ButtonLink>
            <PrintButton label={t("print")} />
          </div>
        }
      >
        <p className="tabular-nums">{total}</p>
        <p className="hidden text-sm print:block">{t("printed", { at: formatDateTime(locale, new Date()) })}</p>
      </PageHeader>
      {chosen ? (
        <div data-print="hide" className="mb-6 max-w-3xl">
          {asked.correct ? (
            <CorrectForm
              key={chosen.version}
              driveId={driveId}
              donation={chosen}
              bagVolumesMl={rules.values.bagVolumesMl}
              backHref={path}
            />
          ) : (
            <VoidForm
              key={chosen.version}
              driveId={driveId}
              donation={chosen}
              backHref={path}
              mayReopen={drive.status === "open"}
            />
          )}
        </div>
      ) : null}
      <div data-print="hide">
        <Tabs
          label={t("title")}
          tabs={[
            { href: path, label: t("all"), count: donations.length, current: !toReview },
            { href: `${path}?show=review`, label: t("toReview"), count: waiting.length, current: toReview },
          ]}
          className="mb-4"
        />
      </div>
      {shown.length === 0 ? (
        <EmptyState
          icon={<ClipboardList aria-hidden className="size-7" />}
          title={toReview ? t("emptyReview") : t("empty")}
        />
      ) : (
        <DonationTable {...{ shown, locale, path, driveId, me: actor.accountId, corrects: sight.correct }} />
      )}
    </>
  );
}

const waits = ({ flags, reviewedAt, status }: ListedDonation) =>
  flags.length > 0 && reviewedAt === null && status === "recorded";

async function DonationTable({
  shown,
  locale,
  path,
  driveId,
  me,
  corrects,
}: {
  shown: ListedDonation[];
  locale: Locale;
  path: string;
  driveId: string;
  me: string;
  corrects: boolean;
}) {
  const t = await getTranslations("donations");
  const components = await getTranslations("eligibility.component");
  return (
    <Table caption={t("list.title")} stack>
      <thead>
        <tr>
          <Th>{t("list.time")}</Th>
          <Th>{t("list.person")}</Th>
          <Th>{t("list.number")}</Th>
          <Th>{t("list.volume")}</Th>
          <Th>{t("list.notes")}</Th>
        </tr>
      </thead>
      <tbody>
        {shown.map((donation) => {
          const voided = donation.status === "voided";
          return (
            <tr key={donation.id} className={cx("align-top", voided && "text-ink-3")}>
              <Td label={t("list.time")} className="align-top whitespace-nowrap">
                <div>
                  {formatTime(locale, donation.givenAt)}
                  <span className="block text-sm text-ink-3">
                    {t("list.visit")} {String(donation.visitNumber).padStart(3, "0")}
                  </span>
                </div>
              </Td>
              <RowHeader className="align-top">
                {donation.donorName}
                <span className="block text-sm font-normal text-ink-3">
                  {t("list.born", { year: String(donation.birthYear) })}
                </span>
              </RowHeader>
              <Td label={t("list.number")} className={cx("align-top whitespace-nowrap", voided && "line-through")}>
                {formatDonationNumber(donation.number)}
              </Td>
              <Td label={t("list.volume")} className="align-top">
                <div>
                  <span className={cx("font-medium whitespace-nowrap", voided && "line-through")}>
                    {formatMl(locale, donation.volumeMl)}
                  </span>
                  <span className="block text-sm text-ink-3">
                    {components(donation.component)} · {t(`kind.${donation.kind}`)} ·{" "}
                    {donation.firstTime ? t("list.first") : t("list.repeat")}
                  </span>
                </div>
              </Td>
              <Td label={t("list.notes")} className="align-top">
                <div>
                  <Notes donation={donation} locale={locale} />
                  <div data-print="hide" className="mt-1 flex sm:-mx-3 flex-wrap gap-x-1 max-sm:justify-end">
                    {waits(donation) ? (
                      donation.changedBy === me || donation.recordedBy === me ? (
                        <p className="px-3 py-2 text-sm text-ink-3">{t("list.ownChange")}</p>
                      ) : (
                        <ConfirmForm driveId={driveId} donation={donation} />
                      )
                    ) : null}
                    {corrects && !voided ? (
                      <>
                        <ButtonLink href={`${path}?correct=${donation.id}`} variant="quiet">
                          {t("list.correct")}
                        </ButtonLink>
                        <ButtonLink href={`${path}?void=${donation.id}`} variant="quiet">
                          {t("list.void")}
                        </ButtonLink>
                      </>
                    ) : null}
                  </div>
                </div>
              </Td>
            </tr>
          );
        })}
      </tbody>
    </Table>
  );
}

async function Notes({ donation, locale }: { donation: ListedDonation; locale: Locale }) {
  const t = await getTranslations("donations");
  return (
    <div className="flex flex-col gap-1 text-sm">
      {donation.status === "voided" ? <span className="font-medium text-behind">{t("list.voided")}</span> : null}
      {donation.flags.length > 0 ? (
        <ul className="flex flex-wrap gap-1.5">
          {donation.flags.map((flag) => (
            <li key={flag}>
              <Pill tone={donation.reviewedAt || donation.status === "voided" ? "plain" : "watch"}>
                {t(`flag.${flag as DonationFlag}`)}
              </Pill>
            </li>
          ))}
        </ul>
      ) : null}
      {donation.adverseReaction ? (
        <span className="text-behind">
          {t("list.reaction", {
            reaction: t(`reaction.${donation.adverseReaction as "other"}`),
            severity: String(donation.adverseSeverity),
          })}
        </span>
      ) : null}
      {donation.events.map((event) => (
        <span key={`${event.kind}-${event.at.getTime()}`} className="text-ink-3">
          {t(`list.event.${event.kind as "corrected"}`)} {formatTime(locale, event.at)}
          {event.by ? ` · ${event.by}` : ""}
          {event.reason ? `: ${event.reason}` : ""}
        </span>
      ))}
      {donation.recordedByName ? (
        <span className="text-ink-3">{t("list.recordedBy", { name: donation.recordedByName })}</span>
      ) : null}
    </div>
  );
}
