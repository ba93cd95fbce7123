import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  compareVietnamese,
  escapeLike,
  foldVietnamese,
  givenNameSortKey,
  initialsOf,
  initialsWithGiven,
  nameSearchKey,
  normalizeLine,
  normalizePersonName,
  partsOfName,
  shortName,
  typedText,
} from "@/lib/core/text";

describe("folding", () => {
  test.each([
    ["Hoà", "hoa"],
    ["Hòa", "hoa"],
    ["Hòa".normalize("NFD"), "hoa"],
    ["ĐẶNG THUỲ TRÂM", "dang thuy tram"],
    ["Đắk Lắk", "dak lak"],
    ["Ð", "ð"],
    ["Nguyễn Ưng Ơn", "nguyen ung on"],
    ["", ""],
  ])("%s folds to %s", (text, folded) => expect(foldVietnamese(text)).toBe(folded));

  test("folding twice changes nothing, and the Unicode form does not matter", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (text) => {
        expect(foldVietnamese(foldVietnamese(text))).toBe(foldVietnamese(text));
        expect(foldVietnamese(text.normalize("NFD"))).toBe(foldVietnamese(text.normalize("NFC")));
      }),
    );
  });
});

describe("text as it was typed", () => {
  test.each([
    ["a\u0000b", "ab"],
    ["\u001b[31mred", "[31mred"],
    ["one\r\ntwo\tthree", "one\r\ntwo\tthree"],
    ["Hoa\u0300", "Hoà"],
  ])("%j is kept as %j", (typed, kept) => expect(typedText(typed)).toBe(kept));

  test("one line of it has no marks that turn the writing round", () => {
    expect(normalizeLine("a\u202E b\u2066c\u0000\r\nd")).toBe("a bc d");
  });
});

describe("names as we keep them", () => {
  test.each([
    ["  nguyễn   văn an ", "Nguyễn Văn An"],
    ["NGUYỄN VĂN AN", "Nguyễn Văn An"],
    ["Nguyễn Văn An", "Nguyễn Văn An"],
    ["Nguyễn van An", "Nguyễn van An"],
    ["Nguyễn\u00A0Văn\tAn", "Nguyễn Văn An"],
    ["Nguyễn\u200B Văn An", "Nguyễn Văn An"],
    ["H\u2019HEN NIÊ", "H'Hen Niê"],
    ["h'hen niê", "H'Hen Niê"],
    ["TÔN-NỮ THỊ HOÀ", "Tôn-Nữ Thị Hoà"],
    ["ĐẶNG VĂN ĐÔ", "Đặng Văn Đô"],
    ["Trần Thị Hoà".normalize("NFD"), "Trần Thị Hoà"],
    ["", ""],
  ])("%j is kept as %j", (typed, kept) => expect(normalizePersonName(typed)).toBe(kept));

  test.each([
    ["Nguyễn Thị Thuỷ", "nguyen thi thuy"],
    ["H'Hen Niê", "hhen nie"],
    ["Lê-Đình  Đạt.", "le dinh dat"],
    ["%_", ""],
  ])("%s is found under %s", (name, key) => expect(nameSearchKey(name)).toBe(key));

  test.each([
    ["Nguyễn Văn An", { family: "Nguyễn", middle: "Văn", given: "An" }],
    ["Công Tằng Tôn Nữ Thị Hoà", { family: "Công", middle: "Tằng Tôn Nữ Thị", given: "Hoà" }],
    ["Trần Bình", { family: "Trần", middle: "", given: "Bình" }],
    ["Y-Moan", { family: "", middle: "", given: "Y-Moan" }],
    ["", { family: "", middle: "", given: "" }],
  ])("%s falls into its parts", (name, parts) => expect(partsOfName(name)).toEqual(parts));

  test.each([
    ["Nguyễn Văn An", "NA"],
    ["Đặng Thị Ơn", "ĐƠ"],
    ["Bình", "B"],
    ["", ""],
  ])("%s is drawn as %s", (name, initials) => expect(initialsOf(name)).toBe(initials));
});

describe("the order of a Vietnamese list", () => {
  test("given name first, then tone, then middle and family name", () => {
    const sorted = [
      "Nguyễn Văn An",
      "Trần Văn An",
      "Lê Thị Ân",
      "Nguyễn Bảo Anh",
      "Phạm Văn Ba",
      "Lê Dũng",
      "Lê Văn Đạt",
      "Lê Thị Hoa",
      "Lê Văn Hòa",
      "Nguyễn Thị Thuỳ",
      "Vũ Xuân Thuỳ",
      "Bùi Anh Thuý",
      "Lê Văn Út",
      "Lê Văn Ưng",
    ];
    // ă and â are letters after a, so Anh (a, n, h) stands before Ân.
    const expected = [...sorted];
    [expected[2], expected[3]] = ["Nguyễn Bảo Anh", "Lê Thị Ân"];
    const shuffled = [...sorted].reverse();
    expect(shuffled.sort((a, b) => compareVietnamese(givenNameSortKey(a), givenNameSortKey(b)))).toEqual(expected);
  });

  test("Hoà and Hòa, composed or not, have one key", () => {
    expect(givenNameSortKey("Lê Hoà")).toBe(givenNameSortKey("LÊ HÒA".normalize("NFD")));
    expect(givenNameSortKey("Lê Thị Thuỷ")).toBe("thuy2 thi5 lê0");
  });
});

test("what somebody types never becomes a wildcard", () => {
  expect(escapeLike("50%_\\")).toBe("50\\%\\_\\\\");
});

test("a name by initials keeps the given name alone", () => {
  expect(initialsWithGiven("Nguyễn  Thị Thuỷ")).toBe("N. T. Thuỷ");
  expect(initialsWithGiven("Đào")).toBe("Đào");
});

describe("a name where there is little room", () => {
  test.each([
    ["Nguyễn Thị Hồng Nhung", "Nguyễn T. H. Nhung"],
    ["Đặng Văn Trường", "Đặng V. Trường"],
    ["Lê Văn An", "Lê Văn An"],
    ["H'Hen Niê", "H'Hen Niê"],
    ["Công Tằng Tôn Nữ Ánh Tuyết", "Công T. T. N. Á. Tuyết"],
    ["Thuỷ", "Thuỷ"],
    ["", ""],
  ])("%s is %s", (name, short) => expect(shortName(name)).toBe(short));

  test("family and given name stay whole, and nothing grows", () => {
    const word = fc.string({ minLength: 1, maxLength: 9, unit: fc.constantFrom(..."aăâbcdđeêghiôơuưnt") });
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 6 }), (words) => {
        const short = shortName(words.join(" "));
        expect(short.split(" ").at(0)).toBe(words.at(0));
        expect(short.split(" ").at(-1)).toBe(words.at(-1));
        expect(short.split(" ")).toHaveLength(words.length);
      }),
    );
  });
});
