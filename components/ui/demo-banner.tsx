import { FlaskConical } from "lucide-react";
import type { ReactNode } from "react";

/** Says that people and drives are made up. Shown wherever demo data may be seen; printed too. */
export function DemoBanner({ label, children }: { label: string; children: ReactNode }) {
  return (
    <aside aria-label={label} className="bg-info-tint text-info">
      <p className="mx-auto flex max-w-6xl items-start gap-2 px-5 py-2 text-sm">
        <FlaskConical aria-hidden className="mt-0.75 size-4 shrink-0" />
        <span>{children}</span>
      </p>
    </aside>
  );
}
