import { ChevronDown, LogOut } from "lucide-react";
import { useTranslations } from "next-intl";
import { Avatar } from "@/components/ui/avatar";
import { Button } from "@/components/ui/button";
import { cx } from "@/components/ui/cx";
import type { Locale } from "@/lib/i18n/routing";
import { LanguageLink } from "./language-link";

export type Theme = "light" | "dark" | "system";
export type StaffUser = { name: string /** Role and unit: "Bàn tiếp đón · Hà Nội". */; place: string };
type FormAction = (form: FormData) => void | Promise<void>;

/** Who is signed in, the other language, the theme, and the way out. Opens without script (`details`). */
export function UserMenu({
  locale,
  user,
  theme,
  themeAction,
  signOutAction,
  opens = "down",
  compact,
}: {
  locale: Locale;
  user: StaffUser;
  theme: Theme;
  themeAction: FormAction;
  signOutAction: FormAction;
  opens?: "up" | "down";
  /** Only the initials. */
  compact?: "always" | "below-lg";
}) {
  const t = useTranslations("shell");
  const themes = [
    ["system", t("themeSystem")],
    ["light", t("themeLight")],
    ["dark", t("themeDark")],
  ] as const;
  return (
    <details className="group relative">
      <summary className="flex min-h-11 items-center gap-2.5 rounded-control px-1.5 py-1 hover:bg-sunk">
        <Avatar name={user.name} size="sm" />
        <span className="sr-only">{t("signedInAs", { name: user.name })}</span>
        <span
          className={cx("min-w-0 flex-1", compact === "always" && "hidden", compact === "below-lg" && "max-lg:hidden")}
        >
          <span className="block truncate text-sm font-semibold">{user.name}</span>
          <span className="block truncate text-xs text-ink-3">{user.place}</span>
        </span>
        <ChevronDown
          aria-hidden
          className={cx(
            "size-4 shrink-0 text-ink-3 group-open:rotate-180",
            compact === "always" && "hidden",
            compact === "below-lg" && "max-lg:hidden",
          )}
        />
      </summary>
      <div
        className={cx(
          "absolute z-40 w-64 rounded-card border border-line bg-card p-2",
          opens === "up" ? "bottom-full left-0 mb-2" : "top-full right-0 mt-2",
        )}
      >
        <div className="px-3 py-2">
          <p className="font-semibold">{user.name}</p>
          <p className="text-sm text-ink-3">{user.place}</p>
        </div>
        <form action={themeAction} className="border-t border-line px-3 py-2.5">
          <p id="theme-label" className="mb-1.5 text-sm text-ink-3">
            {t("theme")}
          </p>
          <fieldset aria-labelledby="theme-label" className="grid grid-cols-3 gap-1">
            {themes.map(([value, label]) => (
              <button
                key={value}
                type="submit"
                name="theme"
                value={value}
                aria-pressed={theme === value}
                className="min-h-11 cursor-pointer rounded-chip border border-line px-1 text-sm hover:border-edge aria-pressed:border-blood aria-pressed:bg-blood-tint aria-pressed:font-semibold aria-pressed:text-blood-dark"
              >
                {label}
              </button>
            ))}
          </fieldset>
        </form>
        <LanguageLink
          locale={locale}
          label={t("otherLanguage")}
          className="flex min-h-11 items-center rounded-control border-t border-line px-3 hover:bg-sunk"
        />
        <form action={signOutAction} className="border-t border-line pt-1">
          <Button type="submit" variant="quiet" block className="justify-start! px-3!">
            <LogOut aria-hidden className="size-5" />
            {t("signOut")}
          </Button>
        </form>
      </div>
    </details>
  );
}
