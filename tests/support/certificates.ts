import type { HonourToPrint } from "@/lib/awards/certificates/queries";
import type { CertificateTemplate } from "@/lib/awards/certificates/rules";

/** A template for all papers of a body's kind. */
export const sampleTemplate: CertificateTemplate = {
  id: "red_cross",
  authorityKind: "red_cross",
  authorityId: null,
  name: "Mẫu chung",
  object: null,
  placeLine: "{place}, ngày {day} tháng {month} năm {year}",
  signatoryTitle: "{signatory_title}",
  signatoryName: "{signatory}",
  sealMm: 24,
  retiredAt: null,
  orientation: "landscape",
  heading: "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
  body: "Tặng\n{name}\n{reason}",
  closing: "Cảm ơn",
  sealNote: null,
  version: 1,
};

/** An honour of nobody in particular, printed by the sample template. */
export const sampleHonour: HonourToPrint = {
  id: "1",
  subjectKind: "donor",
  name: "Nguyễn Thị Thuỷ",
  sex: "female",
  object: "certificate_of_merit",
  honourName: "Bằng khen 20 lần hiến máu",
  threshold: 20,
  citation: null,
  authorityId: "red_cross-P01",
  authorityKind: "red_cross",
  authorityName: "Hội Chữ thập đỏ thành phố Hà Nội",
  place: "Hà Nội",
  decidedOn: "2026-02-05",
  decisionNumber: "88/QĐ-HCTĐ",
  signatoryTitle: "Chủ tịch",
  signatoryName: "Người Ký Thử",
  serial: "26P01-00012",
  checkCode: "23456789abcdefgh",
  templateId: sampleTemplate.id,
};
