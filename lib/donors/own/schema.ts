import { z } from "zod";
import { normalizeLine } from "@/lib/core/text";
import { consentPurposes } from "../consents";
import { segments } from "../self/rules";

export const consentInput = z.strictObject({ purpose: z.enum(consentPurposes) });

export const mendOwnProfileInput = z.strictObject({
  version: z.coerce.number().int(),
  locale: z.enum(["vi", "en"]),
  provinceId: z.string().max(20),
  communeId: z.string().max(20),
  segment: z.enum(segments),
  employer: z.string().max(160).transform(normalizeLine).optional(),
});
export type MendOwnProfile = z.output<typeof mendOwnProfileInput>;
