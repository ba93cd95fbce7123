import { describe, expect, it } from "vitest";
import type { ListedPerson, Proposal } from "@/lib/awards/lists/queries";
import { decisionOf } from "@/lib/documents/official/decision";
import { officialDocx } from "@/lib/documents/official/docx";
import type { OfficialPaper } from "@/lib/documents/official/official";
import { officialPdf } from "@/lib/documents/official/pdf";
import { proposalPaper } from "@/lib/documents/official/proposal";
import {
  dayInWords,
  groundInWords,
  headOf,
  inWords,
  listTables,
  official,
  signatureTitle,
} from "@/lib/documents/official/words";
import { newPdf } from "@/lib/documents/paper/pdf-page";
import { docxContent } from "../support/docx-tables";
import { pdfText } from "../support/pdf-text";

const society = {
  id: "red_cross-P01",
  kind: "red_cross",
  name: "Hội Chữ thập đỏ thành phố Hà Nội",
  place: "Hà Nội",
  signatoryTitle: "Chủ tịch",
  signatoryName: "Người Ký Thử",
} as const;
const committee = {
  ...society,
  id: "people_committee-P01",
  kind: "people_committee",
  name: "Ủy ban nhân dân thành phố Hà Nội",
  signatoryName: null,
} as const;

const round: Proposal["round"] = {
  id: "1",
  unitId: "P01",
  name: "Tổng kết năm 2026",
  year: 2026,
  countedUntil: "2026-11-30",
  ceremonyOn: "2026-12-20",
  ceremonyPlace: "Cung Văn hoá",
  number: "34/TTr-CTĐ",
  proposedOn: "2026-12-05",
  signatory: { title: "Phó Chủ tịch", name: "Người Ký Thử" },
  issuer: society,
  above: "Trung ương Hội Chữ thập đỏ Việt Nam",
  grounds: [
    { number: "122/QĐ-BCĐQG", on: "2017-09-15", by: "Ban Chỉ đạo quốc gia vận động hiến máu tình nguyện", about: null },
  ],
};

const person = (n: number): ListedPerson => ({
  ruleId: "twenty",
  ruleName: "Giấy khen 20 lần hiến máu",
  object: "commendation",
  metric: "lifetime_donations",
  subjectKind: "donor",
  authorityId: society.id,
  name: `Nguyễn Thị Thuỷ ${n}`,
  bornYear: 1985,
  place: "Phường Bạch Mai",
  counted: 20 + (n % 7),
  citation: null,
});
const body: ListedPerson = {
  ruleId: "merit",
  ruleName: "Bằng khen của Ủy ban nhân dân",
  object: "certificate_of_merit",
  metric: "nomination",
  subjectKind: "collective",
  authorityId: committee.id,
  name: "Trường Đại học Minh Hoạ",
  bornYear: null,
  place: "Phường Láng",
  counted: null,
  citation: "Tổ chức hiến máu đều đặn.\nChi tiết.",
};
const people = [body, ...Array.from({ length: 90 }, (_, n) => person(n))];

const proposal = proposalPaper({ round, addressees: [committee, society], people });
const decision = decisionOf({
  round,
  decision: {
    id: "2",
    number: "88/QĐ-UBND",
    decidedOn: "2027-01-08",
    signatoryTitle: "Phó Chủ tịch",
    signatoryName: "Người Ký Thay",
    authority: committee,
    above: null,
  },
  people: [body],
});

const textOf = (paper: OfficialPaper) =>
  paper.parts
    .map((one) =>
      one.kind === "paragraph" ? one.words.map(({ text }) => text).join("") : one.kind === "centred" ? one.text : "",
    )
    .join("\n");

async function fileOf(paper: OfficialPaper): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  for await (const part of officialPdf(paper) as unknown as AsyncIterable<Uint8Array>) parts.push(part);
  return Buffer.concat(parts);
}
const pdfOf = async (paper: OfficialPaper): Promise<string> => (await fileOf(paper)).toString("latin1");

