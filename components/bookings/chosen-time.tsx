"use client";

import { useEffect, useState } from "react";

/** Says which hour is chosen in the form, as it is chosen. Without script the browser itself asks for one. */
export function ChosenTime({
  form,
  name,
  hours,
  words,
}: {
  form: string;
  /** Of the radios. */
  name: string;
  /** Slot → "08:30, Chủ nhật 29/11". */
  hours: Record<string, string>;
  words: { label: string; none: string };
}) {
  const [chosen, setChosen] = useState("");
  useEffect(() => {
    const element = document.getElementById(form) as HTMLFormElement | null;
    if (!element) return;
    const read = () => setChosen(String(new FormData(element).get(name) ?? ""));
    read();
    element.addEventListener("change", read);
    return () => element.removeEventListener("change", read);
  }, [form, name]);
  return (
    <p className="min-w-0" aria-live="polite">
      <span className="block text-sm text-ink-3">{words.label}</span>
      <span className="block font-semibold">{hours[chosen] ?? words.none}</span>
    </p>
  );
}
