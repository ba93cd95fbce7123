"use client";

/** What is told, what it is, and a link that leads on from it. */
export type UnitFact = readonly [label: string, value: string, link?: string, href?: string];

/** What is known of a unit beside its figures. */
export function UnitFacts({ facts }: { facts: readonly UnitFact[] }) {
  return (
    <dl className="facts">
      {facts.map(([label, value, link, href]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>
            {link ? `${value} · ` : value}
            {link ? <a href={href}>{link}</a> : null}
          </dd>
        </div>
      ))}
    </dl>
  );
}
