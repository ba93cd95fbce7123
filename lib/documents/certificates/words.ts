import { translatorFor } from "@/lib/i18n/translator";
import type { CertificateWords } from "./batch";

/** The words of certificates. They are Vietnamese whoever prints them: the paper is the authority's, not the reader's. */
export function certificateWords(): CertificateWords {
  const t = translatorFor("vi");
  return {
    object: (object) => t(`awards.object.${object}`),
    given: (count) => t("awards.person.hasDone", { count }),
    family: (count) => t("awards.papers.familyDone", { count }),
    gentle: (sex) => t(`awards.person.gentle.${sex}`),
    register: (decision, serial) =>
      serial === null
        ? t("awards.papers.registerDecision", { decision })
        : t("awards.papers.register", { decision, serial }),
  };
}
