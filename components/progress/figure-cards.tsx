"use client";

import type { CSSProperties } from "react";
import type { Locale } from "@/lib/i18n/routing";
import { boardWords } from "./board-words";
import { saidIn } from "./packed-said";
import { type Said, SaidText } from "./said";

/**
 * A figure among the cards of the first row: what it is called, what it says (null: nobody published it, which the card
 * says), packed sentences below it, "trên" or "gần" said smaller before it, its unit.
 */
export type FigureCard = readonly [label: string, value: string | null, lines?: string, before?: string, unit?: string];

/** The first card: what was received, how far that is along the plan, and what else was printed about it. */
export interface ReceivedCard {
  label: string;
  value: string | null;
  /** Packed sentences, see `packedSaid`. */
  lines: string;
  demo?: boolean;
  /** Said in place of a value that is null. */
  none?: string;
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
  const { bar, state, printed, official, lines } = received;
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
      {cards.map(([label, value, lines = "", before, unit]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>
            {value === null ? (
              <em>{unpublished}</em>
            ) : (
              <>
                {before ? <span>{`${before} `}</span> : null}
                <strong>{value}</strong>
                {unit ? <span>{` ${unit}`}</span> : null}
              </>
            )}
            <Lines of={lines} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Lines({ of }: { of: string }) {
  return saidIn(of).map((line) => (
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
