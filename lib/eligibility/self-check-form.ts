import { z } from "zod";
import { parseDecimal } from "@/lib/core/numbers";
import { parseVietnameseDate, todayInVietnam } from "@/lib/core/time";
import { answersOf } from "./declaration";

const birthOn = z
  .string()
  .max(20, "core.date_malformed")
  .transform((text, context) => {
    const parsed = parseVietnameseDate(text);
    if (parsed.ok) return parsed.value;
    context.addIssue({ code: "custom", message: `core.${parsed.refusal}` });
    return z.NEVER;
  })
  .refine((on) => on >= "1900-01-01" && on <= todayInVietnam(new Date()), "eligibility.check.birth_impossible");

const weightKg = z.string().transform((text, context) => {
  const parsed = parseDecimal(text);
  if (parsed.ok && parsed.value >= 20 && parsed.value <= 300) return parsed.value;
  context.addIssue({
    code: "custom",
    message: parsed.ok ? "eligibility.check.weight_impossible" : `core.${parsed.refusal}`,
  });
  return z.NEVER;
});

/**
 * The self-check as its form sends it; what stands beside the three known fields are answers. What is missing is told
 * by the rules, all of it at once.
 */
export const selfCheckInput = z
  .looseObject({
    birthOn: birthOn.optional(),
    sex: z.enum(["female", "male"]).optional(),
    weightKg: weightKg.optional(),
  })
  .transform(({ birthOn = null, sex = null, weightKg = null, ...others }) => ({
    onDate: todayInVietnam(new Date()),
    birthOn,
    sex,
    weightKg,
    answers: answersOf(others),
  }));
