import { Armchair } from "lucide-react";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { ArrangeForm, InviteForm } from "@/components/awards/ceremony-forms";
import { DoorList } from "@/components/awards/door-list";
import { HandoverLine } from "@/components/awards/handover-line";
import { PrintCertificates } from "@/components/awards/print-certificates";
import { SeatPanel } from "@/components/awards/seat-panel";
import { SeatPlan } from "@/components/awards/seat-plan";
import { TableDownloads } from "@/components/documents/table-downloads";
import { PrintButton } from "@/components/donations/print-button";
import { Breadcrumbs } from "@/components/ui/breadcrumbs";
import { Card } from "@/components/ui/card";
import { CardTitle } from "@/components/ui/card-title";
import { EmptyState } from "@/components/ui/empty-state";
import { Notice } from "@/components/ui/notice";
import { PageHeader } from "@/components/ui/page-header";
import { staffFor } from "@/lib/auth/current";
import { ceremony, guests } from "@/lib/awards/ceremony/queries";
import { isInHall, placesIn, readSeat, seatName, seatOf, whyNotInvite, whyNotSeat } from "@/lib/awards/ceremony/rules";
import { handover } from "@/lib/awards/honours/queries";
import { mayAward } from "@/lib/awards/policy";
import { todayInVietnam } from "@/lib/core/time";
import { formatDate } from "@/lib/i18n/format";
import { localizedPath } from "@/lib/i18n/path";
import type { Locale } from "@/lib/i18n/routing";

type Props = {
  params: Promise<{ locale: Locale; id: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

const doneWords = ["arranged", "moved", "invited"] as const;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("ceremony"))("title") };
}

