"use client";

import { Clock, Navigation } from "lucide-react";
import { ProgressBar } from "@/components/ui/progress-bar";

/** A drive in a list, in words. */
export interface DriveCardWords {
  readonly href: string;
  /** The day as on a tear-off calendar, and whole for who hears it. */
  readonly day: { on: string; weekday: string; date: string; month: string; whole: string };
  /** Its campaign and its own title, when they say more than the venue does. */
  readonly over: string;
  readonly venue: string;
  readonly place: string;
  readonly hours: string;
  readonly distance: string | null;
  readonly taken: number;
  readonly capacity: number;
  readonly takenWords: string;
  readonly freeWords: string;
  readonly few: boolean;
}

const icon = "size-4.5 shrink-0";

/**
 * Drives to choose one from: the day, the place, the hours and how much room there is. The whole card is the link.
 * A client component without state, and each icon drawn once, so that twenty cards cost a phone little.
 */
export function DriveCards({ cards, className }: { cards: readonly DriveCardWords[]; className: string }) {
  return (
    <>
      <svg aria-hidden="true" className="absolute size-0">
        <symbol id="drive-hours" viewBox="0 0 24 24">
          <Clock strokeWidth={1.75} />
        </symbol>
        <symbol id="drive-distance" viewBox="0 0 24 24">
          <Navigation strokeWidth={1.75} />
        </symbol>
      </svg>
      <ul className={className}>
        {cards.map((card) => (
          <li
            key={card.href}
            className="focus-frame relative flex gap-5 rounded-card border border-line bg-card px-5 py-4.5 hover:border-edge"
          >
            <Day day={card.day} />
            <div className="flex min-w-0 flex-1 flex-col">
              {card.over ? <p className="mb-0.5 text-sm font-medium text-blood-ink">{card.over}</p> : null}
              <h3 className="text-lg leading-6.5 font-semibold tracking-tight text-balance">
                <a href={card.href} className="outline-none after:absolute after:inset-0 after:rounded-card">
                  {card.venue}
                </a>
              </h3>
              <p className="mt-0.5 text-ink-2">{card.place}</p>
              <p className="mt-1.5 mb-3 flex flex-wrap gap-x-5 gap-y-1 text-ink-2 tabular-nums">
                <span className="flex items-center gap-2">
                  <svg aria-hidden="true" className={icon}>
                    <use href="#drive-hours" />
                  </svg>
                  {card.hours}
                </span>
                {card.distance ? (
                  <span className="flex items-center gap-2">
                    <svg aria-hidden="true" className={icon}>
                      <use href="#drive-distance" />
                    </svg>
                    {card.distance}
                  </span>
                ) : null}
              </p>
              <div className="mt-auto flex items-center gap-4">
                <ProgressBar
                  thin
                  value={card.taken}
                  max={card.capacity}
                  tone={card.few ? "behind" : "met"}
                  label={card.takenWords}
                />
                <span className={`shrink-0 font-medium ${card.few ? "text-behind" : "text-met"}`}>
                  {card.freeWords}
                </span>
              </div>
            </div>
          </li>
        ))}
      </ul>
    </>
  );
}

function Day({ day }: { day: DriveCardWords["day"] }) {
  return (
    <time dateTime={day.on} className="w-14 shrink-0 text-center">
      <span aria-hidden className="block text-sm font-medium text-ink-3">
        {day.weekday}
      </span>
      <span aria-hidden className="block text-3xl leading-9 font-bold tracking-tight">
        {day.date}
      </span>
      <span aria-hidden className="block text-sm text-ink-3">
        {day.month}
      </span>
      <span className="sr-only">{day.whole}</span>
    </time>
  );
}
