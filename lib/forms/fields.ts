import type { z } from "zod";
import { typedText } from "@/lib/core/text";

/** More fields than any form of ours has; what comes after them is not read. */
const mostFields = 4_000;

/** What a browser sent, as plain values: empty fields are left out, names ending in "[]" and repeated names are lists. */
export function fieldsOf(form: FormData): Record<string, string | string[]> {
  const sent = new Map<string, string[]>();
  let read = 0;
  // One pass: asking the form for each name again would take a hostile body's length squared.
  for (const [name, value] of form) {
    read += 1;
    if (read > mostFields) break;
    if (name.startsWith("$")) continue;
    const values = sent.get(name) ?? [];
    if (typeof value === "string") values.push(typedText(value));
    sent.set(name, values);
  }
  return Object.fromEntries(
    [...sent].flatMap(([name, values]): [string, string | string[]][] => {
      if (name.endsWith("[]")) return [[name.slice(0, -2), values.filter((value) => value !== "")]];
      if (values.length > 1) return [[name, values]];
      return values[0] !== undefined && values[0].trim() !== "" ? [[name, values[0]]] : [];
    }),
  );
}

/**
 * The message key of a zod issue. A schema may name its own ("donors.error.phone"); otherwise the issue's kind
 * decides among the few sentences of `forms.error`.
 */
export function messageKeyOf(issue: z.core.$ZodIssue): { key: string; facts: Record<string, string | number> } {
  if (/^[a-z]\w*(\.\w+)+$/.test(issue.message)) return { key: issue.message, facts: factsOf(issue) };
  switch (issue.code) {
    case "invalid_type":
      return { key: issue.input === undefined ? "forms.error.required" : "forms.error.invalid", facts: {} };
    case "too_small":
      return {
        key: issue.origin === "string" ? "forms.error.too_short" : "forms.error.too_small",
        facts: factsOf(issue),
      };
    case "too_big":
      return { key: issue.origin === "string" ? "forms.error.too_long" : "forms.error.too_big", facts: factsOf(issue) };
    case "invalid_value":
      return { key: "forms.error.not_in_list", facts: {} };
    default:
      return { key: "forms.error.invalid", facts: {} };
  }
}

function factsOf(issue: z.core.$ZodIssue): Record<string, string | number> {
  if (issue.code === "too_small") return { limit: Number(issue.minimum) };
  if (issue.code === "too_big") return { limit: Number(issue.maximum) };
  return {};
}
