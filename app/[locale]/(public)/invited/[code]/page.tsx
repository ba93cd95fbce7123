import { HeartHandshake } from "lucide-react";
import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { driveCardWords } from "@/components/drives/drive-card-words";
import { DriveCards } from "@/components/drives/drive-cards";
import { PublicShell } from "@/components/shell/public-shell";
import { Button } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/button-link";
import { EmptyState } from "@/components/ui/empty-state";
import { Notice } from "@/components/ui/notice";
import { Pagination } from "@/components/ui/pagination";
import { Select } from "@/components/ui/select";
import { codeIn } from "@/lib/bookings/invitations/code";
import { publicInvitation } from "@/lib/bookings/invitations/queries";
import { publicDrives } from "@/lib/drives/queries";
import { daysOfWindow } from "@/lib/drives/search";
import { localizedPath } from "@/lib/i18n/path";
import { publicProvinces } from "@/lib/units/queries";

type Props = {
  params: Promise<{ code: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

const pageSize = 12;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("invitations.page"))("title"), robots: { index: false } };
}

/** Where a donor's invitation leads: drives to choose from, each link carrying the code on. No cookie, no script. */
export default async function InvitedPage({ params, searchParams }: Props) {
  const [{ code: asked }, query] = await Promise.all([params, searchParams]);
  const code = codeIn(asked);
  const invitation = await publicInvitation(code);
  const [t, locale, provinces] = await Promise.all([
    getTranslations("invitations.page"),
    getLocale(),
    publicProvinces(),
  ]);
  if (code === null || invitation === null)
    return (
      <PublicShell width="narrow">
        <EmptyState
          icon={<HeartHandshake aria-hidden className="size-7" />}
          title={t("ended")}
          action={
            <ButtonLink href={localizedPath(locale, "/")} variant="primary" pill>
              {t("find")}
            </ButtonLink>
          }
        >
          {t("endedHint")}
        </EmptyState>
      </PublicShell>
    );
  const now = new Date();
  const province = provinces.find((one) => one.code === query.province) ?? null;
  const page = Math.max(1, Math.min(500, Number.parseInt(String(query.page ?? "1"), 10) || 1));
  const { items, total } = await publicDrives(
    {
      provinceCode: province?.code ?? null,
      communeCode: null,
      ...daysOfWindow("all", now),
      near: null,
      text: "",
      limit: pageSize,
      offset: (page - 1) * pageSize,
    },
    now,
  );
  const here = localizedPath(locale, `/invited/${code}`);
  const cards = await driveCardWords(items, (drive) => `/drives/${drive.id}?by=${code}`);
  return (
    <PublicShell demo={invitation.isDemo || items.some(({ isDemo }) => isDemo)}>
      <header className="mt-3 max-w-2xl sm:mt-0">
        <h1 className="text-3xl font-bold tracking-tight sm:text-4xl">
          {invitation.name ? t("byName", { name: invitation.name }) : t("bySomebody")}
        </h1>
        <p className="mt-2 text-lg text-ink-2">{t("lead")}</p>
      </header>
      <Notice tone="info" className="my-5 max-w-2xl">
        {t("privacy")}
      </Notice>
      <form action={here} className="mb-6 flex max-w-md flex-wrap items-end gap-2.5">
        <Select
          name="province"
          label={t("province")}
          placeholder={t("everywhere")}
          options={provinces.map(({ code: value, name }) => ({ value, label: name }))}
          defaultValue={province?.code ?? ""}
          fieldClassName="min-w-0 flex-1 basis-48"
        />
        <Button type="submit" variant="secondary" className="min-h-12">
          {t("show")}
        </Button>
      </form>
      <h2 className="mb-4 text-xl font-semibold tracking-tight">{t("drives")}</h2>
      {cards.length === 0 ? (
        <EmptyState title={t("none")}>{t("noneHint")}</EmptyState>
      ) : (
        <DriveCards cards={cards} className="grid gap-4 md:grid-cols-2 xl:grid-cols-3" />
      )}
      <Pagination
        page={page}
        pageSize={pageSize}
        total={total}
        hrefOf={(next) =>
          `${here}?${new URLSearchParams({ ...(province ? { province: province.code } : {}), page: `${next}` })}`
        }
      />
    </PublicShell>
  );
}
