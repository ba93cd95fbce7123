"use client";

import Link, { useLinkStatus } from "next/link";
import { usePathname } from "next/navigation";
import type { ReactNode } from "react";
import { cx } from "@/components/ui/cx";
import { localizedPath, splitPath } from "@/lib/i18n/path";
import type { Locale } from "@/lib/i18n/routing";

export type StaffNavItem = {
  /** Without language: `/staff/drives`. */
  href: string;
  label: string;
  /** One or two words, where room is short: "Buổi hiến". */
  short?: string;
  /** A lucide icon, `size-5`. */
  icon: ReactNode;
  /** Current only on this very page, not on those below it (`/staff`). */
  exact?: boolean;
};

type NavShape = "side" | "rail" | "bottom" | "list";

/** The staff's places. `side`: words beside icons, a rail of icons over words on tablets. `bottom`: a phone's bar. */
export function StaffNav({
  locale,
  items,
  label,
  shape,
}: {
  locale: Locale;
  items: StaffNavItem[];
  label: string;
  shape: NavShape;
}) {
  const { path } = splitPath(usePathname());
  const isCurrent = (item: StaffNavItem) => path === item.href || (!item.exact && path.startsWith(`${item.href}/`));
  return (
    <nav aria-label={label}>
      <ul className={cx(shape === "bottom" ? "grid auto-cols-fr grid-flow-col" : "flex flex-col gap-1")}>
        {items.map((item) => (
          <li key={item.href} className="min-w-0">
            <Link
              href={localizedPath(locale, item.href)}
              prefetch={false}
              onClick={(event) => event.currentTarget.closest<HTMLElement>("[popover]")?.hidePopover()}
              aria-current={isCurrent(item) ? "page" : undefined}
              className={cx(
                "flex items-center rounded-control font-medium text-ink-2 hover:bg-sunk hover:text-ink",
                "aria-[current]:bg-blood-tint aria-[current]:font-semibold aria-[current]:text-blood-dark",
                shape === "bottom" && "min-h-14 flex-col justify-center gap-0.5 px-1 text-xs",
                shape === "list" && "min-h-11 gap-3 px-3.5",
                shape === "rail" && "min-h-15 flex-col justify-center gap-1 px-1 text-center text-xs",
                shape === "side" &&
                  "min-h-15 flex-col justify-center gap-1 px-1 text-center text-xs lg:min-h-11 lg:flex-row lg:justify-start lg:gap-3 lg:px-3.5 lg:text-left lg:text-base",
              )}
            >
              <PendingIcon>{item.icon}</PendingIcon>
              <NavWords item={item} shape={shape} />
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function NavWords({ item, shape }: { item: StaffNavItem; shape: NavShape }) {
  if (shape === "bottom") return <span className="max-w-full truncate">{item.short ?? item.label}</span>;
  if (shape === "rail") return <span>{item.short ?? item.label}</span>;
  if (shape === "list" || !item.short) return <span>{item.label}</span>;
  return (
    <>
      <span className="lg:hidden">{item.short}</span>
      <span className="max-lg:hidden">{item.label}</span>
    </>
  );
}

/** The place one has asked for breathes until it arrives: staff pages are not streamed, so nothing else would move. */
function PendingIcon({ children }: { children: ReactNode }) {
  const { pending } = useLinkStatus();
  return <span className={cx("shrink-0", pending && "animate-pulse text-blood-ink")}>{children}</span>;
}
