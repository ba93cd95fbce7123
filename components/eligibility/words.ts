import { getTranslations } from "next-intl/server";
import type { AdviceWords } from "./advice-notice";
import type { QuestionWords } from "./question-fields";

/** The words of the questions, for a page that hands them to a form in the browser. */
export async function questionWords(): Promise<QuestionWords> {
  const t = await getTranslations("eligibility");
  return {
    yes: t("answer.yes"),
    no: t("answer.no"),
    unsure: t("answer.unsure"),
    which: t("check.which"),
    day: t("check.day"),
  };
}

/** The words around an advice. */
export async function adviceWords(): Promise<AdviceWords> {
  const t = await getTranslations("eligibility");
  return {
    note: t("self_check.note"),
    source: t("check.source"),
    unconfirmed: t("standing.needs_confirmation"),
  };
}
