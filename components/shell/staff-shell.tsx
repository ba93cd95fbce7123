import { Ellipsis } from "lucide-react";
import { headers } from "next/headers";
import { getLocale, getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { Brand } from "@/components/ui/brand";
import { cx } from "@/components/ui/cx";
import { DemoBanner } from "@/components/ui/demo-banner";
import { localizedPath } from "@/lib/i18n/path";
import { SkipLink } from "./skip-link";
import { StaffArrival } from "./staff-arrival";
import { StaffNav, type StaffNavItem } from "./staff-nav";
import { StaffProviders } from "./staff-providers";
import { StyleNonce } from "./style-nonce";
import { type StaffUser, type Theme, UserMenu } from "./user-menu";

/**
 * The frame of every staff page: navigation at the side (a rail on tablets, a bar at the foot of phones), the person's
 * menu, the page. The caller passes only the places this person may go; hiding a link is no protection.
 */
export async function StaffShell({
  children,
  nav,
  user,
  theme,
  themeAction,
  signOutAction,
  demo,
  rail,
  flush,
}: {
  children: ReactNode;
  nav: StaffNavItem[];
  user: StaffUser;
  theme: Theme;
  themeAction: (form: FormData) => void | Promise<void>;
  signOutAction: (form: FormData) => void | Promise<void>;
  demo?: boolean;
  /** Keeps the navigation a narrow rail on wide screens too: the desk needs the room. */
  rail?: boolean;
  /** The page draws its own margins. */
  flush?: boolean;
}) {
  const locale = await getLocale();
  const t = await getTranslations("shell");
  const nonce = (await headers()).get("x-nonce") ?? undefined;
  const home = { href: localizedPath(locale, "/staff"), label: t("homeLink"), name: t("brand") };
  const menu = { locale, user, theme, themeAction, signOutAction };
  const [first, rest] = nav.length > 5 ? [nav.slice(0, 4), nav.slice(4)] : [nav, []];
  return (
    <StaffProviders locale={locale}>
      {/* Where React Aria looks for the right to add its one style element; browsers hide the value from the page. */}
      <StyleNonce nonce={nonce} />
      <StaffArrival />
      <div data-theme={theme === "system" ? undefined : theme} className="min-h-dvh md:flex">
        <SkipLink>{t("skip")}</SkipLink>

        <aside
          data-shell
          className={cx(
            "sticky top-0 hidden h-dvh shrink-0 flex-col overflow-visible border-r border-line px-3 py-4 md:flex",
            rail ? "w-25" : "w-25 lg:w-62",
          )}
        >
          <div
            className={cx("mb-5", rail ? "[&_span]:hidden mx-auto" : "max-lg:mx-auto max-lg:[&_span]:hidden lg:px-2")}
          >
            <Brand {...home} />
          </div>
          <div className="-mx-1 min-h-0 flex-1 overflow-y-auto px-1">
            <StaffNav locale={locale} items={nav} label={t("staffNav")} shape={rail ? "rail" : "side"} />
          </div>
          <div className={cx("pt-3", rail ? "mx-auto" : "max-lg:mx-auto")}>
            <UserMenu {...menu} id="user-menu-side" corner="bottom-left" compact={rail ? "always" : "below-lg"} />
          </div>
        </aside>

        <header
          data-shell
          className="flex h-15 items-center justify-between border-b border-line bg-card px-4 md:hidden"
        >
          <Brand {...home} />
          <div>
            <UserMenu {...menu} id="user-menu-top" corner="top-right" compact="always" />
          </div>
        </header>

        <div className="min-w-0 flex-1 max-md:pb-20">
          {demo ? <DemoBanner label={t("demoLabel")}>{t("demo")}</DemoBanner> : null}
          <main
            id="main"
            tabIndex={-1}
            className={cx("outline-none", !flush && "mx-auto max-w-[90rem] px-4 py-6 sm:px-6 lg:px-9 lg:py-8")}
          >
            {children}
          </main>
        </div>

        <div
          data-shell
          className="fixed inset-x-0 bottom-0 z-30 border-t border-line bg-card px-1 pb-[env(safe-area-inset-bottom)] md:hidden"
        >
          <div className="flex items-stretch">
            <div className="min-w-0 flex-1">
              <StaffNav locale={locale} items={first} label={t("staffNav")} shape="bottom" />
            </div>
            {rest.length > 0 ? (
              <>
                <button
                  type="button"
                  popoverTarget="more-places"
                  className="flex min-h-14 w-1/5 shrink-0 cursor-pointer flex-col items-center justify-center gap-0.5 rounded-control text-xs font-medium text-ink-2"
                >
                  <Ellipsis aria-hidden className="size-5" />
                  {t("more")}
                </button>
                <div
                  id="more-places"
                  popover="auto"
                  className="fixed inset-auto right-2 bottom-16 m-0 w-64 rounded-card border border-line bg-card p-2 text-ink"
                >
                  <StaffNav locale={locale} items={rest} label={t("more")} shape="list" />
                </div>
              </>
            ) : null}
          </div>
        </div>
      </div>
    </StaffProviders>
  );
}
