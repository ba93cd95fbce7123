import { readFileSync } from "node:fs";
import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { spellingKey } from "@/lib/core/text";
import { addressIndex, isClearProposal, proposeCommunes } from "@/lib/units/address";

const rows = (file: string) =>
  parse(readFileSync(`prisma/reference/${file}`), { columns: true }) as Record<string, string>[];
const provinces = new Map(rows("provinces.csv").map((row) => [row.code, row.name as string]));
const former = rows("commune_successions.csv").map((row) => ({
  name: row.old_name as string,
  district: row.old_district as string,
  province: row.old_province as string,
  newCode: row.new_code as string,
}));
const present = rows("communes.csv").map((row) => ({
  code: row.code as string,
  fullName: row.full_name as string,
  provinceName: provinces.get(row.province_code) as string,
}));
const index = addressIndex(former, present);
const best = (address: string) => proposeCommunes(address, index)[0]?.communeCode;

describe("addresses as cards bear them", () => {
  test.each([
    ["P. Bạch Mai, Q. Hai Bà Trưng, Hà Nội", "00292"],
    ["Số 12 ngõ 5, Phường Bạch Mai, Quận Hai Bà Trưng, Thành phố Hà Nội", "00292"],
    ["so 12, phuong bach mai, quan hai ba trung, ha noi", "00292"],
    ["Bạch Mai, Hai Bà Trưng, Hà Nội", "00292"],
    ["phường Bạch Mai quận Hai Bà Trưng thành phố Hà Nội", "00292"],
    ["P.Bạch Mai Q.Hai Bà Trưng TP.Hà Nội", "00292"],
    ["P. Bạch Mai, Q. Hai Bà Trưng, HN", "00292"],
    ["Phường Bạch Mai, Hà Nội", "00292"],
    // Hoà and Hòa, on either side.
    ["Xã Hoà Mục, Huyện Chợ Mới, Tỉnh Bắc Kạn", "02104"],
    ["Xã Hòa Mục, Huyện Chợ Mới, Tỉnh Bắc Kạn", "02104"],
    ["Xã Hòa Mạc, Văn Bàn, Lào Cai", "03082"],
    ["Thị trấn Hòa Thuận, Quảng Hoà, Cao Bằng", "01648"],
    ["TT. Nước Hai, H. Hòa An, T. Cao Bằng", "01654"],
    // Numbered wards, of which there are many.
    ["Phường 1, Quận 8, TP. Hồ Chí Minh", "27418"],
    ["P.1, Q.8, TP HCM", "27418"],
    ["P1, Q8, Sài Gòn", "27418"],
    ["Phường 01, Quận 8, Thành phố Hồ Chí Minh", "27418"],
    ["Phường 1, Thành phố Sóc Trăng, Tỉnh Sóc Trăng", "31510"],
    ["Phường 10, Quận 3, TPHCM", "27142"],
    // A letter wrong, as a pen or a scanner makes it.
    ["P. Bạch Mal, Q. Hai Bà Trưng, Hà Nội", "00292"],
    // The province of today beside the district of then.
    ["Xã Hoà Mục, Huyện Chợ Mới, Tỉnh Thái Nguyên", "02104"],
  ])("%s", (address, code) => expect(best(address)).toBe(code));

  test("a full address is clear; a bare name is not", () => {
    expect(isClearProposal(proposeCommunes("P. Bạch Mai, Q. Hai Bà Trưng, Hà Nội", index))).toBe(true);
    expect(isClearProposal(proposeCommunes("Phường 1", index))).toBe(false);
    expect(isClearProposal(proposeCommunes("Xã Tân Lập", index))).toBe(false);
    expect(isClearProposal([])).toBe(false);
  });

  test.each(["", "   ", "khong biet", "12345", ", , ,", "Hà Nội"])("%j proposes nothing clear", (address) => {
    expect(isClearProposal(proposeCommunes(address, index))).toBe(false);
  });

  test("a commune of that name in another province is not put before the one of the address", () => {
    const [first] = proposeCommunes("Xã Tân Lập, Huyện Đan Phượng, Hà Nội", index);
    expect(first?.matched).toBe("Xã Tân Lập, Huyện Đan Phượng, Thành phố Hà Nội");
  });

  test("at most as many as asked, best first, each commune once", () => {
    const proposals = proposeCommunes("Xã Tân Lập", index, 3);
    expect(proposals.length).toBeLessThanOrEqual(3);
    expect(new Set(proposals.map(({ communeCode }) => communeCode)).size).toBe(proposals.length);
    expect([...proposals].sort((a, b) => b.score - a.score)).toEqual(proposals);
  });
});

describe("the table itself", () => {
  test("every former commune, written out, finds a successor of its own in first place", () => {
    const successors = new Map<string, Set<string>>();
    const written = ({ name, district, province }: (typeof former)[number]) => `${name}, ${district}, ${province}`;
    for (const row of former) {
      const key = spellingKey(written(row));
      successors.set(key, (successors.get(key) ?? new Set()).add(row.newCode));
    }
    const lost = former
      .map(written)
      .filter((address) => !successors.get(spellingKey(address))?.has(best(`Thôn 2, ${address}`) ?? ""));
    expect(lost).toEqual([]);
  });

  test("so does every commune of today", () => {
    const lost = present.filter(({ code, fullName, provinceName }) => best(`${fullName}, ${provinceName}`) !== code);
    expect(lost).toEqual([]);
  });

  test("without marks the commune is among the first, with those that fold alike", () => {
    const plain = (text: string) => text.normalize("NFD").replace(/\p{M}/gu, "").replace(/đ/g, "d").replace(/Đ/g, "D");
    fc.assert(
      fc.property(fc.constantFrom(...former), ({ name, district, province }) => {
        const address = `${name}, ${district}, ${province}`;
        expect(proposeCommunes(address.normalize("NFD"), index)).toEqual(proposeCommunes(address, index));
        const proposals = proposeCommunes(plain(address), index);
        const found = proposals.find(({ communeCode }) => best(address) === communeCode);
        expect(found?.score).toBe(proposals[0]?.score);
      }),
      { numRuns: 50 },
    );
  });

  test("no text makes it throw", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 80 }), (text) => {
        for (const { score } of proposeCommunes(text, index)) expect(score >= 0 && score <= 1).toBe(true);
      }),
    );
  });
});
