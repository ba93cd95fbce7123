"use client";

import type { CSSProperties } from "react";
import type { Locale } from "@/lib/i18n/routing";
import { boardWords } from "./board-words";
import { type Said, SaidText } from "./said";

/** A figure among the cards of the first row. `value` null: nobody published it, which the card says. */
export interface FigureCard {
  label: string;
  value: string | null;
  /** "trên", "gần": said smaller before the figure. */
  before?: string;
  unit?: string;
  lines?: Said[];
}

/** The first card: what was received, how far that is along the plan, and what else was printed about it. */
export interface ReceivedCard extends FigureCard {
  demo?: boolean;
  none: string;
  bar?: { label: string; now: number; max: number; target: number };
  /** How it stands, as a tone and in words. */
  state?: readonly [tone: string, text: string];
  printed?: Said;
  official?: Said;
}

/** The first row of a dashboard. */
export function FigureCards({
  locale,
  received,
  cards,
}: {
  locale: Locale;
  received: ReceivedCard;
  cards: FigureCard[];
}) {
  const { demo, unpublished } = boardWords(locale);
  const { bar, state, printed, official, lines = [] } = received;
  return (
    <dl className="figures">
      <div>
        <dt>
          {received.label}
          {received.demo ? <span className="demo">{demo}</span> : null}
        </dt>
        <dd>
          {received.value === null ? <em>{received.none}</em> : <strong>{received.value}</strong>}
          {bar ? <Meter {...bar} /> : null}
          {state || printed ? (
            <p>
              {state ? <b data-s={state[0]}>{state[1]}</b> : null}
              {printed ? (
                <span>
                  <SaidText of={printed} />
                </span>
              ) : null}
            </p>
          ) : null}
          <Lines of={lines} />
          {official ? (
            <small className="official">
              <SaidText of={official} />
            </small>
          ) : null}
        </dd>
      </div>
      {cards.map((card) => (
        <div key={card.label}>
          <dt>{card.label}</dt>
          <dd>
            {card.value === null ? (
              <em>{unpublished}</em>
            ) : (
              <>
                {card.before ? <span>{`${card.before} `}</span> : null}
                <strong>{card.value}</strong>
                {card.unit ? <span>{` ${card.unit}`}</span> : null}
              </>
            )}
            <Lines of={card.lines ?? []} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Lines({ of }: { of: Said[] }) {
  return of.map((line) => (
    <small key={String(line)}>
      <SaidText of={line} />
    </small>
  ));
}

/** A bar with the plan's tick; a `ProgressBar` in fewer bytes. */
function Meter({ label, now, max, target }: NonNullable<ReceivedCard["bar"]>) {
  const share = (part: number) => `${Math.round(Math.min(1, Math.max(0, max > 0 ? part / max : 0)) * 1000) / 10}%`;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a <meter> cannot be drawn alike in every browser, nor carry the target's tick
    <div
      role="meter"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={max}
      aria-valuenow={now}
      style={{ "--v": share(now), "--t": share(target) } as CSSProperties}
    />
  );
}
