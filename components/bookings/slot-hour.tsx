import { ChevronDown } from "lucide-react";
import type { ReactNode } from "react";

/** An hour of a long day: what is left in it, and its slots when it is unfolded. Needs no script. */
export function SlotHourFold({
  label,
  note,
  free,
  open,
  children,
}: {
  label: string;
  note: string;
  free: boolean;
  open: boolean;
  children: ReactNode;
}) {
  const row = "flex min-h-13 items-center gap-3 px-4";
  if (!free)
    return (
      <div className={`${row} rounded-control border border-line bg-sunk text-ink-3`}>
        <span className="font-semibold tracking-tight line-through">{label}</span>
        <span className="ml-auto text-sm">{note}</span>
      </div>
    );
  return (
    <details open={open} className="group rounded-control border border-line bg-card has-checked:border-blood">
      <summary
        className={`${row} cursor-pointer list-none rounded-control hover:bg-blood-tint [&::-webkit-details-marker]:hidden`}
      >
        <span className="text-lg font-semibold tracking-tight">{label}</span>
        <span className="ml-auto text-sm text-ink-3">{note}</span>
        <ChevronDown aria-hidden className="size-5 shrink-0 text-ink-3 group-open:rotate-180" />
      </summary>
      <div className="px-3 pt-1 pb-3">{children}</div>
    </details>
  );
}
