import { unzipSync } from "fflate";
import readXlsx from "read-excel-file/node";
import { afterEach, describe, expect, it, vi } from "vitest";
import * as outreachRoute from "@/app/api/v1/outreach/route";
import * as progressRoute from "@/app/api/v1/progress/route";
import { composeReport } from "@/lib/documents/report/compose";
import { type ReportFormat, reportFile } from "@/lib/documents/report/file";
import type { ReportQuestion } from "@/lib/documents/report/period";
import { publicReportFacts } from "@/lib/documents/report/queries";
import { composeDeck } from "@/lib/documents/report/slides";
import type { ProgressAnswer } from "@/lib/progress/answer";
import type { OutreachAnswer } from "@/lib/progress/outreach/schema";
import { useDatabase } from "@/tests/support/database";
import { docxContent } from "@/tests/support/docx-tables";
import { addOfficialReport, addOutreach } from "@/tests/support/facts";
import { pdfText } from "@/tests/support/pdf-text";

// What a test has just written is to be seen: every answer is asked for anew.
vi.mock("@/lib/db/lately", () => ({ lately: (read: unknown) => read }));

const { owner } = useDatabase();
const now = new Date("2026-11-22T05:00:00Z");

afterEach(async () => {
  await owner.query("TRUNCATE drive, venue, organisation, facility, report, outreach_activity CASCADE");
});

const of = (unitCode: string, year: number, period: ReportQuestion["period"] = "year") => ({ unitCode, year, period });

async function paperOf(question: ReportQuestion, locale: "vi" | "en" = "vi") {
  const facts = await publicReportFacts(question, now);
  if (!facts.ok) throw new Error(facts.refusal);
  return composeReport(facts.value, locale);
}

const textOf = (paper: Awaited<ReturnType<typeof paperOf>>) =>
  paper.blocks
    .flatMap((block) => (block.kind === "paragraph" ? [block.runs] : block.kind === "list" ? block.items : []))
    .map((runs) => runs.map(({ text }) => text).join(""))
    .join("\n");

async function fileOf(question: ReportQuestion, format: ReportFormat): Promise<Buffer> {
  return Buffer.from(await (await reportFile(await paperOf(question), format)).arrayBuffer());
}

async function apiOf(query: string): Promise<ProgressAnswer> {
  const response = await progressRoute.GET(new Request(`http://localhost/api/v1/progress?${query}`), {
    params: Promise.resolve({}),
  });
  return response.json() as Promise<ProgressAnswer>;
}

