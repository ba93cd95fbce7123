import { UserPlus, Users } from "lucide-react";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Button } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/button-link";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { Pagination } from "@/components/ui/pagination";
import { Select } from "@/components/ui/select";
import { StatusPill } from "@/components/ui/status-pill";
import { RowHeader, Table, Td, Th } from "@/components/ui/table";
import { TextInput } from "@/components/ui/text-input";
import { people as peopleOf, peoplePageSize } from "@/lib/accounts/people/queries";
import { peopleSearch } from "@/lib/accounts/people/schema";
import { anywhere, may } from "@/lib/auth/authorize";
import { staffFor } from "@/lib/auth/current";
import { roles } from "@/lib/auth/roles";
import { formatDateTime } from "@/lib/i18n/format";
import { localizedPath } from "@/lib/i18n/path";
import type { Locale } from "@/lib/i18n/routing";

type Props = { params: Promise<{ locale: Locale }>; searchParams: Promise<Record<string, string | string[]>> };

const states = ["active", "invited", "disabled"] as const;
const stateTone = { active: "met", invited: "watch", disabled: "behind" } as const;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("accounts.people"))("title") };
}

/** Who may do what, within one's reach. */
export default async function PeoplePage({ params, searchParams }: Props) {
  const { locale } = await params;
  const actor = await staffFor("people.view", locale, "/staff/people");
  const search = peopleSearch.parse(await searchParams);
  const [{ items, total }, t, accounts] = await Promise.all([
    peopleOf(actor, search),
    getTranslations("accounts.people"),
    getTranslations("accounts"),
  ]);
  const here = localizedPath(locale, "/staff/people");
  const hrefOf = (page: number) => {
    const query = new URLSearchParams({ ...(search.q && { q: search.q }), page: `${page}` });
    if (search.role) query.set("role", search.role);
    if (search.state) query.set("state", search.state);
    return `${here}?${query}`;
  };
  return (
    <>
      <PageHeader
        title={t("title")}
        actions={
          may(actor, "people.manage", anywhere) ? (
            <ButtonLink variant="primary" href={localizedPath(locale, "/staff/people/invite")}>
              <UserPlus aria-hidden className="size-5" />
              {t("invite")}
            </ButtonLink>
          ) : null
        }
      >
        {t("lead")}
      </PageHeader>
      <form
        method="get"
        className="mb-5 grid gap-3 sm:grid-cols-2 sm:items-end lg:grid-cols-[minmax(12rem,1fr)_auto_auto_auto]"
      >
        <TextInput name="q" type="search" label={t("search")} defaultValue={search.q} />
        <Select
          name="role"
          label={t("role")}
          placeholder={t("anyRole")}
          options={roles.map((role) => ({ value: role, label: accounts(`role.${role}`) }))}
          defaultValue={search.role}
        />
        <Select
          name="state"
          label={t("state")}
          placeholder={t("anyState")}
          options={states.map((state) => ({ value: state, label: t(`states.${state}`) }))}
          defaultValue={search.state}
        />
        <Button type="submit" variant="secondary">
          {t("searchButton")}
        </Button>
      </form>
      {items.length === 0 ? (
        <EmptyState
          icon={<Users aria-hidden className="size-7" />}
          title={t("none")}
          action={
            <ButtonLink href={here} variant="secondary">
              {t("clear")}
            </ButtonLink>
          }
        >
          {t("noneHint")}
        </EmptyState>
      ) : (
        <Card>
          <p className="mb-2 text-sm text-ink-2">{t("count", { count: total })}</p>
          <Table caption={t("caption")} stack>
            <thead>
              <tr>
                <Th>{t("name")}</Th>
                <Th>{t("role")}</Th>
                <Th>{t("state")}</Th>
                <Th>{t("lastSignIn")}</Th>
              </tr>
            </thead>
            <tbody>
              {items.map((person) => {
                const held = person.roles.filter((role) => role.revokedAt === null);
                return (
                  <tr key={person.id}>
                    <RowHeader>
                      <a
                        className="inline-flex min-h-11 flex-col justify-center underline-offset-4 hover:underline"
                        href={localizedPath(locale, `/staff/people/${person.id}`)}
                      >
                        <span>{person.name}</span>
                        <span className="text-sm font-normal text-ink-2 wrap-anywhere">
                          {person.isDemo ? `${person.email} · ${t("demo").toLowerCase()}` : person.email}
                        </span>
                      </a>
                    </RowHeader>
                    <Td label={t("role")}>
                      {held.length === 0 ? (
                        <span className="text-ink-3">{t("noRoles")}</span>
                      ) : (
                        <ul>
                          {held.slice(0, 3).map((role) => (
                            <li key={role.id}>
                              {accounts(`role.${role.role}`)}{" "}
                              <span className="text-ink-2">· {role.placeName ?? accounts("nation")}</span>
                            </li>
                          ))}
                          {held.length > 3 ? <li className="text-ink-3">+{held.length - 3}</li> : null}
                        </ul>
                      )}
                    </Td>
                    <Td label={t("state")}>
                      <StatusPill tone={stateTone[person.state]}>{t(`states.${person.state}`)}</StatusPill>
                    </Td>
                    <Td label={t("lastSignIn")}>
                      {person.lastSignInAt ? formatDateTime(locale, person.lastSignInAt) : t("never")}
                    </Td>
                  </tr>
                );
              })}
            </tbody>
          </Table>
          <Pagination page={search.page} pageSize={peoplePageSize} total={total} hrefOf={hrefOf} />
        </Card>
      )}
    </>
  );
}