describe("words of administrative papers", () => {
  it.each([
    ["2026-12-05", "ngày 05 tháng 12 năm 2026"],
    ["2027-01-15", "ngày 15 tháng 01 năm 2027"],
    ["2027-03-09", "ngày 09 tháng 3 năm 2027"],
  ])("%s is %s", (on, words) => {
    expect(dayInWords(on)).toBe(words);
  });
  it("say a word that ends the title and begins the body once", () => {
    expect(headOf("Trưởng ban", "Ban Chỉ đạo quốc gia")).toBe("Trưởng Ban Chỉ đạo quốc gia");
    expect(headOf("Chủ tịch", "Ủy ban nhân dân")).toBe("Chủ tịch Ủy ban nhân dân");
    expect(headOf("Viện trưởng", "Viện Huyết học")).toBe("Viện trưởng Viện Huyết học");
  });
  it("let a deputy sign for the head", () => {
    expect(signatureTitle("Phó Chủ tịch", "Chủ tịch")).toEqual(["KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"]);
    expect(signatureTitle("Chủ tịch", "Chủ tịch")).toEqual(["CHỦ TỊCH"]);
  });
  it.each([
    [{ on: null, by: null, about: null }, "Quyết định số 7/QĐ-UBND"],
    [{ on: "2025-01-06", by: null, about: null }, "Quyết định số 7/QĐ-UBND ngày 06 tháng 01 năm 2025"],
    [
      { on: "2025-01-06", by: "Ủy ban nhân dân tỉnh Thử", about: "ban hành Quy chế thử" },
      "Quyết định số 7/QĐ-UBND ngày 06 tháng 01 năm 2025 của Ủy ban nhân dân tỉnh Thử ban hành Quy chế thử",
    ],
  ])("name a ground by what is known of it: %o", (known, words) => {
    expect(groundInWords({ number: "7/QĐ-UBND", ...known })).toBe(words);
  });
  it("join a list", () => {
    expect(inWords(["a", "b", "c"], official())).toBe("a, b và c");
    expect(inWords(["a"], official())).toBe("a");
  });
});

describe("a proposal", () => {
  it("says who proposes what to whom, how many of which level, and carries everybody's name", () => {
    expect(proposal).toMatchObject({
      issuer: ["TRUNG ƯƠNG HỘI CHỮ THẬP ĐỎ VIỆT NAM", "HỘI CHỮ THẬP ĐỎ THÀNH PHỐ HÀ NỘI"],
      number: "Số: 34/TTr-CTĐ",
      dated: "Hà Nội, ngày 05 tháng 12 năm 2026",
      kind: "TỜ TRÌNH",
      parts: [{ kind: "addressees", names: [committee.name, `Lãnh đạo ${society.name}`] }, {}, {}, {}, {}, {}],
      signatory: { title: ["KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"], name: "Người Ký Thử" },
    });
    const text = textOf(proposal);
    expect(text).toContain(
      "Thực hiện Quyết định số 122/QĐ-BCĐQG ngày 15 tháng 9 năm 2017 của Ban Chỉ đạo quốc gia vận động hiến máu tình nguyện, Hội",
    );
    expect(text).toContain("tôn vinh 1 tập thể và 90 người hiến máu");
    expect(text).toContain("ngày 20 tháng 12 năm 2026 tại Cung Văn hoá");
    const table = proposal.parts.find((one) => one.kind === "table");
    expect(table?.kind === "table" && table.table.rows.map((row) => row.at(-1))).toEqual([1, 90, 91]);
    expect(proposal.annex?.tables.flatMap(({ rows }) => rows)).toHaveLength(91);
    expect(proposal.annex?.tables.map(({ title }) => title)).toEqual([
      "I. Bằng khen của Ủy ban nhân dân (1 tập thể)",
      "II. Giấy khen 20 lần hiến máu (90 người hiến máu)",
    ]);
  });

  it("leaves out what nobody told: grounds, ceremony, place, the name of who signs", () => {
    const bare = proposalPaper({
      round: { ...round, grounds: [], ceremonyOn: null, above: null, signatory: { title: "Chủ tịch", name: null } },
      addressees: [society],
      people: [body],
    });
    expect(bare.issuer[0]).toBeNull();
    expect(bare.signatory.name).toBe("");
    expect(textOf(bare)).not.toContain("Thực hiện");
    expect(textOf(bare)).not.toContain("none");
    const somewhere = proposalPaper({
      round: { ...round, ceremonyPlace: null },
      addressees: [society],
      people: [body],
    });
    expect(textOf(somewhere)).toContain("ngày 20 tháng 12 năm 2026.");
  });
});

