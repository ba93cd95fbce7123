import { isCivilDate } from "@/lib/core/time";
import type { FieldProps } from "./field";
import { TextInput } from "./text-input";

/**
 * A birthday, typed as day, month and year: nobody likes to leaf through forty years of a calendar, and a browser's own
 * date box puts the month first where the phone speaks English. Read it with `parseVietnameseDate`.
 */
export function BirthDateInput({
  defaultValue = "",
  ...field
}: FieldProps & {
  name: string;
  /** As it was typed, or `YYYY-MM-DD`. */
  defaultValue?: string;
  required?: boolean;
}) {
  const shown = isCivilDate(defaultValue) ? defaultValue.split("-").reverse().join("/") : defaultValue;
  return <TextInput {...field} defaultValue={shown} inputMode="numeric" autoComplete="bday" maxLength={20} />;
}
