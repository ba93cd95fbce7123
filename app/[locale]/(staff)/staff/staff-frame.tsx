import {
  Award,
  CalendarDays,
  ChartNoAxesColumn,
  CircleUserRound,
  ClipboardList,
  Landmark,
  Megaphone,
  ScanLine,
  ScrollText,
  Sun,
  Target,
  Users,
} from "lucide-react";
import { cookies } from "next/headers";
import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import type { StaffNavItem } from "@/components/shell/staff-nav";
import { StaffShell } from "@/components/shell/staff-shell";
import type { Theme } from "@/components/shell/user-menu";
import { setThemeAction, signOutAction } from "@/lib/accounts/actions";
import { ownAccount } from "@/lib/accounts/queries";
import { themeCookie } from "@/lib/accounts/schema";
import type { StaffActor } from "@/lib/auth/actor";
import { anywhere, may } from "@/lib/auth/authorize";
import { currentStaff } from "@/lib/auth/current";
import { freshForm } from "@/lib/forms/state";

/**
 * Navigation, the person's menu and the page. Without a session the page stands bare: it sends its reader to the
 * sign-in page by itself. `rail` and `flush` are the shell's, for pages that need the room (the desk). The words that
 * client pieces of these pages read are named in `components/shell/staff-words`.
 */
export async function StaffFrame({ children, rail, flush }: { children: ReactNode; rail?: boolean; flush?: boolean }) {
  const actor = await currentStaff();
  if (actor === null) return children;
  const account = await ownAccount(actor);
  const t = await getTranslations("accounts");
  const first = account.roles[0];
  const place = first
    ? `${t(`role.${first.role}`)} · ${first.facilityName ?? first.placeName ?? t("nation")}`
    : account.email;
  return (
    <StaffShell
      nav={await navOf(actor)}
      user={{ name: account.name, place }}
      theme={themeOf((await cookies()).get(themeCookie)?.value)}
      themeAction={asPlain(setThemeAction)}
      signOutAction={asPlain(signOutAction)}
      demo={account.isDemo}
      rail={rail}
      flush={flush}
    >
      {children}
    </StaffShell>
  );
}

/** Only what this person's roles open; hiding a link protects nothing, the pages ask for themselves. */
async function navOf(actor: StaffActor): Promise<StaffNavItem[]> {
  const t = await getTranslations("accounts.nav");
  const icon = "size-5 shrink-0";
  const places: (StaffNavItem & { open: boolean })[] = [
    { href: "/staff", label: t("today"), icon: <Sun aria-hidden className={icon} />, exact: true, open: true },
    {
      href: "/staff/desk",
      label: t("desk"),
      icon: <ScanLine aria-hidden className={icon} />,
      open: may(actor, "desk.view", anywhere),
    },
    {
      href: "/staff/drives",
      label: t("drives"),
      short: t("drivesShort"),
      icon: <CalendarDays aria-hidden className={icon} />,
      open: may(actor, "drive.view", anywhere),
    },
    {
      href: "/staff/progress",
      label: t("progress"),
      icon: <ChartNoAxesColumn aria-hidden className={icon} />,
      open: may(actor, "progress.view", anywhere),
    },
    {
      href: "/staff/targets",
      label: t("targets"),
      icon: <Target aria-hidden className={icon} />,
      open: may(actor, "target.view", anywhere),
    },
    {
      href: "/staff/awards",
      label: t("awards"),
      icon: <Award aria-hidden className={icon} />,
      open: may(actor, "award.totals", anywhere),
    },
    {
      href: "/staff/units",
      label: t("units"),
      icon: <Landmark aria-hidden className={icon} />,
      open: may(actor, "unit.view", anywhere),
    },
    {
      href: "/staff/reports",
      label: t("reports"),
      icon: <ClipboardList aria-hidden className={icon} />,
      open: may(actor, "report.calendar", anywhere),
    },
    {
      href: "/staff/outreach",
      label: t("outreach"),
      icon: <Megaphone aria-hidden className={icon} />,
      open: may(actor, "outreach.view", anywhere),
    },
    {
      href: "/staff/people",
      label: t("people"),
      icon: <Users aria-hidden className={icon} />,
      open: may(actor, "people.view", anywhere),
    },
    {
      href: "/staff/audit",
      label: t("audit"),
      icon: <ScrollText aria-hidden className={icon} />,
      open: may(actor, "audit.view", anywhere),
    },
    { href: "/staff/account", label: t("account"), icon: <CircleUserRound aria-hidden className={icon} />, open: true },
  ];
  return places.filter((place) => place.open).map(({ open: _, ...item }) => item);
}

function themeOf(value: string | undefined): Theme {
  return value === "light" || value === "dark" ? value : "system";
}

/** A form action for a form that shows no answer of its own. */
function asPlain(action: typeof signOutAction): (form: FormData) => Promise<void> {
  return action.bind(null, freshForm()) as unknown as (form: FormData) => Promise<void>;
}
