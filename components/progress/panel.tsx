"use client";

import type { ReactNode } from "react";

/** A card of a dashboard with its heading; a `Card` in fewer bytes, since a page holds a dozen of them. */
export function Panel({ title, aside, children }: { title: string; aside?: string | undefined; children: ReactNode }) {
  return (
    <section className="panel">
      <header>
        <h2>{title}</h2>
        {aside ? <p>{aside}</p> : null}
      </header>
      {children}
    </section>
  );
}
