import type { ReactNode } from "react";

/**
 * Says that people and drives are made up. Shown wherever demo data may be seen; printed too. Its flask is Lucide's
 * "flask-conical" without the attributes that the style sheet gives it.
 */
export function DemoBanner({ label, children }: { label: string; children: ReactNode }) {
  return (
    <aside aria-label={label} className="bg-info-tint text-info">
      <p className="mx-auto flex max-w-6xl items-start gap-2 px-5 py-2 text-sm">
        <svg aria-hidden="true" viewBox="0 0 24 24" className="line-icon mt-0.75 size-4 shrink-0">
          <path d="M14 2v6a2 2 0 0 0 .245.96l5.51 10.08A2 2 0 0 1 18 22H6a2 2 0 0 1-1.755-2.96l5.51-10.08A2 2 0 0 0 10 8V2M6.453 15h11.094M8.5 2h7" />
        </svg>
        <span>{children}</span>
      </p>
    </aside>
  );
}
