import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  checkCharacterOf,
  formatDonationNumber,
  isbt128BarcodeText,
  localDonationNumber,
  maskDonationNumber,
  parseDonationNumber,
  printedGroups,
} from "@/lib/donations/din";

const CAPITALS_AND_DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";

describe("the check character", () => {
  test.each([
    ["G123498654321", "H"],
    ["G123489654321", "Y"],
    ["3000505", "B"],
    ["3000509", "3"],
    ["2210579", "H"],
    ["8332514", "B"],
    ["7432269", "W"],
    ["3946294", "F"],
    ["A999910123456", "H"],
    ["W000007123456", "D"],
    ["V000126000001", "*"],
    ["A999926000001", "8"],
  ])("of %s is %s", (number, check) => expect(checkCharacterOf(number)).toBe(check));

  test("is made for capitals and digits only", () => {
    for (const wrong of ["a123", "G12*", "G 12", "Đ1"]) expect(() => checkCharacterOf(wrong)).toThrow(RangeError);
  });

  const numbers = fc.array(fc.constantFrom(...CAPITALS_AND_DIGITS), { minLength: 4, maxLength: 19 });
  test("notices any one wrong character", () => {
    fc.assert(
      fc.property(numbers, fc.nat(18), fc.constantFrom(...CAPITALS_AND_DIGITS), (letters, at, letter) => {
        const place = at % letters.length;
        fc.pre(letters[place] !== letter);
        const wrong = letters.with(place, letter);
        expect(checkCharacterOf(wrong.join(""))).not.toBe(checkCharacterOf(letters.join("")));
      }),
    );
  });

  test("notices any two neighbours swapped", () => {
    fc.assert(
      fc.property(numbers, fc.nat(17), (letters, at) => {
        const place = at % (letters.length - 1);
        const [a, b] = [letters[place] as string, letters[place + 1] as string];
        fc.pre(a !== b);
        const swapped = letters.with(place, b).with(place + 1, a);
        expect(checkCharacterOf(swapped.join(""))).not.toBe(checkCharacterOf(letters.join("")));
      }),
    );
  });
});

describe("ISBT 128", () => {
  test.each([
    "=G12349865432100",
    "=G1234986543210A",
    "]C1=G12349865432100",
    "=G123498654321",
    "G12349865432100",
    "G123498654321H",
    "g1234 98 654321 h",
    "G1234-98-654321-H",
    "  G1234 98 654321 H\r\n",
  ])("%j is G123498654321", (text) =>
    expect(parseDonationNumber(text, "isbt128")).toEqual({ ok: true, value: "G123498654321" }),
  );

  test.each([
    ["", "donation_number_empty"],
    [" \r", "donation_number_empty"],
    ["G123498654321", "donation_number_check_missing"],
    ["G123498654321G", "donation_number_mistyped"],
    ["G123489654321H", "donation_number_mistyped"],
    ["O123498654321H", "donation_number_malformed"],
    ["0123498654321H", "donation_number_malformed"],
    ["G12349865432", "donation_number_malformed"],
    ["G123498654321HHH", "donation_number_malformed"],
    ["G1234X8654321H", "donation_number_malformed"],
    ["=%6200", "donation_number_other_barcode"],
    ["=<E0791V00", "donation_number_other_barcode"],
    ["&>0250322359", "donation_number_other_barcode"],
  ])("%j is refused: %s", (text, refusal) =>
    expect(parseDonationNumber(text, "isbt128")).toEqual({ ok: false, refusal }),
  );

  test("donation_number_year_future: next year's labels may lie ready, later ones not", () => {
    const number = (yy: string) => `=G1234${yy}65432100`;
    expect(parseDonationNumber(number("26"), "isbt128", { year: 2026 }).ok).toBe(true);
    expect(parseDonationNumber(number("27"), "isbt128", { year: 2026 }).ok).toBe(true);
    expect(parseDonationNumber(number("98"), "isbt128", { year: 2026 }).ok).toBe(true);
    expect(parseDonationNumber(number("28"), "isbt128", { year: 2026 })).toMatchObject({
      refusal: "donation_number_year_future",
    });
    expect(parseDonationNumber(number("00"), "isbt128", { year: 2099 }).ok).toBe(true);
  });

  test("its barcode reads back", () => {
    expect(isbt128BarcodeText("G123498654321")).toBe("=G12349865432100");
    expect(() => isbt128BarcodeText("HN26000123")).toThrow(RangeError);
  });
});

describe("a facility's own numbers", () => {
  test("are made of its letters, the year and six digits, and printed in groups", () => {
    expect(localDonationNumber("HN", 2026, 123)).toBe("HN26000123");
    expect(printedGroups("HN26000123")).toEqual({
      groups: ["HN", "26", "000123"],
      check: checkCharacterOf("HN26000123"),
    });
    expect(printedGroups("G123498654321")).toEqual({ groups: ["G1234", "98", "654321"], check: "H" });
    expect(maskDonationNumber("HN26000123")).toBe("•••• 0123");
    for (const [prefix, sequence] of [
      ["h", 1],
      ["HN", -1],
      ["HN", 1_000_000],
      ["HN", 1.5],
    ] as const) {
      expect(() => localDonationNumber(prefix, 2026, sequence)).toThrow(RangeError);
    }
  });

  test.each([
    ["", "donation_number_empty"],
    ["AB", "donation_number_malformed"],
    ["ĐN26000123X", "donation_number_malformed"],
    ["HN26#00123", "donation_number_malformed"],
    ["HNHNHNX", "donation_number_malformed"],
    ["=%6200", "donation_number_other_barcode"],
  ])("%j is refused: %s", (text, refusal) =>
    expect(parseDonationNumber(text, "local")).toEqual({ ok: false, refusal }),
  );

  test("donation_number_mistyped: with another check character", () => {
    const right = checkCharacterOf("HN26000123");
    for (const check of [...CAPITALS_AND_DIGITS, "*"].filter((character) => character !== right)) {
      expect(parseDonationNumber(`HN26000123${check}`, "local")).toEqual({
        ok: false,
        refusal: "donation_number_mistyped",
      });
    }
  });

  test("what is printed is read back, in both formats", () => {
    const prefix = fc.stringMatching(/^[A-Z][A-Z0-9]{1,7}$/);
    fc.assert(
      fc.property(prefix, fc.integer({ min: 2000, max: 2099 }), fc.nat(999_999), (letters, year, sequence) => {
        const number = localDonationNumber(letters, year, sequence);
        const printed = formatDonationNumber(number);
        expect(parseDonationNumber(printed, "local")).toEqual({ ok: true, value: number });
        expect(parseDonationNumber(printed.toLowerCase(), "local")).toEqual({ ok: true, value: number });
      }),
    );
    fc.assert(
      fc.property(fc.stringMatching(/^[A-NP-Z1-9][A-Z0-9]{4}\d{8}$/), (number) => {
        expect(parseDonationNumber(formatDonationNumber(number), "isbt128")).toEqual({ ok: true, value: number });
        expect(parseDonationNumber(isbt128BarcodeText(number), "isbt128")).toEqual({ ok: true, value: number });
      }),
    );
  });
});
