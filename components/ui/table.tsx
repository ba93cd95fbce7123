import type { ComponentProps, ReactNode } from "react";
import { cx } from "./cx";

/**
 * Hairlines, no stripes. `stack` turns each row into a block of "label: value" below 640 px (give each `Td` a `label`);
 * without it, or where columns are more than a tablet has room for, a wide table scrolls sideways inside its frame, and
 * with `stickyFirst` its first column stays.
 */
export function Table({
  caption,
  showCaption,
  stack,
  stickyFirst,
  children,
  className,
  ...rest
}: ComponentProps<"table"> & {
  caption: string;
  showCaption?: boolean;
  stack?: boolean;
  stickyFirst?: boolean;
  children: ReactNode;
}) {
  return (
    // Focusable, so that a keyboard can scroll it.
    <section
      aria-label={caption}
      tabIndex={stack ? undefined : 0}
      // What the keyboard reaches must not come to lie under the column that stays.
      className={cx(
        "relative min-w-0",
        stack ? "sm:max-xl:overflow-x-auto" : "overflow-x-auto",
        stickyFirst && "scroll-pl-[50%]",
      )}
    >
      <table
        data-stack={stack || undefined}
        data-sticky-first={stickyFirst || undefined}
        className={cx("kit-table w-full border-collapse text-left tabular-nums", className)}
        {...rest}
      >
        <caption className={showCaption ? "pb-3 text-left text-lg font-semibold" : "sr-only"}>{caption}</caption>
        {children}
      </table>
    </section>
  );
}

/** A column's heading. `num` sets it right, over its figures. */
export function Th({ num, className, scope = "col", ...rest }: ComponentProps<"th"> & { num?: boolean }) {
  return (
    <th
      scope={scope}
      className={cx(
        "border-b border-line px-3 py-2.5 align-bottom text-sm font-medium text-ink-3 first:pl-0 last:pr-0",
        num && "text-right",
        className,
      )}
      {...rest}
    />
  );
}

/**
 * A cell. `num` for figures, `label` for its heading when the table is stacked on a phone, `absent` where there is
 * nothing to tell: that takes no line of a stacked row.
 */
export function Td({
  num,
  label,
  absent,
  className,
  children,
  ...rest
}: ComponentProps<"td"> & { num?: boolean; label?: string; absent?: boolean }) {
  return (
    <td
      data-label={label}
      className={cx(
        "border-b border-line px-3 py-3 align-middle first:pl-0 last:pr-0",
        num && "text-right",
        absent && "max-sm:hidden!",
        className,
      )}
      {...rest}
    >
      {label && !isPlain(children) ? <div className="min-w-0">{children}</div> : children}
    </td>
  );
}

/** One word or figure needs nothing around it to stay together beside its label. */
const isPlain = (children: ReactNode) => typeof children === "string" || typeof children === "number";

/** A row's heading cell: the name the other cells are about. */
export function RowHeader({ className, ...rest }: ComponentProps<"th">) {
  return (
    <th
      scope="row"
      className={cx("border-b border-line px-3 py-3 text-left align-middle font-medium first:pl-0", className)}
      {...rest}
    />
  );
}