/** Who sits where at a round's ceremony, who was invited, and the papers for the door. */
export default async function SeatingPage({ params, searchParams }: Props) {
  const { locale, id } = await params;
  const actor = await staffFor("award.view", locale, `/staff/awards/${id}/seating`);
  const planned = await ceremony(actor, id);
  if (planned === null) notFound();
  const asked = await searchParams;
  const one = (name: string) => (typeof asked[name] === "string" ? asked[name] : null);
  const [called, standing, t, words] = await Promise.all([
    guests(actor, id),
    planned.status === "decided" || planned.status === "presented" ? handover(actor, id) : null,
    getTranslations("ceremony"),
    getTranslations("awards"),
  ]);
  const mayRun = mayAward(actor, "award.run", planned) && whyNotSeat(planned) === null;
  const { hall } = planned;
  const here = localizedPath(locale, `/staff/awards/${id}/seating`);
  const nameOf = (guest: (typeof called)[number]) => {
    const seat = seatOf(guest);
    return seat === null ? null : seatName(seat);
  };
  const sitting = new Map(
    called.flatMap((guest) => {
      const seat = nameOf(guest);
      return seat === null ? [] : [[seat, guest] as const];
    }),
  );
  const asksSeat = readSeat(one("seat") ?? "");
  const guest =
    called.find((each) => each.id === one("guest")) ?? (asksSeat ? sitting.get(seatName(asksSeat)) : undefined);
  const chosen = guest ? nameOf(guest) : hall && asksSeat && isInHall(hall, asksSeat) ? seatName(asksSeat) : null;
  const waiting = called.filter((each) => each.invitedAt === null && seatOf(each) !== null);
  const done = doneWords.find((word) => word === asked.done);
  const inviting =
    mayRun &&
    whyNotInvite({ ...planned, hasHall: hall !== null }, todayInVietnam(new Date())) === null &&
    waiting.length > 0;
  const arrange = mayRun ? (
    <ArrangeForm
      roundId={id}
      isPlanned={hall !== null}
      start={{
        ceremonyOn: planned.on ?? "",
        beginsAt: planned.beginsAt ?? "08:00",
        ceremonyPlace: planned.place ?? "",
        note: planned.note ?? "",
        seatRows: `${hall?.seatRows ?? Math.max(4, Math.ceil(called.length / 12) + 1)}`,
        seatsInRow: `${hall?.seatsInRow ?? 12}`,
        keptRows: `${hall?.keptRows ?? 1}`,
      }}
    />
  ) : null;
  return (
    <>
      <Breadcrumbs
        crumbs={[
          { label: words("round.back"), href: localizedPath(locale, "/staff/awards") },
          { label: planned.name, href: localizedPath(locale, `/staff/awards/${id}`) },
          { label: t("title") },
        ]}
      />
      <PageHeader title={t("title")} over={planned.name}>
        {planned.on
          ? [planned.beginsAt, formatDate(locale, planned.on), planned.place].filter(Boolean).join(" · ")
          : t("noDay")}
      </PageHeader>
      {done ? (
        <Notice tone="met" role="status" className="mb-5">
          {t(`done.${done}`, {
            seated: Number(asked.seated) || 0,
            kept: Number(asked.kept) || 0,
            seat: asksSeat ? seatName(asksSeat) : "",
            invited: Number(asked.invited) || 0,
            told: Number(asked.told) || 0,
          })}
        </Notice>
      ) : null}
      {standing ? <HandoverLine roundId={id} standing={standing} className="mb-6" /> : null}
      {called.length === 0 ? (
        <EmptyState icon={<Armchair aria-hidden className="size-7" />} title={t("nobody")}>
          {t("nobodyHint")}
        </EmptyState>
      ) : hall === null ? (
        arrange ? (
          <Card className="max-w-4xl">
            <CardTitle className="mb-1">{t("begin")}</CardTitle>
            <p className="mb-5 text-ink-2">{t("beginLead", { count: called.length })}</p>
            {arrange}
          </Card>
        ) : (
          <EmptyState icon={<Armchair aria-hidden className="size-7" />} title={t("notYet")} />
        )
      ) : (
        <div className="grid grid-cols-1 items-start gap-6 2xl:grid-cols-[minmax(0,1fr)_20rem]">
          <div className="flex min-w-0 flex-col gap-6">
            <Card data-print="card">
              <div className="mb-3 flex flex-wrap items-center justify-between gap-3">
                <div>
                  <CardTitle>{t("plan")}</CardTitle>
                  <p className="text-sm text-ink-2">
                    {t("counts", { seated: sitting.size, places: placesIn(hall), people: called.length })}
                  </p>
                </div>
                <span data-print="hide">
                  <PrintButton label={t("printPlan")} />
                </span>
              </div>
              <SeatPlan hall={hall} sitting={sitting} chosen={chosen} hrefOf={(seat) => `${here}?seat=${seat}#cho`} />
            </Card>
            <DoorList
              guests={[...called]
                .sort((a, b) => a.byName - b.byName)
                .map((each) => ({ ...each, seatName: nameOf(each) }))}
              hrefOf={(guestId) => `${here}?guest=${guestId}#cho`}
              downloads={
                <TableDownloads href={`/api/staff/awards/${id}/merge?lang=${locale}`} table={words("papers.merge")} />
              }
            />
          </div>
          <div className="grid items-start gap-4 max-2xl:order-first md:grid-cols-3 2xl:grid-cols-1" data-print="hide">
            <SeatPanel
              roundId={id}
              guest={guest ? { ...guest, seatName: chosen } : null}
              seat={guest ? null : chosen}
              others={called.map((each) => ({ id: each.id, name: each.name, seat: nameOf(each) }))}
              mayRun={mayRun}
            />
            <Card>
              <CardTitle className="mb-1">{t("invitations")}</CardTitle>
              <p className="mb-4 text-sm text-ink-2">
                {t("invitedOf", {
                  invited: called.filter(({ invitedAt }) => invitedAt !== null).length,
                  people: called.length,
                })}
              </p>
              <div className="flex flex-col gap-4">
                <PrintCertificates
                  href={`/api/staff/awards/${id}/invitations`}
                  count={called.length}
                  label={t("print", { count: called.length })}
                  fileName="giay-moi.pdf"
                />
                {inviting ? (
                  <InviteForm
                    roundId={id}
                    count={waiting.length}
                    reachable={waiting.filter(({ hasContact }) => hasContact).length}
                  />
                ) : null}
              </div>
            </Card>
            {arrange ? (
              <Card>
                <details>
                  <summary className="inline-flex min-h-11 cursor-pointer items-center font-semibold underline-offset-4 hover:underline">
                    {t("change")}
                  </summary>
                  <div className="mt-4 [&_.grid]:grid-cols-1">{arrange}</div>
                </details>
              </Card>
            ) : null}
          </div>
        </div>
      )}
    </>
  );
}
