import type { HonourToPrint } from "@/lib/awards/certificates/queries";
import { certificatesPdf } from "@/lib/documents/certificates/batch";
import { certificateWords } from "@/lib/documents/certificates/words";
import { sampleHonour, sampleTemplate } from "../../support/certificates";
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
    yield Array.from({ length: Math.min(200, count - at) }, (_, n) => ({ ...sampleHonour, id: `${at + n}` }));
}

const template = {
  ...sampleTemplate,
  heading: "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập – Tự do – Hạnh phúc",
  closing: "Cảm ơn một tấm lòng nhân ái",
  sealNote: "(ký tên, đóng dấu)",
};
