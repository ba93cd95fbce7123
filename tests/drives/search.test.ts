import { describe, expect, it } from "vitest";
import { daysOfWindow, readSearch, searchAddress } from "@/lib/drives/search";

describe("the address of the list of drives", () => {
  it("is read back as it was written", () => {
    const search = readSearch({ province: "01", commune: "00004", when: "weekend", q: "Bách khoa", page: "3" });
    expect(search).toMatchObject({ province: "01", commune: "00004", when: "weekend", text: "Bách khoa", page: 3 });
    const address = new URL(searchAddress(search, { page: 3 }), "http://x");
    expect(readSearch(Object.fromEntries(address.searchParams))).toEqual(search);
  });

  it("leaves out what makes no sense", () => {
    const nothing = { province: null, commune: null, when: "14", near: null, text: "", page: 1 };
    expect(readSearch({})).toEqual(nothing);
    expect(
      readSearch({ province: "' OR 1", commune: "00004", when: "soon", lat: "48.1", lon: "2", page: "-1" }),
    ).toEqual(nothing);
    expect(readSearch({ province: ["01", "79"], page: "0", lat: "x", lon: "NaN" })).toEqual(nothing);
  });

  it("keeps a position to a kilometre or so", () => {
    expect(readSearch({ lat: "21.027764", lon: "105.834160" }).near).toEqual({ lat: 21.03, lon: 105.83 });
  });

  it("starts again at the first page when the search changes, and is plain when nothing is asked", () => {
    const search = readSearch({ province: "01", page: "4" });
    expect(searchAddress(search, { when: "30" })).toBe("/?province=01&when=30");
    expect(searchAddress(readSearch({}))).toBe("/");
  });
});

describe("the window of days", () => {
  const at = (text: string) => new Date(`${text}+07:00`);

  it("begins today in Viet Nam, also in the last and first minute of a year", () => {
    expect(daysOfWindow("7", at("2026-12-31T23:59:00"))).toEqual({ from: "2026-12-31", to: "2027-01-07" });
    expect(daysOfWindow("7", at("2027-01-01T00:01:00"))).toEqual({ from: "2027-01-01", to: "2027-01-08" });
    expect(daysOfWindow("all", at("2026-11-22T09:00:00"))).toEqual({ from: "2026-11-22", to: null });
  });

  it.each([
    ["2026-11-20T09:00:00", "2026-11-21", "2026-11-22"],
    ["2026-11-21T09:00:00", "2026-11-21", "2026-11-22"],
    ["2026-11-22T09:00:00", "2026-11-22", "2026-11-22"],
    ["2026-11-23T09:00:00", "2026-11-28", "2026-11-29"],
  ])("of the weekend, seen from %s, is what is left of it", (now, from, to) => {
    expect(daysOfWindow("weekend", at(now))).toEqual({ from, to });
  });
});
