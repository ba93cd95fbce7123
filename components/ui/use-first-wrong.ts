import { type RefObject, useEffect, useRef } from "react";
import { firstWrong } from "./first-wrong";

/**
 * For a form over `useAnswer`: after each answer the keyboard goes to the first field that needs something. Where the
 * form is drawn anew with its answer (`key={state.turn}`) what was pressed is gone: the button takes its place.
 */
export function useFirstWrong(turn: number): RefObject<HTMLFormElement | null> {
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (turn === 0) return;
    const wrong = firstWrong(form.current);
    if (wrong) wrong.focus();
    else if (document.activeElement === document.body)
      form.current?.querySelector<HTMLElement>("button[type=submit]")?.focus({ preventScroll: true });
  }, [turn]);
  return form;
}
