import type { z } from "zod";

/** What a browser sent, as plain values: empty fields are left out, names ending in "[]" and repeated names are lists. */
export function fieldsOf(form: FormData): Record<string, string | string[]> {
  const fields: Record<string, string | string[]> = {};
  for (const name of new Set(form.keys())) {
    if (name.startsWith("$")) continue;
    const values = form
      .getAll(name)
      .filter((value): value is string => typeof value === "string")
      .map((value) => value.normalize("NFC"));
    if (name.endsWith("[]")) fields[name.slice(0, -2)] = values.filter((value) => value !== "");
    else if (values.length > 1) fields[name] = values;
    else if (values[0] !== undefined && values[0].trim() !== "") fields[name] = values[0];
  }
  return fields;
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
