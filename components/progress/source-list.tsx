"use client";

import { unpacked } from "@/components/ui/packed";
import type { Locale } from "@/lib/i18n/routing";
import { boardWords } from "./board-words";
import { type Said, SaidText } from "./said";

/** Of when, how final and printed where; then what was said so, as packed rows of what a figure is called and what it says. */
export type ToldFigures = readonly [standing: Said, figures: string];

/** Published figures; those that stand alike are listed under how they stand. */
export function ToldList({ told }: { told: readonly ToldFigures[] }) {
  return (
    <ul>
      {told.map(([standing, figures]) => {
        const rows = unpacked(figures);
        if (rows.length > 1)
          return (
            <li key={`${standing}${figures}`}>
              <p>
                <SaidText of={standing} />
              </p>
              <ul>
                {rows.map(([value, label]) => (
                  <li key={`${label}${value}`}>
                    <Told value={value} label={label} />
                  </li>
                ))}
              </ul>
            </li>
          );
        return (
          <li key={`${standing}${figures}`}>
            <Told value={rows[0]?.[0]} label={rows[0]?.[1]} />
            {" · "}
            <SaidText of={standing} />
          </li>
        );
      })}
    </ul>
  );
}

function Told({ value, label }: { value: string | undefined; label: string | undefined }) {
  return (
    <>
      {label ? `${label}: ` : null}
      <b>{value}</b>
    </>
  );
}

/** What the foot of a dashboard tells. */
export interface SourceFacts {
  parts: readonly { kind: "totals" | "rate" | "others"; told?: readonly ToldFigures[]; text?: string }[];
  /** Packed rows of who published and at which address, in the order of the numbers by which the page names them. */
  sources: string;
  demo?: boolean;
}

/** The foot of a dashboard: closed until somebody asks where its figures come from. */
export function SourceList({ locale, parts, sources, demo }: SourceFacts & { locale: Locale }) {
  const { sources: words, map } = boardWords(locale);
  const places = unpacked(sources);
  return (
    <section className="panel" id="sources">
      <details>
        <summary>
          <h2>{words.title}</h2>
        </summary>
        <div className="sources">
          {parts.map((part) => (
            <div key={part.kind}>
              <h3>{words[part.kind]}</h3>
              {part.told ? <ToldList told={part.told} /> : null}
              {part.text ? <p>{part.text}</p> : null}
            </div>
          ))}
          {places.length > 0 ? (
            <div>
              <h3>{words.list}</h3>
              <ol>
                {places.map(([name, address], index) => (
                  <li key={`${address}${name}`} id={`s${index + 1}`}>
                    {address ? (
                      <a href={/^\w+:/.test(address) ? address : `https://${address}`} rel="noreferrer">
                        {name}
                      </a>
                    ) : (
                      name
                    )}
                  </li>
                ))}
              </ol>
            </div>
          ) : null}
          <p>{`${words.counting} ${demo ? `${words.demoCounting} ` : ""}${map.source}.`}</p>
        </div>
      </details>
    </section>
  );
}
