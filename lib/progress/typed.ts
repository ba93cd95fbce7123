import { typedDay, typedWhole } from "@/lib/forms/typed-fields";

export const day = typedDay("paceForms.error.day_malformed");

/** A whole number as it is typed, "1.200" too. */
export const whole = (min: number, max: number) => typedWhole(min, max, "paceForms.error.number_malformed");
