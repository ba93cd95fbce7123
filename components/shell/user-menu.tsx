import { ChevronDown, LogOut } from "lucide-react";
import { useTranslations } from "next-intl";
import { Avatar } from "@/components/ui/avatar";
import { Button } from "@/components/ui/button";
import { cx } from "@/components/ui/cx";
import type { Locale } from "@/lib/i18n/routing";
import { LanguageLink } from "./language-link";

export type Theme = "light" | "dark" | "system";
export type StaffUser = { name: string /** Role and unit: "Bàn tiếp đón · Hà Nội". */; place: string };

type PlainAction = (form: FormData) => void | Promise<void>;

/**
 * Who is signed in, the other language, the theme, and the way out. The browser's own popover: opens without script,
 * closes on Escape and on a press beside it.
 */
export function UserMenu({
  id,
  locale,
  user,
  theme,
  themeAction,
  signOutAction,
  corner,
  compact,
}: {
  id: string;
  locale: Locale;
  user: StaffUser;
  theme: Theme;
  themeAction: PlainAction;
  signOutAction: PlainAction;
  /** Where on the screen it opens. */
  corner: "top-right" | "bottom-left";
  /** Only the initials. */
  compact?: "always" | "below-lg";
}) {
  const t = useTranslations("shell");
  const themes = [
    ["light", t("themeLight")],
    ["dark", t("themeDark")],
    ["system", t("themeSystem")],
  ] as const;
  const hidden = cx(compact === "always" && "hidden", compact === "below-lg" && "max-lg:hidden");
  return (
    <>
      <button
        type="button"
        popoverTarget={id}
        className="flex min-h-11 w-full cursor-pointer items-center gap-2.5 rounded-control px-1.5 py-1 text-left hover:bg-sunk"
      >
        <Avatar name={user.name} size="sm" />
        <span className="sr-only">{t("signedInAs", { name: user.name })}</span>
        <span aria-hidden className={cx("min-w-0 flex-1", hidden)}>
          <span className="block truncate text-sm font-semibold">{user.name}</span>
          <span className="block truncate text-xs text-ink-3">{user.place}</span>
        </span>
        <ChevronDown aria-hidden className={cx("size-4 shrink-0 text-ink-3", hidden)} />
      </button>
      <div
        id={id}
        popover="auto"
        className={cx(
          "fixed inset-auto m-0 w-72 rounded-card border border-line bg-card p-2 text-ink",
          corner === "bottom-left" ? "bottom-17 left-3" : "top-14 right-3",
        )}
      >
        <div className="px-3 py-2">
          <p className="font-semibold">{user.name}</p>
          <p className="text-sm text-ink-3">{user.place}</p>
        </div>
        <form action={themeAction} className="border-t border-line px-3 py-2.5">
          <fieldset>
            <legend className="mb-1.5 text-sm text-ink-3">{t("theme")}</legend>
            <div className="grid grid-cols-[1fr_1fr_1.3fr] gap-1">
              {themes.map(([value, label]) => (
                <button
                  key={value}
                  type="submit"
                  name="theme"
                  value={value}
                  aria-pressed={theme === value}
                  className="min-h-11 cursor-pointer rounded-chip border border-line px-1 text-sm whitespace-nowrap hover:border-edge aria-pressed:border-blood aria-pressed:bg-blood-tint aria-pressed:font-semibold aria-pressed:text-blood-dark"
                >
                  {label}
                </button>
              ))}
            </div>
          </fieldset>
        </form>
        <div className="border-t border-line py-1">
          <LanguageLink
            locale={locale}
            label={t("otherLanguage")}
            className="flex min-h-11 items-center rounded-control px-3 hover:bg-sunk"
          />
        </div>
        <form action={signOutAction} className="border-t border-line pt-1">
          <Button type="submit" variant="quiet" block className="justify-start! px-3!">
            <LogOut aria-hidden className="size-5" />
            {t("signOut")}
          </Button>
        </form>
      </div>
    </>
  );
}
