import { strToU8, zipSync } from "fflate";
import { describe, expect, it } from "vitest";
import writeXlsxFile from "write-excel-file/node";
import { readCount, readMonth } from "@/lib/reports/import/cells";
import { findHead } from "@/lib/reports/import/columns";
import { readSheetFile } from "@/lib/reports/import/sheet";
import { fromTcvn3, looksLikeTcvn3 } from "@/lib/reports/import/tcvn3";
import { findUnit, type NamedUnit } from "@/lib/reports/import/units";

describe("text typed with an ABC (TCVN3) font", () => {
  it.each([
    ["Hµ Néi", "Hà Nội"],
    ["NghÖ An", "Nghệ An"],
    ["Thõa Thiªn HuÕ", "Thừa Thiên Huế"],
    ["§µ N½ng", "Đà Nẵng"],
    ["B×nh D­¬ng", "Bình Dương"],
    ["H¶i Phßng", "Hải Phòng"],
    ["§¾k L¾k", "Đắk Lắk"],
    ["Qu¶ng Ng·i", "Quảng Ngãi"],
    ["ThiÕu kinh phÝ tuyªn truyÒn", "Thiếu kinh phí tuyên truyền"],
    ["M¸u vµ sù sèng, mçi giät m¸u cho ®i", "Máu và sự sống, mỗi giọt máu cho đi"],
  ])("%s is read as %s", (typed, meant) => {
    expect(looksLikeTcvn3(typed)).toBe(true);
    expect(fromTcvn3(typed)).toBe(meant);
  });

  it.each(["Hà Nội", "Nghệ An", "An Giang", "Lào Cai", "Cà Mau", "Đắk Lắk", "café"])("%s is left alone", (text) => {
    expect(looksLikeTcvn3(text)).toBe(false);
  });
});

describe("a count in a cell", () => {
  it.each([
    [1748, 1748],
    ["1.748", 1748],
    ["1,748", 1748],
    [" 1 748 ", 1748],
    ["0", 0],
    [null, null],
    ["  ", null],
  ])("%s is %s", (cell, value) => {
    expect(readCount(cell)).toEqual({ value });
  });

  it.each([
    ["1.234,5", "number_mixed"],
    ["1,234.5", "number_mixed"],
    ["12,5", "number_not_whole"],
    [12.5, "number_not_whole"],
    ["-4", "negative"],
    [-4, "negative"],
    ["nhiều", "number_malformed"],
    [true, "number_malformed"],
    [1e15, "number_too_big"],
  ])("%s is refused as %s", (cell, reason) => {
    expect(readCount(cell)).toMatchObject({ fault: { reason } });
  });
});

describe("a month in a cell", () => {
  it.each([
    "03/2026",
    "3/2026",
    "Tháng 3/2026",
    "T3/2026",
    "03-2026",
    "2026-03",
    "15/03/2026",
    "2026-03-01",
    new Date(Date.UTC(2026, 2, 31)),
  ])("%s is March 2026", (cell) => {
    expect(readMonth(cell)).toEqual({ kind: "month", startsOn: "2026-03-01", endsOn: "2026-03-31" });
  });

  it.each([
    ["31/02/2026", "date_impossible"],
    ["13/2026", "date_impossible"],
    ["quý 1", "month_malformed"],
    ["", "month_missing"],
    [null, "month_missing"],
  ])("%s is refused as %s", (cell, reason) => {
    expect(readMonth(cell)).toMatchObject({ fault: { reason } });
  });
});

