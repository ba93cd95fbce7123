import type { FormState } from "@/lib/forms/state";

/** What a file may weigh: what the house's door lets through, less the form around it. */
const mostFileBytes = 1_000_000;

/**
 * What a form says of files that weigh too much, at the heaviest one's box, instead of sending them: a hundred megabytes
 * take minutes to be refused over a telephone. Null where they may be sent.
 */
export function tooHeavy(form: FormData, message: string): Pick<FormState, "errors" | "message"> | null {
  const files = [...form].flatMap(([name, value]) => (value instanceof File ? [{ name, size: value.size }] : []));
  const weight = files.reduce((sum, { size }) => sum + size, 0);
  const [heaviest] = files.sort((a, b) => b.size - a.size);
  if (!heaviest || weight <= mostFileBytes) return null;
  return { message, errors: { [heaviest.name]: message } };
}
