import { parseDecimal, parseWhole } from "@/lib/core/numbers";
import { type CivilDate, isCivilDate, parseVietnameseDate } from "@/lib/core/time";
import type { Component } from "@/lib/eligibility/rule-set";
import type { Vitals } from "@/lib/eligibility/rules";
import type { Answer } from "@/lib/eligibility/self-check";
import { readPressure } from "@/lib/visits/schema";

/** What the screener has typed so far, as it was typed. */
export interface ScreeningDraft {
  readonly weight: string;
  readonly pressure: string;
  readonly pulse: string;
  readonly pulseRegular: "" | "yes" | "no";
  readonly hemoglobin: string;
  readonly temperature: string;
  readonly serumProtein: string;
  readonly platelets: string;
  readonly component: Component;
  readonly volume: string;
  readonly answers: Readonly<Record<string, "yes" | "no" | "unsure">>;
  /** Question → the reasons that apply, each with the day as typed. */
  readonly reasons: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly answersFrom: "asked" | "declaration";
  readonly declarationConfirmed: boolean;
  readonly cleared: boolean;
  readonly signed: boolean;
}

/** Nothing typed, nothing answered: no answer and no measure is ever preset. */
export function emptyDraft(component: Component): ScreeningDraft {
  return {
    weight: "",
    pressure: "",
    pulse: "",
    pulseRegular: "",
    hemoglobin: "",
    temperature: "",
    serumProtein: "",
    platelets: "",
    component,
    volume: "",
    answers: {},
    reasons: {},
    answersFrom: "asked",
    declarationConfirmed: false,
    cleared: false,
    signed: false,
  };
}

const numberIn = (text: string, read: typeof parseDecimal): number | null => {
  const parsed = read(text);
  return parsed.ok ? parsed.value : null;
};

/** The measures as the rules take them; what is not (yet) a number counts as not measured. */
export function vitalsOf(draft: ScreeningDraft): Vitals {
  const pressure = readPressure(draft.pressure);
  return {
    weightKg: numberIn(draft.weight, parseDecimal),
    systolicMmhg: pressure?.systolic ?? null,
    diastolicMmhg: pressure?.diastolic ?? null,
    pulsePerMinute: numberIn(draft.pulse, parseWhole),
    pulseRegular: draft.pulseRegular === "" ? null : draft.pulseRegular === "yes",
    hemoglobinGramsPerLitre: numberIn(draft.hemoglobin, parseWhole),
    temperatureCelsius: numberIn(draft.temperature, parseDecimal),
    serumProteinGramsPerLitre: numberIn(draft.serumProtein, parseWhole),
    plateletsGigaPerLitre: numberIn(draft.platelets, parseWhole),
  };
}

/** A day as it is typed here, or null while it is none. */
export function dayTyped(text: string): CivilDate | null {
  if (isCivilDate(text)) return text;
  const parsed = parseVietnameseDate(text);
  return parsed.ok ? parsed.value : null;
}

/** The answers as the rules take them. */
export function answersTyped(draft: ScreeningDraft): Record<string, Answer> {
  return Object.fromEntries(
    Object.entries(draft.answers).map(([question, answer]) => [
      question,
      {
        answer,
        reasons: Object.entries(draft.reasons[question] ?? {}).map(([code, day]) => ({ code, eventOn: dayTyped(day) })),
      },
    ]),
  );
}

/** The draft as the form sends it. */
export function formOf(
  draft: ScreeningDraft,
  visit: { driveId: string; visitId: string; version: number; ruleSetId: string },
): FormData {
  const form = new FormData();
  const set = (name: string, value: string | number | boolean) => {
    if (value !== "" && value !== false) form.set(name, value === true ? "yes" : String(value));
  };
  for (const [name, value] of Object.entries(visit)) set(name, value);
  set("weight", draft.weight);
  set("pressure", draft.pressure);
  set("pulse", draft.pulse);
  set("pulseRegular", draft.pulseRegular);
  set("hemoglobin", draft.hemoglobin);
  set("temperature", draft.temperature);
  set("serumProtein", draft.serumProtein);
  set("platelets", draft.platelets);
  set("component", draft.component);
  set("volumeMl", draft.volume);
  set("answersFrom", draft.answersFrom);
  set("declarationConfirmed", draft.declarationConfirmed);
  set("cleared", draft.cleared);
  set("signed", draft.signed);
  for (const [question, answer] of Object.entries(draft.answers)) {
    set(`q.${question}`, answer);
    for (const [code, day] of Object.entries(draft.reasons[question] ?? {})) {
      form.append(`r.${question}[]`, code);
      set(`d.${question}.${code}`, day);
    }
  }
  return form;
}

/** The answers somebody declared at home, as a draft shows them. */
export function declared(
  answers: Readonly<Record<string, Answer>>,
): Pick<ScreeningDraft, "answers" | "reasons" | "answersFrom"> {
  return {
    answersFrom: "declaration",
    answers: Object.fromEntries(Object.entries(answers).map(([question, { answer }]) => [question, answer])),
    reasons: Object.fromEntries(
      Object.entries(answers).map(([question, { reasons }]) => [
        question,
        Object.fromEntries(reasons.map(({ code, eventOn }) => [code, eventOn ?? ""])),
      ]),
    ),
  };
}
