import { type RefObject, useEffect, useRef } from "react";
import { firstWrong } from "./first-wrong";

/** For a form over `useAnswer`: after each answer the keyboard goes to the first field that needs something. */
export function useFirstWrong(turn: number): RefObject<HTMLFormElement | null> {
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (turn > 0) firstWrong(form.current)?.focus();
  }, [turn]);
  return form;
}
