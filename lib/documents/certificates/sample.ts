import type { CertificateTemplate } from "@/lib/awards/certificates/rules";
import type { Authority } from "@/lib/awards/templates/queries";
import type { SaveTemplate } from "@/lib/awards/templates/schema";
import { translatorFor } from "@/lib/i18n/translator";
import { measureForScreen } from "./draw";
import { type CertificatePage, certificatePage } from "./layout";

/** The page of a made-up person by a template that may not be saved yet: Vietnamese, as every certificate is. */
export function samplePage(
  template: Pick<
    SaveTemplate,
    "object" | "orientation" | "heading" | "body" | "placeLine" | "signatoryTitle" | "signatoryName" | "sealMm"
  > & {
    closing?: string;
    sealNote?: string | null;
  },
  authority: Pick<Authority, "nameVi" | "place" | "signatoryTitle" | "signatoryName">,
): CertificatePage {
  const t = translatorFor("vi");
  const drawn: Omit<
    CertificateTemplate,
    "id" | "authorityId" | "authorityKind" | "name" | "object" | "version" | "retiredAt"
  > = {
    ...template,
    closing: template.closing ?? "",
    sealNote: template.sealNote ?? null,
  };
  return certificatePage(
    {
      authority: authority.nameVi,
      object: t(`awards.object.${template.object ?? "certificate_of_merit"}`),
      name: t("paperwork.sample.name"),
      reason: t("awards.person.hasDone", { count: 20 }),
      place: authority.place,
      day: "14",
      month: "06",
      year: t("paperwork.sample.year"),
      number: t("paperwork.sample.number"),
      signatoryTitle: authority.signatoryTitle,
      signatoryName: authority.signatoryName ?? t("paperwork.sample.signatory"),
      register: t("awards.papers.register", {
        decision: t("paperwork.sample.number"),
        serial: t("paperwork.sample.serial"),
      }),
      checkAddress: t("paperwork.sample.address"),
    },
    drawn,
    measureForScreen(),
  );
}
