"use server";

import { getLocale } from "next-intl/server";
import { formAction } from "@/lib/forms/form-action";
import { publicSelfCheck } from "./advice";
import { missingFields } from "./declaration";
import { selfCheckInput } from "./self-check-form";

/** Judges the answers and forgets them: nothing is kept, and nothing stands in an address. */
export const checkAction = formAction(
  { deed: "public.read", for: "anyone", input: selfCheckInput },
  async (_, input) => {
    const { missing, advice } = await publicSelfCheck(input, await getLocale());
    if (missing.length > 0 && advice.verdict === "unfinished")
      return { kind: "invalid", errors: missingFields(missing) };
    return { kind: "done", data: advice, keep: true };
  },
);
