"use client";

/** A sentence, or a sentence with the numbers of the sources at the foot of the page that say so. */
export type Said = string | readonly [text: string, ...sources: number[]];

/** A sentence and the links to its sources. */
export function SaidText({ of }: { of: Said }) {
  if (typeof of === "string") return of;
  const [text, ...sources] = of;
  return (
    <>
      {text}
      {sources.map((number) => (
        <a key={number} href={`#s${number}`}>{`[${number}]`}</a>
      ))}
    </>
  );
}
