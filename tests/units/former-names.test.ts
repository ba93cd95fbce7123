import { describe, expect, it } from "vitest";
import { todayInVietnam } from "@/lib/core/time";
import { unitsFound } from "@/lib/units/history/queries";
import { unitSearch } from "@/lib/units/history/schema";
import { publicUnits } from "@/lib/units/queries";
import { administrator, change, drafted, merging, now } from "../mergers/world";
import { useDatabase } from "../support/database";
import { addProvince } from "../support/facts";

const { owner } = useDatabase();
const today = todayInVietnam(now);

async function found(q: string, differing: object = {}) {
  const told = await unitsFound(
    await administrator(owner),
    unitSearch.parse({ q, kind: "province", ...differing }),
    today,
  );
  return told.items.map((unit) => [unit.fullName, unit.foundBy]);
}
async function openly(text: string, asOf = today) {
  const told = await publicUnits({ kind: "province", asOf, text });
  return told?.units.map((unit) => [unit.fullName, unit.foundBy]);
}

describe("a unit is found", () => {
  it.each(["Hà Giang", "ha giang", "HÀ GIANG"])("by the name of what went into it, as %s", async (q) => {
    expect(await found(q)).toEqual([["Tỉnh Tuyên Quang", "Tỉnh Hà Giang"]]);
    expect(await openly(q)).toEqual([["Tỉnh Tuyên Quang", "Tỉnh Hà Giang"]]);
  });

  it("by a name with a dash, typed with one or without", async () => {
    const saigon = [["Thành phố Hồ Chí Minh", "Tỉnh Bà Rịa - Vũng Tàu"]];
    expect(await found("bà rịa vũng tàu")).toEqual(saigon);
    expect(await openly("Bà Rịa - Vũng Tàu")).toEqual(saigon);
  });

  it("by its own name, which then stands for itself", async () => {
    expect(await found("tuyen quang")).toEqual([["Tỉnh Tuyên Quang", null]]);
    expect(await openly("tuyen quang")).toEqual([["Tỉnh Tuyên Quang", null]]);
  });

  it("as it was on the day asked for, and by nothing that came to it later", async () => {
    expect(await found("ha giang", { asOf: "2025-06-30" })).toEqual([["Tỉnh Hà Giang", null]]);
    expect(await openly("ha giang", "2025-06-30")).toEqual([["Tỉnh Hà Giang", null]]);
  });

  it("beside the unit that ended, where all are asked for", async () => {
    expect(await found("ha giang", { state: "all" })).toEqual([
      ["Tỉnh Tuyên Quang", "Tỉnh Hà Giang"],
      ["Tỉnh Hà Giang", null],
    ]);
  });

  it("over several changes, by every name of every one of them", async () => {
    const actor = await administrator(owner);
    const [first, second, third] = [await addProvince(owner), await addProvince(owner), await addProvince(owner)];
    const renaming = (id: string, name: string, effectiveOn: string) =>
      change(actor, drafted({ kind: "rename", units: [id], "name.1": name, effectiveOn }));
    const madeOf = async (units: string[], name: string, code: string, on: string) => {
      await change(actor, merging(units, { name, code, type: "province" }, on));
      return (await owner.query("SELECT id FROM unit WHERE code = $1 AND valid_to IS NULL", [code])).rows[0].id;
    };
    await renaming(first.id, "Sơn Đoài Cổ", "2026-08-01");
    await renaming(first.id, "Sơn Đoài Tân", "2026-08-15");
    const joined = await madeOf([first.id, second.id], "Liên Châu Thử", "03", "2026-09-01");
    await renaming(joined, "Liên Châu Mới", "2026-09-15");
    await madeOf([joined, third.id], "Đại Đồng Thử", "05", "2026-10-01");
    for (const name of ["Sơn Đoài Cổ", "Sơn Đoài Tân", "Liên Châu Thử", "Liên Châu Mới"]) {
      const led = [["Tỉnh Đại Đồng Thử", expect.stringContaining(name)]];
      expect(await found(name)).toEqual(led);
      expect(await openly(name)).toEqual(led);
    }
    // On a day between, what stood then is found, and not what was to come.
    expect(await openly("Son Doai Co", "2026-09-10")).toEqual([
      ["Tỉnh Liên Châu Thử", expect.stringContaining("Sơn Đoài Cổ")],
    ]);
    // Its own name stands for itself, though what it has now was another's before.
    expect(await found("Dai Dong Thu")).toEqual([["Tỉnh Đại Đồng Thử", null]]);
  });
});