describe("a decision", () => {
  it("names its grounds, its articles and whom it honours, and only those of its own body", () => {
    const text = textOf(decision);
    expect(decision.issuer).toEqual([null, "ỦY BAN NHÂN DÂN THÀNH PHỐ HÀ NỘI"]);
    expect(text.split("\n")[0]).toBe("CHỦ TỊCH ỦY BAN NHÂN DÂN THÀNH PHỐ HÀ NỘI");
    expect(text).toContain(
      "Căn cứ Quyết định số 122/QĐ-BCĐQG ngày 15 tháng 9 năm 2017 của Ban Chỉ đạo quốc gia vận động hiến máu tình nguyện;",
    );
    expect(text).toContain("Tờ trình số 34/TTr-CTĐ ngày 05 tháng 12 năm 2026.");
    expect(text).toContain("Điều 1. Tặng bằng khen cho 1 tập thể");
    expect(decision.signatory).toEqual({ title: ["KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"], name: "Người Ký Thay" });
    expect(decision.annex?.tables[0]?.rows).toEqual([
      [1, "Trường Đại học Minh Hoạ", "Phường Láng", "Tổ chức hiến máu đều đặn."],
    ]);
  });
});

describe("what somebody is honoured for", () => {
  it.each([
    ["lifetime_donations", "donor", 20, "20 lần hiến máu"],
    ["family_donations", "family", 5, "5 lần hiến máu"],
    ["mobilised_donors", "mobiliser", 130, "vận động 130 người"],
    ["target_met", "collective", 112, "đạt 112% chỉ tiêu"],
    ["service_years", "person", 15, "15 năm tham gia"],
    ["nomination", "person", null, null],
  ] as const)("%s is said as what it counts", (metric, subjectKind, counted, merit) => {
    const [table] = listTables([{ ...person(1), metric, subjectKind, counted }], official());
    expect(table?.rows[0]?.at(-1)).toBe(merit);
  });
});

describe("the files", () => {
  it("are a PDF whose list runs over pages under its own headings, in Vietnamese", async () => {
    const file = await pdfOf(proposal);
    const pages = file.match(/\/Type \/Page\n/g)?.length ?? 0;
    expect(pages).toBeGreaterThanOrEqual(4);
    // One row of headings on each page of the long table, beside those of the other two tables.
    expect(file.match(/\/S \/TH\n/g)?.length).toBeGreaterThanOrEqual(4 + 4 + 5 * (pages - 2));
    expect((await pdfOf(decision)).match(/\/Type \/Page\n/g)).toHaveLength(2);
  });
  it("are set in the letters of Times New Roman and read as they are written", async () => {
    const fonts = new Set((await pdfOf(proposal)).match(/(?<=\/BaseFont \/[A-Z]{6}\+)[\w-]+/g));
    expect([...fonts].sort()).toEqual(["Tinos-Bold", "Tinos-BoldItalic", "Tinos-Italic", "Tinos-Regular"]);
    const text = pdfText(await fileOf(proposal));
    expect(text).toContain("Nguyễn Thị Thuỷ 0");
    expect(text).toContain("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM");
    const { styles } = docxContent(await officialDocx(proposal));
    expect(styles).toContain('w:ascii="Times New Roman"');
  });
  it("have every letter Vietnamese is written with, in each face", () => {
    const marks = ["", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323"];
    const small = [..."aăâeêioôơuưy"].flatMap((vowel) => marks.map((mark) => (vowel + mark).normalize("NFC")));
    const letters = [...small, "đ", ..."–—“”‘’…"].flatMap((letter) => [letter, letter.toLocaleUpperCase("vi")]);
    for (const face of ["regular", "italic", "bold", "boldItalic"]) {
      const pdf = newPdf({ locale: "vi", subject: "", foot: "" }).font(face);
      // What pdfkit draws with is its own business, but it alone knows which letters a face has.
      const { font } = (pdf as unknown as { _font: { font: { hasGlyphForCodePoint(code: number): boolean } } })._font;
      expect(letters.filter((letter) => !font.hasGlyphForCodePoint(letter.codePointAt(0) ?? 0))).toEqual([]);
    }
  });
  it("are a Word document that lists the same people", async () => {
    const { tables } = docxContent(await officialDocx(proposal));
    for (const { rows } of proposal.annex?.tables ?? [])
      expect(tables).toContainEqual(expect.arrayContaining(rows.map((row) => row.map((cell) => `${cell ?? ""}`))));
  });
});