describe("the reports of 2025 out of the shipped data", () => {
  it("tell the year-end conference: both totals, both rates, population, 16 of 36, outreach", async () => {
    const text = textOf(await paperOf(of("VN", 2025)));
    for (const figure of [
      "1.748.935",
      "1.746.286",
      "1.850.000",
      "94%",
      "94,5%",
      "1,74%",
      "16/36",
      "3.510",
      "trên 450.000",
      "1.080.729",
      "khoảng 1.950.000",
    ])
      expect(text).toContain(figure);
  });

  it("tell the mid-year meeting: nearly 894,000, nearly half of the plan, 23 of 65", async () => {
    const paper = await paperOf(of("VN", 2025, "h1"));
    const text = textOf(paper);
    for (const figure of ["gần 894.000", "gần 50%", "23/65", "3.510", "trên 450.000", "1.080.729"])
      expect(text).toContain(figure);
    expect(paper.annexes[0]?.table.table.rows).toHaveLength(65);
  });

  it("tell Hanoi: 338,298 and 107 % of a plan nobody published", async () => {
    const text = textOf(await paperOf(of("01", 2025)));
    expect(text).toContain("338.298");
    expect(text).toContain("107%");
    expect(text).toContain("kế hoạch chưa được công bố");
  });

  it("tell no rise or fall by a total that was printed round", async () => {
    const text = textOf(await paperOf(of("VN", 2025)));
    expect(text).toContain("gần 1.750.000");
    expect(text).not.toMatch(/giảm khoảng|tức 0,1%/);
  });

  it("hold no month that some units sent against the plan of all, and say which source has no address", async () => {
    await addOfficialReport(owner, { unitId: "P01", startsOn: "2025-01-01", endsOn: "2025-01-31", received: 17_793 });
    const paper = await paperOf(of("VN", 2025, "h1"));
    expect(textOf(paper)).not.toContain("dưới mức kế hoạch");
    for (const { text, address } of paper.sources) expect(text.includes("không có địa chỉ")).toBe(address === null);
    expect(paper.sources.some(({ address }) => address === null)).toBe(true);
  });

  it("leave the day of signing open, and count what is not over half as no more than that", async () => {
    const paper = await paperOf(of("VN", 2025, "h1"));
    expect(paper.dateLine).not.toMatch(/\d/);
    expect(textOf(paper)).toContain("42 trên 65 đơn vị không thuộc số được công bố là đạt trên 50%");
  });

  it("keep numbers as numbers in the workbook, each row with its sources, each source with its link", async () => {
    const file = await fileOf(of("VN", 2025), "xlsx");
    const sheets = (await readXlsx(file)) as unknown as { sheet: string; data: unknown[][] }[];
    const key = sheets[0]?.data ?? [];
    expect(key[1]?.at(-1)).toBe("Nguồn");
    expect(key[2]?.slice(0, 2)).toEqual(["Đơn vị máu tiếp nhận", 1_748_935]);
    const values = key.slice(2).filter((row) => String(row.at(-1)).startsWith("["));
    expect(values.length).toBeGreaterThan(5);
    for (const row of values) expect(typeof row[1]).toBe("number");
    const last = sheets.at(-1)?.data ?? [];
    const numbers = new Set(last.slice(2).map(([number]) => number));
    for (const { data } of sheets.slice(0, -1))
      for (const row of data.slice(2))
        for (const [, number] of String(row.at(-1)).matchAll(/^\[(\d+)\]/g)) expect(numbers).toContain(Number(number));
    const parts = unzipSync(new Uint8Array(file));
    const xml = Object.entries(parts).map(([name, bytes]) =>
      name.startsWith("xl/worksheets/") ? new TextDecoder().decode(bytes) : "",
    );
    const formulas = xml.join("").match(/<f>[^<]*<\/f>/g) ?? [];
    expect(formulas.length).toBeGreaterThan(3);
    for (const formula of formulas)
      expect(formula).toMatch(/^<f>HYPERLINK\((&quot;|")https?:\/\/[^"]+(&quot;|")\)<\/f>$/);
  });

  it("give every figure a source, and every source its number", async () => {
    const paper = await paperOf(of("VN", 2025));
    const figures = paper.blocks.flatMap((block) =>
      block.kind === "paragraph" ? block.runs : block.kind === "list" ? block.items.flat() : [],
    );
    const strong = figures.filter(({ strong }) => strong);
    expect(strong.length).toBeGreaterThan(15);
    expect(strong.filter(({ cites }) => !cites).map(({ text }) => text)).toEqual([]);
    const numbers = new Set(paper.sources.map(({ number }) => number));
    for (const { cites } of strong) for (const number of cites ?? []) expect(numbers).toContain(number);
    expect(paper.sources.map(({ number }) => number)).toEqual(paper.sources.map((_source, index) => index + 1));
  });

  it("are told in English as well", async () => {
    expect(textOf(await paperOf(of("VN", 2025), "en"))).toContain("1,748,935");
  });

  it("become slides of the same figures, one message each", async () => {
    const facts = await publicReportFacts(of("VN", 2025), now);
    if (!facts.ok) throw new Error(facts.refusal);
    const { slides } = composeDeck(facts.value, "vi");
    expect(slides[0]?.figure?.value).toBe("1.748.935");
    expect(slides.map(({ id }) => id)).toEqual([
      "tong-so",
      "ban-do",
      "xep-hang",
      "chien-dich",
      "truyen-thong",
      "don-vi-dat",
      "kho-khan",
      "chi-tieu",
    ]);
    expect(JSON.stringify(slides)).toContain("338.298");
    const half = await publicReportFacts(of("VN", 2025, "h1"), now);
    if (!half.ok) throw new Error(half.refusal);
    const told = JSON.stringify(composeDeck(half.value, "vi").slides);
    for (const figure of ["894.000", "3.510", "trên 450.000", "1.080.729"]) expect(told).toContain(figure);
  });
});

describe("each number of a report's tables", () => {
  it("is the API's, in Word, PDF and the workbook, for the nation by unit", async () => {
    const api = await apiOf("year=2025");
    const expected = new Map(
      api.children.map(({ unit, received, measuredAgainst, rate }) => [
        unit.name,
        [received, measuredAgainst?.value ?? null, rate.computed, rate.published?.value ?? null],
      ]),
    );
    const numbers = (row: readonly unknown[]) => [row[1], row[3], row[4], row[5]];
    const question = of("VN", 2025);

    const word = docxContent(await fileOf(question, "docx")).tables.find((table) => table[0]?.[0] === "Đơn vị") ?? [];
    expect(new Map(word.slice(1).map((row) => [row[0], numbers(row).map((cell) => read(String(cell)))]))).toEqual(
      expected,
    );

    const sheet = (await sheetsOf(await fileOf(question, "xlsx"))).find((one) => one.data[1]?.[0] === "Đơn vị");
    const rows = (sheet?.data ?? []).slice(2, 2 + expected.size);
    expect(new Map(rows.map((row) => [row[0] as string, numbers(row)]))).toEqual(expected);

    const pdf = pdfText(await fileOf(question, "pdf"));
    let at = pdf.indexOf("Phụ lục 1");
    for (const row of word.slice(1)) {
      const line = row.slice(0, -1).join(" ");
      const found = pdf.indexOf(line, at);
      expect(found, line).toBeGreaterThan(at);
      at = found;
    }
  });

  it("is the API's by month, reported and recorded", async () => {
    await addOfficialReport(owner, { unitId: "P01", startsOn: "2026-02-01", endsOn: "2026-02-28", received: 12_345 });
    await addOfficialReport(owner, { unitId: "P01", startsOn: "2026-03-01", endsOn: "2026-03-31", received: 20_001 });
    const api = await apiOf("year=2026&unit=01");
    const expected = api.months.flatMap(({ received, recorded, reported, plan }) =>
      received === null ? [] : [[received, recorded, reported, plan]],
    );
    expect(expected).toHaveLength(2);
    const question = of("01", 2026);
    const isMonths = (head: readonly unknown[] | undefined) => head?.[0] === "Tháng";
    const word = docxContent(await fileOf(question, "docx")).tables.find((table) => isMonths(table[0])) ?? [];
    expect(word.slice(1).map((row) => row.slice(1, 5).map(read))).toEqual(expected);
    const sheet = (await sheetsOf(await fileOf(question, "xlsx"))).find((one) => isMonths(one.data[1]));
    expect(sheet?.data.slice(2, 4).map((row) => row.slice(1, 5))).toEqual(expected);
    const pdf = pdfText(await fileOf(question, "pdf"));
    for (const row of word.slice(1)) expect(pdf).toContain(row.slice(0, 5).join(" "));
  });
});

describe("a unit's outreach", () => {
  async function outreachOf(query: string): Promise<OutreachAnswer> {
    const response = await outreachRoute.GET(new Request(`http://localhost/api/v1/outreach?${query}`), {
      params: Promise.resolve({}),
    });
    return response.json() as Promise<OutreachAnswer>;
  }

  const march = { startsOn: "2026-03-01", endsOn: "2026-03-31", received: 900 };
  const stated = { outreachSessions: 12, outreachPeople: 4_321, outreachProducts: { print: 1_500, social: 25 } };

  it("is the API's in text, Word, PDF and the workbook: by channel, by month, of the nation by unit", async () => {
    await addOfficialReport(owner, { unitId: "P01", ...march, ...stated });
    await addOutreach(owner, { unitId: "P40", heldOn: "2026-04-02", quantity: 2, peopleReached: 77 });
    const api = await outreachOf("year=2026");
    expect(api).toMatchObject({ sessions: 14, mediaProducts: 1_525, people: 4_398, reports: 1 });
    const question = of("VN", 2026);
    const text = textOf(await paperOf(question));
    for (const figure of ["14 buổi tuyên truyền", "1.525 sản phẩm truyền thông", "4.398 lượt người", "1 báo cáo tháng"])
      expect(text).toContain(figure);

    const expected = [
      ["Kênh", api.byChannel.map(({ quantity }) => [quantity])],
      ["Tháng", api.months.map(linesOf)],
      ["Đơn vị", api.children.map(linesOf)],
    ] as const;
    const isOutreach = (head: readonly unknown[] | undefined) => (head ?? []).includes("Sản phẩm truyền thông");
    const word = docxContent(await fileOf(question, "docx")).tables.filter((table) => isOutreach(table[0]));
    const sheets = (await sheetsOf(await fileOf(question, "xlsx"))).filter(({ data }) => isOutreach(data[1]));
    const pdf = pdfText(await fileOf(question, "pdf"));
    expect([word.length, sheets.length]).toEqual([3, 3]);
    for (const [head, rows] of expected) {
      const table = word.find(([first]) => first?.[0] === head) ?? [];
      const many = rows[0]?.length ?? 0;
      expect(table.slice(1, 1 + rows.length).map((row) => row.slice(1, 1 + many).map(read))).toEqual(rows);
      for (const row of table.slice(1)) expect(pdf).toContain(row.slice(0, 1 + many).join(" "));
      const sheet = sheets.find(({ data }) => data[1]?.[0] === head);
      expect(
        sheet?.data.slice(2, 2 + rows.length).map((row) => row.slice(1, 1 + many).map((cell) => cell ?? null)),
      ).toEqual(rows);
    }
  });

  it("of a province tells its log where no report is approved, and says so", async () => {
    await addOutreach(owner, { unitId: "P40", heldOn: "2026-04-02", quantity: 2, peopleReached: 77 });
    const text = textOf(await paperOf(of("40", 2026)));
    expect(text).toContain("2 buổi tuyên truyền");
    expect(text).toContain("Chưa có báo cáo tháng nào được duyệt");
  });

  it("that nobody told is said to be missing", async () => {
    expect(textOf(await paperOf(of("40", 2026)))).toContain("chưa được công bố");
  });

  it("leads to the open data it is from", async () => {
    await addOfficialReport(owner, { unitId: "P01", ...march, ...stated });
    const { sources } = await paperOf(of("01", 2026));
    expect(sources.map(({ address }) => address)).toContain("/api/v1/outreach?year=2026&unit=01");
  });
});

const linesOf = ({
  sessions,
  mediaProducts,
  people,
}: Pick<OutreachAnswer, "sessions" | "mediaProducts" | "people">) => [sessions, mediaProducts, people];

describe("the files", () => {
  it("hold proper Vietnamese that is found again, letter by letter", async () => {
    const paper = await paperOf(of("VN", 2025));
    const named = { ...paper, closing: { ...paper.closing, signatory: ["Trưởng ban", "Nguyễn Thị Thuỷ"] } };
    const pdf = Buffer.from(await (await reportFile(named, "pdf")).arrayBuffer());
    expect(pdfText(pdf)).toContain("Nguyễn Thị Thuỷ");
    expect(pdfText(pdf)).toContain("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM");
    const word = Buffer.from(await (await reportFile(named, "docx")).arrayBuffer());
    expect(docxContent(word).text).toContain("Nguyễn Thị Thuỷ");
  });

  it("are made for readers: headings, repeated header rows, words for pictures, tags, an outline", async () => {
    const { xml } = docxContent(await fileOf(of("VN", 2025), "docx"));
    expect(xml).toContain('<w:pStyle w:val="Heading1"/>');
    expect(xml).toContain("<w:tblHeader/>");
    expect(xml).toMatch(/<wp:docPr [^>]*descr="[^"]+34 tỉnh/);
    const pdf = (await fileOf(of("VN", 2025), "pdf")).toString("latin1");
    expect(pdf).toContain("/MarkInfo");
    expect(pdf).toContain("/Outlines");
    expect(pdf).toContain("/Lang (vi)");
    const parts = Object.keys(unzipSync(new Uint8Array(await fileOf(of("VN", 2025), "docx"))));
    expect(parts.filter((name) => name.startsWith("word/media/"))).toHaveLength(2);
  });
});

describe("a report that cannot be", () => {
  it.each([
    [of("VN", 2027), "not_begun"],
    [of("99", 2025), "unit_unknown"],
    [of("64", 2026), "unit_ended"],
    [of("64", 2025), "unit_not_told_apart"],
  ] as const)("is refused in one word: %o %s", async (question, refusal) => {
    expect(await publicReportFacts(question, now)).toMatchObject({ ok: false, refusal });
  });

  it("of a year without figures says so and is no empty page", async () => {
    const paper = await paperOf(of("VN", 1999));
    expect(textOf(paper)).toContain("chưa nơi nào công bố");
    expect(paper.standing).toContain("Chưa có số liệu tổng");
    expect((await fileOf(of("VN", 1999), "pdf")).length).toBeGreaterThan(5_000);
  });
});

/** A number as it stands on Vietnamese paper. */
function read(cell: string): number | null {
  return cell === "–" ? null : Number(cell.replaceAll(".", "").replace(",", ".").replace("%", ""));
}

async function sheetsOf(file: Buffer): Promise<{ data: unknown[][] }[]> {
  return (await readXlsx(file)) as unknown as { data: unknown[][] }[];
}
