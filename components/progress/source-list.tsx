"use client";

import { type Said, SaidText } from "./said";

/** What a figure is called, what it says, and when, how final and printed where. */
export type ToldFigure = readonly [label: string, value: string, standing: Said];

/** Published figures, a line each. */
export function ToldFigures({ figures }: { figures: readonly ToldFigure[] }) {
  return (
    <ul>
      {figures.map(([label, value, standing]) => (
        <li key={label + value + String(standing)}>
          {label ? `${label}: ` : null}
          <b>{value}</b> <SaidText of={standing} />
        </li>
      ))}
    </ul>
  );
}

/** The foot of a dashboard: closed until somebody asks where its figures come from. */
export function SourceList({
  title,
  parts,
  list,
  foot,
}: {
  title: string;
  parts: readonly { title: string; figures?: readonly ToldFigure[]; text?: string }[];
  list: { title: string; sources: readonly (readonly [name: string, address: string])[] };
  foot: string;
}) {
  return (
    <section className="panel" id="sources" data-print="card">
      <details>
        <summary>
          <h2>{title}</h2>
        </summary>
        <div className="sources">
          {parts.map((part) => (
            <div key={part.title}>
              <h3>{part.title}</h3>
              {part.figures ? <ToldFigures figures={part.figures} /> : null}
              {part.text ? <p>{part.text}</p> : null}
            </div>
          ))}
          {list.sources.length > 0 ? (
            <div>
              <h3>{list.title}</h3>
              <ol>
                {list.sources.map(([name, address], index) => (
                  <li key={address + name} id={`s${index + 1}`}>
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
          <p>{foot}</p>
        </div>
      </details>
    </section>
  );
}
