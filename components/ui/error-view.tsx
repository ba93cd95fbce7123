import type { ReactNode } from "react";
import { Drop } from "./drop";

/** A whole page that could not be shown: what happened, what it means, what to do. */
export function ErrorView({ title, children, actions }: { title: string; children: ReactNode; actions: ReactNode }) {
  return (
    <div className="mx-auto flex max-w-lg flex-col items-start py-12 sm:py-20">
      <Drop className="size-10" />
      <h1 className="mt-5 text-3xl font-bold tracking-tight">{title}</h1>
      <div className="mt-2 text-lg text-ink-2">{children}</div>
      <div className="mt-7 flex flex-wrap gap-3">{actions}</div>
    </div>
  );
}
