import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { AskingPersonButton, PersonButton } from "@/components/accounts/person-forms";
import { GiveRoleForm } from "@/components/accounts/role-forms";
import { Breadcrumbs } from "@/components/ui/breadcrumbs";
import { Card } from "@/components/ui/card";
import { CardTitle } from "@/components/ui/card-title";
import { Notice } from "@/components/ui/notice";
import { PageHeader } from "@/components/ui/page-header";
import { StatusPill } from "@/components/ui/status-pill";
import { type Person, type PersonRole, person as personOf } from "@/lib/accounts/people/queries";
import { anywhere, may } from "@/lib/auth/authorize";
import { staffFor } from "@/lib/auth/current";
import { formatDateTime } from "@/lib/i18n/format";
import { localizedPath } from "@/lib/i18n/path";
import type { Locale } from "@/lib/i18n/routing";
import { RolePlaceForm, roleChoices, roleWords } from "../role-place";

type Props = {
  params: Promise<{ locale: Locale; id: string }>;
  searchParams: Promise<{ unit?: string; done?: string }>;
};

const stateTone = { active: "met", invited: "watch", disabled: "behind" } as const;
const doneWords = ["invited", "granted", "revoked", "disabled", "enabled", "ended", "link"] as const;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { locale, id } = await params;
  const actor = await staffFor("people.view", locale, `/staff/people/${id}`);
  return { title: (await personOf(actor, id))?.name };
}

/** One person: the roles held and taken, and what can be done to the account. */
export default async function PersonPage({ params, searchParams }: Props) {
  const { locale, id } = await params;
  const actor = await staffFor("people.view", locale, `/staff/people/${id}`);
  const person = await personOf(actor, id);
  if (person === null) notFound();
  const query = await searchParams;
  const mayGiveRoles = may(actor, "people.manage", anywhere) && !person.isOneself && person.state !== "disabled";
  const [t, choices, words] = await Promise.all([
    getTranslations("accounts.people"),
    mayGiveRoles ? roleChoices(actor, query.unit) : null,
    roleWords(),
  ]);
  const done = doneWords.find((word) => word === query.done);
  const held = person.roles.filter((role) => role.revokedAt === null);
  const past = person.roles.filter((role) => role.revokedAt !== null).slice(0, 20);
  return (
    <div className="max-w-4xl">
      <Breadcrumbs
        crumbs={[{ label: t("title"), href: localizedPath(locale, "/staff/people") }, { label: person.name }]}
      />
      <PageHeader
        title={person.name}
        over={person.email}
        actions={<StatusPill tone={stateTone[person.state]}>{t(`states.${person.state}`)}</StatusPill>}
      >
        {t("lastSignIn")}: {person.lastSignInAt ? formatDateTime(locale, person.lastSignInAt) : t("never")}
      </PageHeader>
      <div className="flex flex-col gap-5">
        {done ? (
          <Notice tone="met" role="status">
            {t(`done.${done}`)}
          </Notice>
        ) : null}
        {person.isOneself ? <Notice tone="info">{t("ownHint")}</Notice> : null}
        <Card>
          <CardTitle>{t("roles")}</CardTitle>
          {held.length === 0 ? <p className="mt-2 text-ink-2">{t("rolesNone")}</p> : null}
          <ul className="mt-1 divide-y divide-line">
            {held.map((role) => (
              <RoleLine key={role.id} locale={locale} person={person} role={role} />
            ))}
          </ul>
        </Card>
        {mayGiveRoles ? (
          <Card id="give">
            <CardTitle
              className="mb-1"
              aside={
                choices ? (
                  <a
                    className="font-medium text-blood-ink underline underline-offset-4"
                    href={localizedPath(locale, `/staff/people/${person.id}#give`)}
                  >
                    {choices.place} · {t("change")}
                  </a>
                ) : null
              }
            >
              {t("addRole")}
            </CardTitle>
            <p className="mb-4 text-sm text-ink-2">{t("driveHint")}</p>
            {choices ? (
              <GiveRoleForm
                accountId={person.id}
                version={person.version}
                choices={choices}
                words={{ ...words, give: t("give") }}
              />
            ) : (
              <RolePlaceForm actor={actor} hash="#give" />
            )}
          </Card>
        ) : null}
        {person.isOneself ? null : <AccountCard locale={locale} person={person} />}
        {past.length > 0 ? (
          <Card>
            <CardTitle>{t("past")}</CardTitle>
            <ul className="mt-1 divide-y divide-line">
              {past.map((role) => (
                <RoleLine key={role.id} locale={locale} person={person} role={role} />
              ))}
            </ul>
          </Card>
        ) : null}
      </div>
    </div>
  );
}

