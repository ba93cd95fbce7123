"use client";

import "./drive-cards.css";
import { Clock, Navigation } from "lucide-react";
import type { CSSProperties } from "react";
import { cx } from "@/components/ui/cx";

/** A drive in a list, in words. */
export interface DriveCardWords {
  readonly href: string;
  /** The day as on a tear-off calendar, and whole for who hears it. */
  readonly day: { on: string; weekday: string; date: string; month: string; whole: string };
  /** Its campaign and its own title, when they say more than the venue does. */
  readonly over?: string;
  readonly venue: string;
  readonly place: string;
  readonly hours: string;
  readonly distance?: string;
  /** Of the places there are, in percent. */
  readonly taken: number;
  /** How many are left, in words. */
  readonly room: string;
  readonly few?: true;
}

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
      <ul className={cx("drive-cards", className)}>
        {cards.map((card) => (
          <li key={card.href} className="focus-frame">
            <time dateTime={card.day.on}>
              <span aria-hidden>
                {card.day.weekday}
                <b>{card.day.date}</b>
                {card.day.month}
              </span>
              <span className="sr-only">{card.day.whole}</span>
            </time>
            <div>
              {card.over ? <small>{card.over}</small> : null}
              <h3>
                <a href={card.href}>{card.venue}</a>
              </h3>
              <p>{card.place}</p>
              <p>
                <Fact icon="hours">{card.hours}</Fact>
                {card.distance ? <Fact icon="distance">{card.distance}</Fact> : null}
              </p>
              <span data-room={card.few ? "few" : ""} style={{ "--taken": `${card.taken}%` } as CSSProperties}>
                {card.room}
              </span>
            </div>
          </li>
        ))}
      </ul>
    </>
  );
}

function Fact({ icon, children }: { icon: "hours" | "distance"; children: string }) {
  return (
    <span>
      <svg aria-hidden="true">
        <use href={`#drive-${icon}`} />
      </svg>
      {children}
    </span>
  );
}
