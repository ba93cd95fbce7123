import { inflateSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import type { HonourToPrint } from "@/lib/awards/certificates/queries";
import { certificateOf, certificatesPdf } from "@/lib/documents/certificates/batch";
import { measureForScreen } from "@/lib/documents/certificates/draw";
import { certificatePage, filled } from "@/lib/documents/certificates/layout";
import { certificateWords } from "@/lib/documents/certificates/words";
import { sampleHonour as honour, sampleTemplate as template } from "../support/certificates";

async function* pages(count: number, differing: Partial<HonourToPrint>) {
  for (let at = 0; at < count; at += 50)
    yield Array.from({ length: Math.min(50, count - at) }, (_, n) => ({ ...honour, ...differing, id: `${at + n}` }));
}

async function fileOf(count: number, templates = [template], differing: Partial<HonourToPrint> = {}): Promise<Buffer> {
  const parts: Buffer[] = [];
  const words = certificateWords();
  for await (const part of certificatesPdf(pages(count, differing), templates, words, {
    origin: "https://example.vn",
    title: "Giấy",
  }))
    parts.push(part as Buffer);
  return Buffer.concat(parts);
}

/** The streams of a PDF, unpacked: page contents and the tables that lead from drawn letters back to text. */
function streamsOf(file: Buffer): string {
  const found: string[] = [];
  let at = 0;
  for (;;) {
    const start = file.indexOf("stream\n", at);
    if (start < 0) return found.join("\n");
    const end = file.indexOf("endstream", start);
    try {
      found.push(inflateSync(file.subarray(start + 7, end)).toString("latin1"));
    } catch {
      // A stream that is not packed, or a font.
    }
    at = end + 9;
  }
}

describe("certificates", () => {
  it("say whom, for what, by whom and when, in Vietnamese", () => {
    const certificate = certificateOf(honour, certificateWords(), "https://example.vn");
    expect(certificate).toMatchObject({
      name: "Bà Nguyễn Thị Thuỷ",
      object: "Bằng khen",
      reason: "đã hiến máu tình nguyện 20 lần",
      place: "Hà Nội",
      day: "05",
      month: "02",
      year: "2026",
      register: "Quyết định số 88/QĐ-HCTĐ\nVào sổ số 26P01-00012",
      checkAddress: "https://example.vn/honours/check/23456789abcdefgh",
    });
    expect(filled("Tặng {name}, {reason}", certificate)).toBe(
      "Tặng Bà Nguyễn Thị Thuỷ, đã hiến máu tình nguyện 20 lần",
    );
  });

  it("stand on the paper as the template says: place, title, room for the seal, name, and no brace left over", () => {
    const certificate = certificateOf(honour, certificateWords(), "https://example.vn");
    for (const orientation of ["landscape", "portrait"] as const) {
      const own = { ...template, orientation, signatoryTitle: "TM. Ban Thường vụ\n{signatory_title}", sealMm: 30 };
      const page = certificatePage(certificate, own, measureForScreen());
      const texts = page.marks.flatMap((mark) => (mark.kind === "text" ? [mark] : []));
      const at = (text: string) => texts.find((mark) => mark.text === text)?.y ?? Number.NaN;
      expect(texts.map(({ text }) => text).join("\n")).not.toMatch(/[{}]/);
      expect(at("Hà Nội, ngày 05 tháng 02 năm 2026")).toBeLessThan(at("TM. BAN THƯỜNG VỤ"));
      expect(at("TM. BAN THƯỜNG VỤ")).toBeLessThan(at("CHỦ TỊCH"));
      expect(at("Người Ký Thử") - at("CHỦ TỊCH")).toBeGreaterThan((30 * 72) / 25.4);
      expect(Math.max(...texts.map(({ y }) => y))).toBeLessThan(page.height - 35);
      expect(page.isTooFull).toBe(false);
    }
    const full = { ...template, body: `{name}\n${"Một dòng dài\n".repeat(14)}` };
    expect(certificatePage(certificate, full, measureForScreen()).isTooFull).toBe(true);
  });

  it("are drawn by the template they were first printed by, whatever is in use now", async () => {
    const old = { ...template, id: "old", body: "Kính tặng\n{name}", retiredAt: new Date() };
    const asPrinted = streamsOf(await fileOf(1, [template, old], { templateId: "old" }));
    expect(asPrinted).toBe(streamsOf(await fileOf(1, [{ ...old, retiredAt: null }], { templateId: "old" })));
    expect(asPrinted).not.toBe(streamsOf(await fileOf(1, [template, old])));
  });

  it("read the citation of a nomination, and the family's donations", () => {
    const words = certificateWords();
    const named = {
      ...honour,
      subjectKind: "person" as const,
      sex: null,
      threshold: null,
      citation: "Nhiều năm vận động.\nThêm nữa.",
    };
    expect(certificateOf(named, words, "").reason).toBe("Nhiều năm vận động.");
    expect(certificateOf({ ...honour, subjectKind: "family", sex: null, threshold: 5 }, words, "").reason).toBe(
      "gia đình hiến máu tình nguyện 5 lần",
    );
  });

  it("come as one file with a page each, whose letters lead back to Vietnamese text", async () => {
    const file = await fileOf(120);
    expect(file.toString("latin1").match(/\/Type \/Page\n/g)).toHaveLength(120);
    const text = streamsOf(file).toLowerCase();
    // ễ, ỷ, ầ, Ằ: composed letters, not a letter and a loose mark.
    for (const letter of ["1ec5", "1ef7", "1ea7", "1eb0"]) expect(text).toContain(`<${letter}>`);
    expect(text).not.toContain("<0309>");
  });

  it("ends with an error the file of a body without a template, instead of leaving people out", async () => {
    await expect(fileOf(1, [])).rejects.toThrow("No certificate template");
  });

  it("stops drawing when nobody fetches any more", async () => {
    let drawn = 0;
    async function* endless() {
      for (;;) {
        drawn += 1;
        yield [honour];
      }
    }
    const paper = certificatesPdf(endless(), [template], certificateWords(), { origin: "", title: "" });
    await new Promise((resolve) => paper.once("readable", resolve));
    paper.destroy();
    await new Promise((resolve) => setTimeout(resolve, 50));
    const before = drawn;
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(drawn).toBe(before);
  });
});
