"use client";

import { Check, CircleAlert, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { cx } from "@/components/ui/cx";
import { toneText } from "@/components/ui/tone";
import type { VitalVerdict } from "@/lib/eligibility/rules";
import { useSay } from "./use-say";

/** One measure: its name, the number as large as it matters, its unit, and what the rules say of it as it is typed. */
export function VitalCell({
  id,
  label,
  unit,
  value,
  verdicts,
  error,
  optional,
  placeholder,
  begin,
  decimal,
  wide,
  onChange,
  children,
}: {
  id: string;
  label: string;
  unit: string;
  value: string;
  verdicts: readonly VitalVerdict[];
  error?: string | null;
  optional?: string;
  placeholder?: string;
  begin?: boolean;
  decimal?: boolean;
  wide?: boolean;
  onChange: (text: string) => void;
  children?: ReactNode;
}) {
  const told = verdictToShow(verdicts);
  const say = useSay("eligibility");
  const words = told
    ? [
        ...new Set(
          verdicts
            .filter((verdict) => verdict.verdict === told.verdict)
            .map((one) => (one.verdict === "empty" ? "" : say(`vital.${one.word}`, one.facts))),
        ),
      ].join(" / ")
    : null;
  return (
    <div className="focus-within:bg-sunk/60 border-line p-5 max-sm:border-b sm:odd:border-r sm:[&:nth-child(n+3)]:border-t sm:[&:last-child:nth-child(odd)]:col-span-2 sm:[&:last-child:nth-child(odd)]:border-r-0">
      <label htmlFor={id} className="text-sm text-ink-2">
        {label}
        {optional ? <span className="text-ink-3"> ({optional})</span> : null}
      </label>
      <div className="flex items-baseline gap-2">
        <input
          id={id}
          type="text"
          inputMode={decimal ? "decimal" : wide ? "text" : "numeric"}
          autoComplete="off"
          value={value}
          placeholder={placeholder ?? "–"}
          data-vital
          data-begin={begin || undefined}
          aria-describedby={`${id}-says`}
          aria-invalid={error || told?.verdict === "refuse" || told?.verdict === "check" ? true : undefined}
          onChange={(event) => onChange(event.target.value)}
          className={cx(
            "min-h-11 rounded-chip border-0 border-b-2 border-transparent bg-transparent text-3xl font-bold tracking-tight text-ink tabular-nums outline-none placeholder:font-normal placeholder:text-ink-3 focus:border-blood",
            "field-sizing-content",
            wide ? "max-w-40 min-w-20" : "max-w-28 min-w-16",
          )}
        />
        <span className="text-ink-3">{unit}</span>
      </div>
      {children}
      <p id={`${id}-says`} aria-live="polite" className="mt-1 min-h-5.5 text-sm">
        {error ? (
          <Said tone="behind" icon="refuse">
            {error}
          </Said>
        ) : told && words ? (
          <Said
            tone={told.verdict === "ok" ? "met" : told.verdict === "refuse" ? "behind" : "watch"}
            icon={told.verdict}
          >
            {words}
          </Said>
        ) : null}
      </p>
    </div>
  );
}

function Said({ tone, icon, children }: { tone: "met" | "watch" | "behind"; icon: string; children: ReactNode }) {
  const Icon = icon === "ok" ? Check : icon === "refuse" ? CircleAlert : TriangleAlert;
  return (
    <span className={cx("flex items-start gap-1.5", toneText[tone])}>
      <Icon aria-hidden className="mt-0.5 size-4.5 shrink-0" />
      <span>{children}</span>
    </span>
  );
}

/** Of two pressures in one cell the worse one speaks. */
function verdictToShow(verdicts: readonly VitalVerdict[]): Exclude<VitalVerdict, { verdict: "empty" }> | null {
  for (const kind of ["refuse", "check", "watch", "ok"] as const) {
    const found = verdicts.find((verdict) => verdict.verdict === kind);
    if (found && found.verdict !== "empty") return found;
  }
  return null;
}
