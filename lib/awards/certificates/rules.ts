import { z } from "zod";
import { type AwardObject, authorityKinds, awardObjects } from "../rules";

export const templateShape = z.object({
  id: z.string(),
  authorityKind: z.enum(authorityKinds),
  authorityId: z.string().nullable(),
  name: z.string(),
  /** For which object it is, or null for all that has no template of its own. */
  object: z.enum(awardObjects).nullable(),
  orientation: z.enum(["landscape", "portrait"]),
  heading: z.string(),
  body: z.string(),
  closing: z.string(),
  placeLine: z.string(),
  signatoryTitle: z.string(),
  signatoryName: z.string(),
  sealNote: z.string().nullable(),
  /** The height left between title and name for signature and seal, in millimetres. */
  sealMm: z.number(),
  version: z.number(),
  retiredAt: z.date().nullable(),
});
/** How a body's certificates read. */
export type CertificateTemplate = z.output<typeof templateShape>;

/**
 * The template a body's certificates of one object are drawn by: its own for the object, its own for all, else that of
 * its kind. Those retired draw nothing new.
 */
export function templateFor(
  templates: readonly CertificateTemplate[],
  authority: { id: string; kind: string },
  object: AwardObject,
): CertificateTemplate | null {
  const fitting = templates.filter(
    (one) =>
      one.retiredAt === null &&
      (one.object === null || one.object === object) &&
      (one.authorityId === authority.id || (one.authorityId === null && one.authorityKind === authority.kind)),
  );
  const rank = (one: CertificateTemplate) => (one.authorityId === null ? 2 : 0) + (one.object === null ? 1 : 0);
  return fitting.sort((a, b) => rank(a) - rank(b))[0] ?? null;
}

/** What may stand in braces in a template's words, and is filled in for each paper. */
export const placeholders = [
  "name",
  "reason",
  "object",
  "authority",
  "place",
  "day",
  "month",
  "year",
  "number",
  "signatory_title",
  "signatory",
] as const;
export type Placeholder = (typeof placeholders)[number];

/** What is wrong with a template's words: a brace that opens or closes nothing, or one around a word nobody fills in. */
export type TemplateFault =
  | { readonly fault: "brace_alone"; readonly near: string }
  | { readonly fault: "placeholder_unknown"; readonly word: string; readonly meant: Placeholder | null };

/** The first fault in a template's words, or null. */
export function templateFault(words: string): TemplateFault | null {
  const rest = words.replaceAll(/\{([^{}\n]*)\}/g, (whole, word: string) =>
    (placeholders as readonly string[]).includes(word) ? "" : whole,
  );
  const unknown = /\{([^{}\n]*)\}/.exec(rest);
  const alone = /[{}]/.exec(rest);
  if (unknown && unknown.index <= (alone?.index ?? Number.POSITIVE_INFINITY)) {
    const word = unknown[1] ?? "";
    return { fault: "placeholder_unknown", word, meant: nearest(word) };
  }
  if (alone === null) return null;
  const at = words.search(/\{(?![^{}\n]*\})|(?<!\{[^{}\n]*)\}/);
  return { fault: "brace_alone", near: words.slice(Math.max(0, at), at + 14).split("\n")[0] ?? "" };
}

/** The placeholder somebody most likely meant: what they typed, without marks and case, begins it or holds it. */
function nearest(word: string): Placeholder | null {
  const plain = word
    .trim()
    .toLowerCase()
    .replaceAll(/[\s-]+/g, "_");
  const said: Readonly<Record<string, Placeholder>> = {
    ten: "name",
    tên: "name",
    họ_tên: "name",
    ho_ten: "name",
    lý_do: "reason",
    ly_do: "reason",
    ngày: "day",
    ngay: "day",
    tháng: "month",
    thang: "month",
    năm: "year",
    nam: "year",
    số: "number",
    so: "number",
    nơi: "place",
    noi: "place",
    người_ký: "signatory",
    chức_vụ: "signatory_title",
  };
  const known = said[plain] ?? placeholders.find((one) => one === plain);
  if (known) return known;
  return plain.length < 2 ? null : (placeholders.find((one) => one.startsWith(plain) || plain.startsWith(one)) ?? null);
}
