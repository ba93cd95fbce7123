"use client";

import type { Locale } from "@/lib/i18n/routing";
import { boardWords } from "./board-words";
import { type Said, SaidText } from "./said";

/**
 * What a figure is called, what it says, and when, how final and printed where; the last is left out when it is the same
 * as for the figure before.
 */
export type ToldFigure = readonly [label: string, value: string, standing?: Said];

/** Published figures, a line each. */
export function ToldFigures({ figures }: { figures: readonly ToldFigure[] }) {
  return (
    <ul>
      {figures.map(([label, value], index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two prints may say the same figure in the same words
        <li key={index}>
          {label ? `${label}: ` : null}
          <b>{value}</b> <SaidText of={figures.slice(0, index + 1).findLast(([, , said]) => said)?.[2] ?? ""} />
        </li>
      ))}
    </ul>
  );
}

/** The foot of a dashboard: closed until somebody asks where its figures come from. */
export function SourceList({
  locale,
  parts,
  sources,
  demo,
}: {
  locale: Locale;
  parts: readonly { kind: "totals" | "rate" | "others"; figures?: readonly ToldFigure[]; text?: string }[];
  /** Where it was published, in the order of the numbers by which the page names it. */
  sources: readonly (readonly [name: string, address?: string])[];
  demo?: boolean;
}) {
  const { sources: words, map } = boardWords(locale);
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
              {part.figures ? <ToldFigures figures={part.figures} /> : null}
              {part.text ? <p>{part.text}</p> : null}
            </div>
          ))}
          {sources.length > 0 ? (
            <div>
              <h3>{words.list}</h3>
              <ol>
                {sources.map(([name, address], index) => (
                  <li key={`${address}${name}`} id={`s${index + 1}`}>
                    {address ? (
                      <a href={address} rel="noreferrer">
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
