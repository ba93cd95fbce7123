import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { unzipSync } from "fflate";
import readXlsx from "read-excel-file/node";
import { describe, expect, it } from "vitest";
import { csvLines, withoutFormula } from "@/lib/documents/csv";
import { tableDownload } from "@/lib/documents/download";
import { shownCell, tableOf } from "@/lib/documents/table";
import { LONGEST_TAB, sheetNames, xlsxOf } from "@/lib/documents/xlsx";
import enDocuments from "@/lib/i18n/messages/en/documents.json";
import enTables from "@/lib/i18n/messages/en/tables.json";
import viDocuments from "@/lib/i18n/messages/vi/documents.json";
import viTables from "@/lib/i18n/messages/vi/tables.json";

const table = (text: string) =>
  tableOf({
    name: "thu",
    tab: "Thử",
    title: "Thử: bảng",
    columns: [
      { head: "Tên", kind: "text", of: (row) => row.name },
      { head: "Đơn vị máu", kind: "whole", of: (row) => row.units },
      { head: "Tỷ lệ (%)", kind: "percent", of: (row) => row.rate },
      { head: "Ngày", kind: "day", of: (row) => row.on },
    ],
    rows: [
      { name: text, units: 1_748_935, rate: 94.5, on: "2025-12-05" },
      { name: "Cà Mau", units: null as number | null, rate: null as number | null, on: null as string | null },
    ],
    notes: ["Nguồn: Báo cáo, 05/12/2025", "=1+1"],
  });

const fileOf = (text: string, dialect: "semicolon" | "comma") => [...csvLines(table(text), dialect)].join("");

describe("a table as separated values", () => {
  it("opens in a Vietnamese Excel: byte-order mark, semicolons, decimal comma, days as they are written there", () => {
    const file = fileOf("Nguyễn Thị Thuỷ", "semicolon");
    expect(file.startsWith("\uFEFFTên;Đơn vị máu;Tỷ lệ (%);Ngày\r\n")).toBe(true);
    expect(file).toContain("Nguyễn Thị Thuỷ;1748935;94,5;05/12/2025\r\n");
    expect(file).toContain("Cà Mau;;;\r\n");
  });

  it("opens in programs: commas, decimal point, days that sort", () => {
    expect(fileOf("A", "comma")).toContain("A,1748935,94.5,2025-12-05\r\n");
  });

  it("carries its title and its sources, none of them as a formula", () => {
    expect(fileOf("A", "semicolon")).toContain('\r\n\r\nThử: bảng\r\n"Nguồn: Báo cáo, 05/12/2025"\r\n"\'=1+1"\r\n');
  });

  it.each(["=1+1", "+84", "-2+3", "@SUM(A1)", "\t=1", "\r=1", " =cmd|' /C calc'!A0", "＝1+1", "\u200B=1", "\n@x"])(
    "makes no formula of %j",
    (text) => expect(withoutFormula(text)).toBe(`'${text}`),
  );

  it.each(["Hà Nội", "5 = 5", "1-2", "−5", ""])("leaves %j as it is", (text) =>
    expect(withoutFormula(text)).toBe(text),
  );

  it("is read back cell by cell, whatever stands in it, and no cell begins a formula", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: "grapheme" }),
        fc.constantFrom("semicolon" as const, "comma" as const),
        (text, dialect) => {
          const read: string[][] = parse(fileOf(text, dialect), {
            bom: true,
            delimiter: dialect === "semicolon" ? ";" : ",",
            relax_column_count: true,
            record_delimiter: "\r\n",
          });
          expect(read[1]?.[0]).toBe(withoutFormula(text.normalize("NFC")));
          for (const cell of read.flat()) expect(cell).not.toMatch(/^\s*[=+\-@]/);
        },
      ),
    );
  });
});

describe("a table as a workbook", () => {
  it("holds numbers as numbers, days as days and words as words, never a formula", async () => {
    const file = await xlsxOf([table("=1+1"), table("Nguyễn Thị Thuỷ")]);
    const sheets = await readXlsx(file);
    const [first, second] = sheets as unknown as { data: unknown[][] }[];
    expect(first?.data[2]).toEqual(["=1+1", 1_748_935, 94.5, new Date("2025-12-05T00:00:00Z")]);
    expect(second?.data[2]?.[0]).toBe("Nguyễn Thị Thuỷ");
    const parts = unzipSync(new Uint8Array(file));
    const xml = Object.entries(parts)
      .filter(([name]) => name.startsWith("xl/worksheets/"))
      .map(([, bytes]) => new TextDecoder().decode(bytes))
      .join("");
    expect(xml).not.toContain("<f>");
  });

  it("names its sheets in whole words, none twice", () => {
    expect(sheetNames(["Kết quả: theo tháng / tuần"])).toEqual(["Kết quả theo tháng tuần"]);
    expect(sheetNames(["Thành phố Hà Nội năm 2026, theo nơi tổ chức"])).toEqual(["Thành phố Hà Nội năm 2026, theo"]);
    expect(sheetNames(["Theo tháng", "theo tháng", "Theo tháng"])).toEqual([
      "Theo tháng",
      "theo tháng 2",
      "Theo tháng 3",
    ]);
    expect(sheetNames(["x".repeat(40), ""])).toEqual(["x".repeat(31), "1"]);
  });

  it.each([
    ["vi", { ...viTables.tab, ...viDocuments.tab }],
    ["en", { ...enTables.tab, ...enDocuments.tab }],
  ])("has a name for every sheet that needs no cutting, in %s", (_, tabs) => {
    for (const tab of Object.values(tabs)) {
      expect(sheetNames([tab])).toEqual([tab]);
      expect(tabs.annex.replace("{n}", "6").replace("{tab}", tab).length).toBeLessThanOrEqual(LONGEST_TAB);
    }
  });
});

describe("a table to take along", () => {
  it("is a file with a plain name", async () => {
    const answer = await tableDownload(table("A"), "csv", "vi", { "cache-control": "no-store" });
    expect(answer.headers.get("content-disposition")).toBe('attachment; filename="thu-dau-cham-phay.csv"');
    expect(answer.headers.get("content-type")).toBe("text/csv; charset=utf-8");
    expect(answer.headers.get("cache-control")).toBe("no-store");
    expect(new Uint8Array(await answer.arrayBuffer()).slice(0, 3)).toEqual(new Uint8Array([0xef, 0xbb, 0xbf]));
  });

  it("is called by what it is, so that neither kind of separated values lies over the other in one folder", async () => {
    const name = async (format: "csv" | "csv-comma", locale: "vi" | "en") =>
      (await tableDownload(table("A"), format, locale)).headers.get("content-disposition");
    expect(await name("csv-comma", "vi")).toBe('attachment; filename="thu-dau-phay.csv"');
    expect(await name("csv", "en")).toBe('attachment; filename="thu-semicolon.csv"');
    expect(await name("csv-comma", "en")).toBe('attachment; filename="thu-comma.csv"');
  });
});

describe("a cell on paper", () => {
  it("is written as people read it, and a dash where nothing is known", () => {
    expect(shownCell("vi", "whole", 1_748_935)).toBe("1.748.935");
    expect(shownCell("vi", "percent", 1.74)).toBe("1,74%");
    expect(shownCell("vi", "day", "2025-12-05")).toBe("05/12/2025");
    expect(shownCell("vi", "whole", "dưới 5")).toBe("dưới 5");
    expect(shownCell("vi", "whole", null)).toBe("–");
  });
});
