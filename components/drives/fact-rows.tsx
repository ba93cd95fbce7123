"use client";

import { Building2, CalendarDays, MapPin, Phone, Stethoscope } from "lucide-react";

/** A fact of a drive in words: over it what it is, or a title; below it where it leads. */
export interface DriveFact {
  kind: "when" | "where" | "host" | "facility" | "phone";
  title?: string;
  label?: string;
  text?: string;
  link?: readonly [address: string, words: string];
}

const icons = { when: CalendarDays, where: MapPin, host: Building2, facility: Stethoscope, phone: Phone } as const;

/** The drawing of `DriveFacts`, without any state: so its icons lie in a script and not in the data of each page. */
export function FactRows({ facts }: { facts: readonly DriveFact[] }) {
  return (
    <ul className="space-y-3">
      {facts.map(({ kind, title, label, text, link }) => {
        const Icon = icons[kind];
        return (
          <li key={kind} className="flex gap-3">
            <Icon aria-hidden className="mt-0.75 size-4.5 shrink-0 text-ink-3" />
            <div className="min-w-0 flex-1">
              {label ? <span className="block text-sm text-ink-3">{label}</span> : null}
              {title ? <span className="font-medium">{title}</span> : null}
              {title ? (
                <span className={`block text-ink-2${kind === "when" ? " tabular-nums" : ""}`}>{text}</span>
              ) : (
                text
              )}
              {link ? (
                kind === "phone" ? (
                  <a href={link[0]} className="inline-flex min-h-8 items-center underline underline-offset-4">
                    {link[1]}
                  </a>
                ) : (
                  <a
                    href={link[0]}
                    rel="noreferrer"
                    className="inline-flex min-h-11 items-center font-medium text-blood-ink underline underline-offset-4"
                  >
                    {link[1]}
                  </a>
                )
              ) : null}
            </div>
          </li>
        );
      })}
    </ul>
  );
}
