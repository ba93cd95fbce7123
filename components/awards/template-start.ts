import type { CertificateTemplate } from "@/lib/awards/certificates/rules";

/** What the fields of the editor hold at first; `more` overrides, and names the template when it is the one changed. */
export function startOf(template: CertificateTemplate, more: Readonly<Record<string, string>>): Record<string, string> {
  return {
    name: template.name,
    object: template.object ?? "",
    orientation: template.orientation,
    heading: template.heading,
    body: template.body,
    closing: template.closing,
    placeLine: template.placeLine,
    signatoryTitle: template.signatoryTitle,
    signatoryName: template.signatoryName,
    sealNote: template.sealNote ?? "",
    sealMm: `${template.sealMm}`,
    ...more,
  };
}