describe("the unit a row names", () => {
  const unit = (differing: Partial<NamedUnit>): NamedUnit => ({
    id: "P40",
    code: "40",
    name: "Nghệ An",
    begins: "2008-08-01",
    ends: "9999-12-31",
    successors: [],
    inReach: true,
    ...differing,
  });
  const split = unit({ id: "P99", code: "99", name: "Tỉnh Cũ", ends: "2025-07-01", successors: ["A", "B"] });
  const units = [
    unit({}),
    unit({ id: "P01", code: "01", name: "Hà Nội", inReach: false }),
    unit({ id: "P06-2025", code: "06", name: "Bắc Kạn", ends: "2025-07-01", successors: ["P19"] }),
    unit({ id: "P19", code: "19", name: "Thái Nguyên", begins: "2025-07-01" }),
    split,
    unit({ id: "A", code: "A1", name: "Tỉnh Mới Đông", begins: "2025-07-01" }),
    unit({ id: "B", code: "B1", name: "Tỉnh Mới Tây", begins: "2025-07-01" }),
  ];
  const march = { startsOn: "2026-03-01", endsOn: "2026-03-31" };

  it("is found by code, by name without accents, and by both", () => {
    for (const named of [
      { code: "40", name: "" },
      { code: "", name: "nghe an" },
      { code: "40", name: "Tỉnh Nghệ An" },
    ])
      expect(findUnit(units, named, march)).toMatchObject({ unit: { id: "P40" }, remarks: [] });
  });

  it("is the one a former unit went into, which is said", () => {
    expect(findUnit(units, { code: "", name: "Bắc Kạn" }, march)).toMatchObject({
      unit: { id: "P19" },
      remarks: [{ remark: "former_name", facts: { former: "Bắc Kạn", unit: "Thái Nguyên", code: "19" } }],
    });
    expect(findUnit(units, { code: "06", name: "" }, march)).toMatchObject({ unit: { id: "P19" } });
  });

  it.each([
    [{ code: "", name: "Cũ" }, "unitName", "unit_split"],
    [{ code: "99", name: "" }, "unitCode", "unit_split"],
    [{ code: "40", name: "Atlantis" }, "unitName", "unit_name_unknown"],
    [{ code: "40", name: "§¬n vÞ l¹" }, "unitName", "tcvn3_unreadable"],
    [{ code: "77", name: "" }, "unitCode", "unit_unknown"],
    [{ code: "", name: "Atlantis" }, "unitName", "unit_unknown"],
    [{ code: "40", name: "Thái Nguyên" }, "unitName", "unit_code_and_name_differ"],
    [{ code: "01", name: "Hà Nội" }, "unitCode", "unit_out_of_reach"],
    [{ code: "", name: " " }, "unitCode", "unit_missing"],
    [{ code: "", name: "§¬n vÞ l¹" }, "unitName", "tcvn3_unreadable"],
  ])("%o is refused", (named, column, reason) => {
    expect(findUnit(units, named, march)).toMatchObject({ fault: { column, reason } });
  });

  it("is refused for a month in which it was not", () => {
    expect(findUnit(units, { code: "19", name: "" }, { startsOn: "2025-03-01", endsOn: "2025-03-31" })).toMatchObject({
      fault: { reason: "unit_not_yet_others", facts: { day: "2025-07-01", units: "Bắc Kạn (06)" } },
    });
  });

  it("is the one there at the end of a month in which units were joined", () => {
    const joined = [
      unit({ id: "A", code: "A1", name: "Một", ends: "2026-11-20", successors: ["N"] }),
      unit({ id: "B", code: "B1", name: "Hai", ends: "2026-11-20", successors: ["N"] }),
      unit({ id: "N", code: "N1", name: "Mới", begins: "2026-11-20", ends: "2027-02-01", successors: ["O"] }),
      unit({ id: "O", code: "O1", name: "Sau", begins: "2027-02-01" }),
    ];
    const of = (name: string, startsOn: string, endsOn: string) =>
      findUnit(joined, { code: "", name }, { startsOn, endsOn });
    for (const name of ["Một", "Hai", "Mới"])
      expect(of(name, "2026-11-01", "2026-11-30")).toMatchObject({ unit: { id: "N" } });
    expect(of("Một", "2026-10-01", "2026-10-31")).toMatchObject({ unit: { id: "A" }, remarks: [] });
    // Over two changes.
    expect(of("Hai", "2027-03-01", "2027-03-31")).toMatchObject({
      unit: { id: "O" },
      remarks: [{ remark: "former_name", facts: { former: "Hai", day: "2026-11-20" } }],
    });
    expect(of("Mới", "2026-10-01", "2026-10-31")).toMatchObject({ fault: { reason: "unit_not_yet_others" } });
  });

  it("is known by a name it bore, no former one while it bore it; the one that bears it goes first", () => {
    const named = [
      unit({ id: "P46", code: "46", name: "Huế", names: [{ name: "Tỉnh Thừa Thiên Huế", until: "2025-01-01" }] }),
      unit({ id: "X", code: "X1", name: "Xưa", names: [{ name: "Nay", until: "2020-01-01" }] }),
      unit({ id: "Y", code: "Y1", name: "Nay" }),
    ];
    const may = { startsOn: "2024-05-01", endsOn: "2024-05-31" };
    expect(findUnit(named, { code: "", name: "Thừa Thiên Huế" }, may)).toMatchObject({
      unit: { id: "P46" },
      remarks: [],
    });
    expect(findUnit(named, { code: "", name: "Thõa Thiªn HuÕ" }, march)).toMatchObject({
      unit: { id: "P46" },
      remarks: [
        { remark: "former_name", facts: { former: "Tỉnh Thừa Thiên Huế", unit: "Huế", day: "2025-01-01" } },
        { remark: "tcvn3_converted", facts: { unit: "Thừa Thiên Huế" } },
      ],
    });
    expect(findUnit(named, { code: "", name: "Nay" }, march)).toMatchObject({ unit: { id: "Y" }, remarks: [] });
  });
});

