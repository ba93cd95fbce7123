import type { ComponentProps } from "react";
import { cx } from "./cx";

/** A white surface with a hairline. `flush` leaves the padding to what is inside (tables, split grids). */
export function Card({ flush, className, ...rest }: ComponentProps<"section"> & { flush?: boolean }) {
  return (
    <section
      data-print="card"
      className={cx("rounded-card border border-line bg-card", flush ? "overflow-hidden" : "p-5 sm:p-6", className)}
      {...rest}
    />
  );
}
