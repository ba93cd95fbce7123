import { z } from "zod";
import { normalizeLine } from "@/lib/core/text";
import { typedDay } from "@/lib/forms/typed-fields";

const day = typedDay(
  (refusal) => `campaigns.error.${refusal === "date_impossible" ? "day_impossible" : "day_malformed"}`,
);
const line = (most: number) => z.string().transform(normalizeLine).pipe(z.string().min(1).max(most));

/** The days of an edition and where they come from: a decision, an address, or both. */
export const daysFields = {
  year: z.coerce.number().int().min(2000).max(2100),
  startsOn: day,
  endsOn: day,
  mainOn: day.optional(),
  decisionNumber: line(80).optional(),
  decidedOn: day.optional(),
  signatory: line(120).optional(),
  address: z
    .url({ protocol: /^https?$/, hostname: /\./, error: "campaigns.error.address_malformed" })
    .max(300)
    .optional(),
  note: line(300).optional(),
};

/** An edition as it is to be; version 0 is one that is not there yet. */
export const saveEditionInput = z.object({
  campaignId: z.string().regex(/^[a-z0-9-]{1,60}$/, "forms.error.not_in_list"),
  version: z.coerce.number().int().min(0).max(1_000_000),
  ...daysFields,
  /** That drives will lie outside is known. */
  agreed: z.literal("yes").optional(),
});
export type SaveEdition = z.output<typeof saveEditionInput>;

const key = z.string().regex(/^[a-z0-9-]{1,80}$/, "forms.error.not_in_list");

/** Which edition is to go. */
export const withdrawEditionInput = z.object({ editionId: key });
/** Which change is to be taken back. */
export const undoChangeInput = z.object({ changeId: z.uuid("forms.error.not_in_list") });
