"use client";

import { type ReactNode, useEffect, useRef, useState } from "react";
import { useScript } from "@/components/ui/use-script";

interface Words {
  previous: string;
  next: string;
  full: string;
  back: string;
  /** "Trang {n}/{of}" with its blanks still in it. */
  at: string;
}

/**
 * Shows one slide at a time and turns them by keyboard: arrows, Page Up and Down, space, Home and End, F for the whole
 * screen, Esc back to the report. The address keeps the slide, and whoever listens hears which one it is. Until script
 * runs, and on paper, all slides stand below one another.
 */
export function DeckKeys({
  title,
  slides,
  titles,
  ids,
  words,
  backHref,
}: {
  title: string;
  slides: readonly ReactNode[];
  titles: readonly string[];
  ids: readonly string[];
  words: Words;
  backHref: string;
}) {
  const live = useScript();
  const deck = useRef<HTMLElement>(null);
  const [at, setAt] = useState(0);
  const last = slides.length - 1;
  const place = words.at.replace("{n}", String(at + 1)).replace("{of}", String(slides.length));

  useEffect(() => {
    const named = ids.indexOf(window.location.hash.slice(1));
    if (named > 0) setAt(named);
  }, [ids]);

  useEffect(() => {
    const go = (to: number) => {
      const next = Math.min(last, Math.max(0, to));
      setAt(next);
      window.history.replaceState(window.history.state, "", `#${ids[next]}`);
      window.scrollTo(0, 0);
    };
    const press = (event: KeyboardEvent) => {
      if (event.altKey || event.ctrlKey || event.metaKey) return;
      const onControl = event.target instanceof Element && event.target.closest("a, button");
      if ((event.key === " " || event.key === "Enter") && onControl) return;
      if (["ArrowRight", "ArrowDown", "PageDown", " "].includes(event.key)) go(at + 1);
      else if (["ArrowLeft", "ArrowUp", "PageUp"].includes(event.key)) go(at - 1);
      else if (event.key === "Home") go(0);
      else if (event.key === "End") go(last);
      else if (event.key === "f" || event.key === "F") toggleFull(deck.current);
      else if (event.key === "Escape" && document.fullscreenElement === null) window.location.assign(backHref);
      else return;
      event.preventDefault();
    };
    const turn = (event: Event) => go(at + Number((event as CustomEvent<number>).detail));
    const element = deck.current;
    window.addEventListener("keydown", press);
    element?.addEventListener("turn", turn);
    return () => {
      window.removeEventListener("keydown", press);
      element?.removeEventListener("turn", turn);
    };
  }, [at, last, ids, backHref]);

  const turnBy = (by: number) => deck.current?.dispatchEvent(new CustomEvent("turn", { detail: by }));
  const control =
    "inline-flex min-h-11 items-center rounded-control border border-line bg-card px-4 font-medium whitespace-nowrap disabled:opacity-50";
  return (
    <main
      id="main"
      tabIndex={-1}
      ref={deck}
      className="deck min-h-dvh bg-paper text-ink outline-none"
      data-live={live || undefined}
    >
      <h1 className="sr-only">{title}</h1>
      {slides.map((slide, index) => (
        <section
          key={ids[index]}
          id={ids[index]}
          className="slide"
          data-on={index === at || undefined}
          aria-label={titles[index]}
        >
          {slide}
        </section>
      ))}
      <p className="sr-only" aria-live="polite">
        {live ? `${place}. ${titles[at]}` : ""}
      </p>
      <nav className="fixed inset-x-0 bottom-0 flex flex-wrap items-center justify-center gap-2 bg-paper p-3 print:hidden">
        {live ? (
          <>
            <button type="button" className={control} disabled={at === 0} onClick={() => turnBy(-1)}>
              {words.previous}
            </button>
            <span className="min-w-24 text-center tabular-nums">{place}</span>
            <button type="button" className={control} disabled={at === last} onClick={() => turnBy(1)}>
              {words.next}
            </button>
            <button type="button" className={control} onClick={() => toggleFull(deck.current)}>
              {words.full}
            </button>
          </>
        ) : null}
        <a href={backHref} className={control}>
          {words.back}
        </a>
      </nav>
    </main>
  );
}

/** Browsers may refuse the whole screen; then the slide stays as large as its window. */
function toggleFull(element: HTMLElement | null): void {
  const asked = document.fullscreenElement ? document.exitFullscreen() : element?.requestFullscreen?.();
  asked?.catch(() => {});
}