async function RoleLine({ locale, person, role }: { locale: Locale; person: Person; role: PersonRole }) {
  const [t, accounts] = await Promise.all([getTranslations("accounts.people"), getTranslations("accounts")]);
  const word = accounts(`role.${role.role}`);
  const place = role.placeName ?? accounts("nation");
  const when = formatDateTime(locale, role.grantedAt);
  const ended = role.revokedAt === null ? null : formatDateTime(locale, role.revokedAt);
  return (
    <li className="flex flex-wrap items-start justify-between gap-3 py-3">
      <div>
        <p className="font-medium">{word}</p>
        <p className="text-ink-2">
          {[role.facilityName, role.scope === "drive" ? t("oneDrive", { place }) : place].filter(Boolean).join(" · ")}
        </p>
        <p className="text-sm text-ink-3">
          {role.grantedBy ? t("granted", { when, who: role.grantedBy }) : t("grantedSystem", { when })}
          {ended
            ? ` · ${role.revokedBy ? t("revoked", { when: ended, who: role.revokedBy }) : t("revokedPlain", { when: ended })}`
            : ""}
        </p>
      </div>
      {person.isOneself || role.scope === "drive" ? null : !role.givable ? (
        <p className="text-sm text-ink-3">{t("notYours")}</p>
      ) : role.revokedAt === null ? (
        <AskingPersonButton
          deed="revoke"
          fields={{ accountId: person.id, version: person.version, assignmentId: role.id }}
          label={t("revoke")}
          longLabel={t("revokeLabel", { role: word })}
          question={t("revokeAsk")}
          confirm={t("revokeConfirm")}
        />
      ) : person.state === "disabled" ? null : (
        <PersonButton
          deed="giveAgain"
          fields={{
            accountId: person.id,
            version: person.version,
            role: role.role,
            scope: role.scope,
            ...(role.scope === "unit" && role.unitId ? { unitId: role.unitId } : {}),
            ...(role.scope === "commune" && role.communeId ? { communeId: role.communeId } : {}),
            ...(role.facilityId ? { facilityId: role.facilityId } : {}),
          }}
          label={t("again")}
          longLabel={t("againLabel", { role: word })}
        />
      )}
    </li>
  );
}

async function AccountCard({ locale, person }: { locale: Locale; person: Person }) {
  const t = await getTranslations("accounts.people");
  const fields = { accountId: person.id, version: person.version };
  return (
    <Card>
      <CardTitle aside={t("openSessions", { count: person.openSessions })}>{t("account")}</CardTitle>
      {person.state === "invited" ? (
        <p className="mt-1 text-ink-2">
          {person.invitedUntil
            ? t("invitedUntil", { when: formatDateTime(locale, person.invitedUntil) })
            : t("invitationOver")}
        </p>
      ) : null}
      {!person.manageable ? (
        <p className="mt-2 text-ink-2">{t("notManageable")}</p>
      ) : person.state === "disabled" ? (
        <div className="mt-3 flex flex-col items-start gap-3">
          <p className="text-ink-2">{t("enableHint")}</p>
          <PersonButton deed="enable" fields={fields} label={t("enable")} />
        </div>
      ) : (
        <div className="mt-4 flex flex-col items-start gap-4">
          <div>
            <PersonButton deed="sendLink" fields={fields} label={t("sendLink")} />
            <p className="mt-1.5 text-sm text-ink-2">{t("sendLinkHint")}</p>
          </div>
          {person.openSessions > 0 ? (
            <AskingPersonButton
              deed="endSessions"
              fields={fields}
              label={t("endSessions")}
              question={t("endAsk")}
              confirm={t("endConfirm")}
            />
          ) : null}
          <AskingPersonButton
            deed="disable"
            fields={fields}
            label={t("disable")}
            look="danger"
            question={t("disableAsk")}
            confirm={t("disableConfirm")}
          />
        </div>
      )}
    </Card>
  );
}
