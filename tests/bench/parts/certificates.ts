import type { HonourToPrint } from "@/lib/awards/certificates/queries";
import { certificatesPdf } from "@/lib/documents/certificates/batch";
import { certificateWords } from "@/lib/documents/certificates/words";
import type { Part } from "../part";

const most = 1000;

/** A thousand certificates in one file, drawn as they are fetched: how long, and whether memory grows with their number. */
export const certificates: Part = {
  name: "certificates",
  about: "1,000 certificates in one PDF: time, and memory against 100 of them",
  run: async () => {
    const few = await drawn(100);
    const many = await drawn(most);
    return [
      {
        target: "H4",
        what: "1,000 certificates in one PDF",
        wanted: "≤ 60 s",
        measured: `${many.seconds.toFixed(1)} s, ${(many.bytes / 1e6).toFixed(1)} MB`,
        met: many.seconds <= 60,
      },
      {
        target: "H4",
        what: "Memory of it, against 100 certificates",
        wanted: "flat: ≤ 1.5×",
        measured: `${(many.peak / few.peak).toFixed(2)}×: ${Math.round(many.peak / 1e6)} MB against ${Math.round(few.peak / 1e6)} MB`,
        met: many.peak <= few.peak * 1.5,
      },
    ];
  },
};

async function drawn(count: number): Promise<{ seconds: number; bytes: number; peak: number }> {
  const began = performance.now();
  let bytes = 0;
  let peak = 0;
  const file = certificatesPdf(pages(count), [template], certificateWords(), {
    origin: "https://giothong.example",
    title: "Giấy khen",
  });
  for await (const part of file) {
    bytes += (part as Buffer).length;
    peak = Math.max(peak, process.memoryUsage().rss);
  }
  return { seconds: (performance.now() - began) / 1000, bytes, peak };
}

async function* pages(count: number): AsyncGenerator<HonourToPrint[]> {
  for (let at = 0; at < count; at += 200)
    yield Array.from({ length: Math.min(200, count - at) }, (_, n) => ({ ...honour, id: `${at + n}` }));
}

const template = {
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
  heading: "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập – Tự do – Hạnh phúc",
  body: "Tặng\n{name}\n{reason}",
  closing: "Cảm ơn một tấm lòng nhân ái",
  sealNote: "(ký tên, đóng dấu)",
  version: 1,
} as const;

/** Nobody in particular. */
const honour: HonourToPrint = {
  id: "0",
  subjectKind: "donor",
  name: "Nguyễn Thị Thuỷ",
  sex: "female",
  object: "commendation",
  honourName: "Giấy khen 20 lần hiến máu",
  threshold: 20,
  citation: null,
  authorityId: "red_cross-P01",
  authorityKind: "red_cross",
  authorityName: "Hội Chữ thập đỏ thành phố Hà Nội",
  place: "Hà Nội",
  decidedOn: "2026-12-15",
  decisionNumber: "88/QĐ-HCTĐ",
  signatoryTitle: "Chủ tịch",
  signatoryName: "Người Ký Thử",
  serial: "26P01-00012",
  checkCode: "23456789abcdefgh",
  templateId: null,
};
