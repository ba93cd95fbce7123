import { z } from "zod";
import { normalizeLine, normalizePersonName } from "@/lib/core/text";
import { isCivilDate, parseVietnameseDate, todayInVietnam } from "@/lib/core/time";
import { consentPurposes, neededToBook } from "../consents";
import { identityKinds } from "../identity-number";
import { segments } from "./rules";

const backPage = z.string().max(500).optional();

export const chooseDonorInput = z.object({ donorId: z.uuid({ error: "donors.self.error.choose" }), back: backPage });

const personName = z
  .string()
  .max(120)
  .transform(normalizePersonName)
  .refine((name) => /^[\p{L}\p{M}' .-]{2,80}$/u.test(name) && /\p{L}{2}/u.test(name), {
    error: "donors.self.error.name",
  });

/** As people write it, dd/mm/yyyy; a browser that fills it in by itself sends YYYY-MM-DD. */
const birthDate = z
  .string()
  .max(20)
  .transform((text) => {
    if (isCivilDate(text)) return text;
    const parsed = parseVietnameseDate(text);
    return parsed.ok ? parsed.value : "";
  })
  .refine((date) => date >= "1900-01-01" && date <= todayInVietnam(new Date()), { error: "donors.self.error.birth" });

export const registerSelfInput = z
  .object({
    requestKey: z.uuid(),
    fullName: personName,
    bornOn: birthDate,
    sex: z.enum(["female", "male"]),
    provinceId: z.string().max(20),
    communeId: z.string().max(20),
    segment: z.enum(segments),
    employer: z.string().max(120).transform(normalizeLine).optional(),
    identityKind: z.enum(identityKinds).optional(),
    identityNumber: z.string().max(40).optional(),
    consents: z
      .array(z.enum(consentPurposes))
      .default([])
      .refine((given) => given.includes(neededToBook), { error: "donors.self.error.consent" }),
    back: backPage,
  })
  .refine((input) => !input.identityNumber || input.identityKind, {
    error: "donors.self.error.identity_kind",
    path: ["identityKind"],
  });
export type RegisterSelf = z.output<typeof registerSelfInput>;