describe("a file", () => {
  const csv = "Mã đơn vị;Đơn vị;Tháng;Số đơn vị máu\n40;Nghệ An;03/2026;1.200\n";

  it("is read as XLSX and as CSV, with its rows numbered as a spreadsheet shows them", async () => {
    const xlsx = await writeXlsxFile([
      ["Báo cáo"],
      ["Mã đơn vị", "Tháng", "Số đơn vị máu"],
      ["40", "03/2026", 12],
    ]).toBuffer();
    const read = await readSheetFile(new Uint8Array(xlsx));
    expect(read).toMatchObject({
      ok: true,
      value: { rows: [{ line: 1 }, { line: 2 }, { line: 3, cells: ["40", "03/2026", 12] }] },
    });
    expect(read.ok && findHead(read.value)).toMatchObject({ line: 2 });
    for (const bytes of [
      strToU8(csv),
      strToU8(`\ufeff${csv}`),
      new Uint8Array(Buffer.from(`\ufeff${csv}`, "utf16le")),
    ]) {
      const found = await readSheetFile(bytes);
      expect(found).toMatchObject({ ok: true, value: { rows: [{ line: 1 }, { line: 2 }] } });
      expect(found.ok && findHead(found.value)).toMatchObject({ line: 1 });
    }
  });

  it("typed throughout with an ABC font is turned into Unicode; other unknown letters are refused", async () => {
    const abc = "M· ®¬n vÞ;§¬n vÞ;Th¸ng;Sè ®¬n vÞ m¸u\n40;NghÖ An;03/2026;1200\n";
    const found = await readSheetFile(new Uint8Array(Buffer.from(abc, "latin1")));
    expect(found).toMatchObject({ ok: true, value: { converted: "tcvn3" } });
    expect(found.ok && found.value.rows[1]?.cells[1]).toBe("Nghệ An");
    // "Mã đơn vị;Đơn vị;Tháng;Số đơn vị máu" and a row, as Excel on an old Windows saves it (code page 1258).
    const bytes = Buffer.from(
      "M\u0061\u00de \u00f0\u00f5n vi\u00f2;Th\u0061\u00ecng;S\u00f4\u00ec\n40;03/2026;1200\n",
      "latin1",
    );
    const old = await readSheetFile(new Uint8Array(bytes));
    expect(old).toMatchObject({ ok: true, value: { converted: "cp1258" } });
    expect(old.ok && old.value.rows[0]?.cells).toEqual(["Mã đơn vị", "Tháng", "Số"]);
    expect(await readSheetFile(new Uint8Array([0x80, 0x81, 0xfe, 0x0a, 0x90]))).toMatchObject({
      refusal: "file_encoding",
    });
  });

  it("says which column is missing", async () => {
    const found = await readSheetFile(strToU8("Mã đơn vị;Tháng\n40;03/2026\n"));
    expect(found.ok && findHead(found.value)).toEqual({ missing: "received" });
  });

  it.each([
    ["too large", new Uint8Array(1_000_001), "file_too_large"],
    ["an old Excel file", new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 1, 2, 3]), "file_old_excel"],
    ["a picture", new Uint8Array([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0]), "file_no_sheet"],
    ["a paper", strToU8("%PDF-1.7\n"), "file_no_sheet"],
    ["a broken archive", new Uint8Array([0x50, 0x4b, 3, 4, 9, 9, 9]), "file_unreadable"],
    ["an archive of something else", zipSync({ "word/document.xml": strToU8("<w/>") }), "file_unreadable"],
    ["a row too many", strToU8(`Mã;Tháng\n${"40;03/2026\n".repeat(2_001)}`), "too_many_rows"],
  ])("%s is refused", async (_, bytes, refusal) => {
    expect(await readSheetFile(bytes)).toMatchObject({ ok: false, refusal });
  });

  it("that unpacks to far more than it weighs is refused before it is unpacked, and one that lies about it is cut", async () => {
    const bomb = zipSync({ "xl/worksheets/sheet1.xml": new Uint8Array(40_000_000) });
    expect(bomb.length).toBeLessThan(100_000);
    expect(await readSheetFile(bomb)).toMatchObject({ refusal: "file_unpacked_too_large" });
    // The same with a central directory that states ten bytes.
    const view = new DataView(bomb.buffer, bomb.byteOffset);
    const directory = view.getUint32(bomb.length - 6, true);
    view.setUint32(directory + 24, 10, true);
    const before = process.memoryUsage().arrayBuffers;
    expect(await readSheetFile(bomb)).toMatchObject({ refusal: "file_unreadable" });
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(20_000_000);
  });
});
