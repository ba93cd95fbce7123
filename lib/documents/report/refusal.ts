import { formatDate } from "@/lib/i18n/format";
import type { Locale } from "@/lib/i18n/routing";
import { translatorFor } from "@/lib/i18n/translator";
import type { ReportRefusal } from "./period";

/** A report that cannot be made, as the command said it. */
export interface Refused {
  readonly refusal: ReportRefusal | "malformed";
  readonly facts?: Record<string, string | number>;
}

/** Why there is no such report, in the words the page and the file's address both answer with. */
export function refusalWords(
  locale: Locale,
  asked: { unit: string; commune?: string; year: string },
  { refusal, facts = {} }: Refused,
) {
  const t = translatorFor(locale);
  const day = (value: string | number | undefined) => (value ? formatDate(locale, String(value)) : "");
  const said = {
    name: String(locale === "en" ? (facts.nameEn ?? facts.name ?? "") : (facts.name ?? "")),
    code: asked.commune || asked.unit,
    year: asked.year,
    from: day(facts.from),
    on: day(facts.on),
    successors: String(facts.successors ?? ""),
  };
  return {
    title: t(`documents.refusal.${refusal}.title`, said),
    why: t(`documents.refusal.${refusal}.why`, said),
    open: t("documents.refusal.open", said),
    openHalf: t("documents.refusal.openHalf", said),
  };
}
