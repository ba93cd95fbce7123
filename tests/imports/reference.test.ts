import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { loadReference } from "@/lib/imports/reference";
import { useDatabase } from "@/tests/support/database";

// Each test loads some 28,000 rows several times; a busy machine needs its time for that.
vi.setConfig({ testTimeout: 180_000, hookTimeout: 180_000 });

const { owner } = useDatabase();
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "reference-"));
  cpSync("prisma/reference", folder, { recursive: true });
});
afterEach(async () => {
  rmSync(folder, { recursive: true });
  await load(undefined);
});

describe("the reference data", () => {
  it("holds the country as it is and as it was", async () => {
    expect(await one("SELECT count(*) FROM unit WHERE kind = 'province' AND valid_to IS NULL")).toBe(34);
    expect(await one("SELECT count(*) FROM unit WHERE kind = 'commune'")).toBe(3321);
    expect(await one(`SELECT count(*) FROM unit WHERE kind = 'province' AND ${on("2025-06-01")}`)).toBe(63);
    expect(await one(`SELECT count(*) FROM unit WHERE kind IN ('province', 'ministry') AND ${on("2025-06-30")}`)).toBe(
      65,
    );
    expect(await one(`SELECT count(*) FROM unit WHERE kind IN ('province', 'ministry') AND ${on("2025-07-01")}`)).toBe(
      36,
    );
    expect(await one("SELECT count(*) FROM former_commune")).toBe(10823);
    expect(await one("SELECT count(*) FROM published_figure")).toBe(146);
  });

  it("dates the types of provinces and communes", async () => {
    const cities = (day: string) =>
      one(`SELECT count(*) FROM unit_version JOIN unit ON unit.id = unit_id
           WHERE kind = 'province' AND unit_version.type = 'city' AND ${on(day, "unit_version")}`);
    expect(await cities("2025-07-01")).toBe(6);
    expect(await cities("2026-04-30")).toBe(7);
    expect(await cities("2026-11-22")).toBe(9);
    const wards = (day: string) =>
      one(`SELECT count(*) FROM unit_version JOIN unit ON unit.id = unit_id
           WHERE kind = 'commune' AND unit_version.type = 'ward' AND ${on(day, "unit_version")}`);
    expect(await wards("2025-07-01")).toBe(687);
    expect(await wards("2026-11-22")).toBe(709);
    expect(await one(`SELECT full_name FROM unit_version WHERE unit_id = 'P46' AND ${on("2024-12-31")}`)).toBe(
      "Tỉnh Thừa Thiên Huế",
    );
  });

  it("begins a new unit where provinces were joined, even under a kept code, and continues one left alone", async () => {
    expect(await one("SELECT id FROM unit WHERE kind = 'province' AND code = '01'")).toBe("P01");
    const { rows } = await owner.query(
      "SELECT id FROM unit WHERE kind = 'province' AND code = '08' ORDER BY valid_from",
    );
    expect(rows.map((row) => row.id)).toEqual(["P08-2025", "P08"]);
    const { rows: into } = await owner.query(
      "SELECT predecessor_id FROM unit_succession WHERE successor_id = 'P79' ORDER BY 1",
    );
    expect(into.map((row) => row.predecessor_id)).toEqual(["P74-2025", "P77-2025", "P79-2025"]);
  });

  it("keeps published targets with the basis they are counted in", async () => {
    const { rows } = await owner.query(
      `SELECT unit_id, year, value, counting_basis FROM target
       WHERE metric = 'units' AND period = 'year' AND year >= 2025 ORDER BY year, unit_id`,
    );
    expect(rows).toEqual([
      { unit_id: "P22", year: 2025, value: 22000, counting_basis: "units" },
      { unit_id: "VN", year: 2025, value: 1850000, counting_basis: "units" },
      { unit_id: "P79", year: 2026, value: 403000, counting_basis: "units" },
      { unit_id: "VN", year: 2026, value: 1950000, counting_basis: "units" },
    ]);
    expect(await one("SELECT unit_id FROM target WHERE year = 2022 AND metric = 'donations' AND value = 210000")).toBe(
      "P79-2025",
    );
  });

  it("has one national edition of each campaign a year, published dates before ruled ones", async () => {
    expect(
      await one("SELECT count(*) FROM campaign_edition WHERE scope_unit_id = 'VN' AND year BETWEEN 2024 AND 2030"),
    ).toBe(7 * 7);
    const { rows } = await owner.query(
      `SELECT dates_from, starts_on, ends_on FROM campaign_edition
       WHERE id IN ('hanh-trinh-do-2025', 'hanh-trinh-do-2026') ORDER BY year`,
    );
    expect(rows).toEqual([
      { dates_from: "published", starts_on: "2025-05-30", ends_on: "2025-07-30" },
      { dates_from: "rule", starts_on: "2026-06-01", ends_on: "2026-07-30" },
    ]);
  });
});

describe("loading again", () => {
  it("changes nothing when no file has changed", async () => {
    expect(await load(undefined)).toEqual({ changed: false, lines: [] });
  });

  it("carries an edited figure and an edited name into the tables, and back", async () => {
    edit("published_results.json", '"value": 1748935', '"value": 1748936');
    edit("communes.csv", "00004,Ba Đình,Phường Ba Đình", "00004,Ba Đình Mới,Phường Ba Đình Mới");
    expect((await load(folder)).changed).toBe(true);
    expect(await one("SELECT value FROM published_figure WHERE id = 'vn-2025-units-dec05'")).toBe(1748936);
    expect(await one("SELECT name_key FROM unit WHERE id = 'C00004'")).toBe("ba dinh moi");
    await load(undefined);
    expect(await one("SELECT value FROM published_figure WHERE id = 'vn-2025-units-dec05'")).toBe(1748935);
  });

  it("changes a target with its file, and leaves what an office decided alone", async () => {
    await owner.query(
      `INSERT INTO target (id, unit_id, year, period, metric, value, counting_basis)
       VALUES ('01900000-0000-7000-8000-000000000001', 'P01', 2026, 'year', 'units', 350000, 'units')`,
    );
    edit("published_results.json", '"value": 403000', '"value": 404000');
    await load(folder);
    expect(await one("SELECT value FROM target WHERE unit_id = 'P79' AND year = 2026")).toBe(404000);
    expect(await one("SELECT value FROM target WHERE unit_id = 'P01' AND year = 2026")).toBe(350000);
    await owner.query("DELETE FROM target WHERE unit_id = 'P01' AND year = 2026");
  });

  it("lets a newly published target stand behind the one an office has decided already", async () => {
    const without = JSON.parse(read("published_results.json"));
    without.results = without.results.filter((figure: { id: string }) => figure.id !== "hcm-2026-target");
    write("published_results.json", JSON.stringify(without, null, 1));
    await load(folder);
    await owner.query(
      `INSERT INTO target (id, unit_id, year, period, metric, value, counting_basis)
       VALUES ('01900000-0000-7000-8000-000000000002', 'P79', 2026, 'year', 'units', 410000, 'units')`,
    );
    await load(undefined);
    expect(
      await one(
        "SELECT value FROM target WHERE unit_id = 'P79' AND year = 2026 AND metric = 'units' AND superseded_at IS NULL",
      ),
    ).toBe(410000);
    await owner.query("DELETE FROM target WHERE unit_id = 'P79' AND year = 2026 AND source_figure_id IS NULL");
    await owner.query("UPDATE target SET superseded_at = NULL WHERE source_figure_id = 'hcm-2026-target'");
  });

  it("removes a row that vanished when nothing refers to it, and brings it back with all that hangs on it", async () => {
    removeCommune("00008");
    await load(folder);
    expect(await one("SELECT count(*) FROM unit WHERE id = 'C00008'")).toBe(0);
    await load(undefined);
    expect(await one("SELECT count(*) FROM unit WHERE id = 'C00008'")).toBe(1);
    expect(await one("SELECT count(*) FROM former_commune")).toBe(10823);
  });

  it("keeps the days an office has decided on where a file's would meet them, and says so", async () => {
    const days = (id: string) =>
      one(`SELECT daterange(starts_on, ends_on, '[]')::text FROM campaign_edition WHERE id = '${id}'`);
    const before = await days("hanh-trinh-do-2025");
    await owner.query(
      "UPDATE campaign_edition SET dates_from = 'decided', ends_on = '2026-08-31' WHERE id = 'hanh-trinh-do-2026'",
    );
    edit("campaigns.json", '"start": "2025-05-30"', '"start": "2025-08-01"');
    edit("campaigns.json", '"end": "2025-07-30"', '"end": "2026-07-15"');
    expect((await load(folder)).lines).toContain(
      'campaign_edition: "hanh-trinh-do-2025" keeps its days, those of the file meet "hanh-trinh-do-2026", which an office has decided on',
    );
    expect(await days("hanh-trinh-do-2025")).toBe(before);
    expect(await days("hanh-trinh-do-2026")).toBe("[2026-06-01,2026-09-01)");
    await owner.query("UPDATE campaign_edition SET dates_from = 'rule' WHERE id = 'hanh-trinh-do-2026'");
  });

  it("lets editions of one campaign change places", async () => {
    const all = () => one("SELECT string_agg(e::text, ' ' ORDER BY id) FROM campaign_edition e");
    const before = await all();
    await owner.query(
      "UPDATE campaign_edition SET starts_on = '2025-01-01', ends_on = '2025-06-30' WHERE id = 'hanh-trinh-do-2025'",
    );
    await owner.query(
      "UPDATE campaign_edition SET starts_on = '2025-07-01', ends_on = '2026-06-20' WHERE id = 'hanh-trinh-do-2026'",
    );
    write("campaigns.json", `${read("campaigns.json")}\n`);
    await load(folder);
    expect(await all()).toBe(before);
  });

  it("names two editions of a file that meet", async () => {
    edit("campaigns.json", '"start": "2025-05-30"', '"start": "2024-08-31"');
    await expect(load(folder)).rejects.toThrow(/campaigns.json: two editions of one campaign meet: .*hanh-trinh-do/);
  });

  it("says what still refers to a row that vanished, and leaves everything as it was", async () => {
    removeCommune("00008");
    await owner.query(
      `INSERT INTO organisation (id, name, name_key, kind, unit_id, commune_id)
       VALUES ('01900000-0000-7000-8000-000000000003', 'Phường Ngọc Hà', 'phuong ngoc ha', 'commune', 'P01', 'C00008')`,
    );
    await expect(load(folder)).rejects.toThrow(
      'communes.csv: "C00008" is no longer in the file, but rows of "organisation" still refer to it',
    );
    expect(await one("SELECT count(*) FROM unit WHERE id = 'C00008'")).toBe(1);
    await owner.query("DELETE FROM organisation");
  });

  it("lets two loads at once wait for each other", async () => {
    edit("national.csv", "101300000", "101400000");
    const both = await Promise.all([load(folder), load(folder)]);
    expect(both.map((loaded) => loaded.changed).sort()).toEqual([false, true]);
  });
});

describe("a bad file", () => {
  const loadedFiles = async () => (await owner.query("SELECT name, sha256 FROM reference_file ORDER BY name")).rows;

  it.each([
    [
      "a missing column",
      () => edit("communes.csv", "code,name,full_name", "code,ten,full_name"),
      /communes\.csv, line 1: the column "name" is missing/,
    ],
    [
      "an unknown province",
      () => edit("communes.csv", ",ward,ward,2025-07-01,01,21.03853", ",ward,ward,2025-07-01,03,21.03853"),
      /communes\.csv, line 2: no province of provinces\.csv has the code "03"|commune_units says/,
    ],
    [
      "a code twice",
      () => edit("communes.csv", "\n00008,", "\n00004,"),
      /communes\.csv, line 3: "00004" stands here a second time \(first in line 2\)/,
    ],
    [
      "a number that is none",
      () => edit("provinces.csv", "8807523", "8.8 million"),
      /provinces\.csv, line 2: "8\.8 million" in the column "population" will not do/,
    ],
    [
      "an impossible day",
      () => edit("provinces.csv", "2026-09-01", "2026-02-30"),
      /provinces\.csv, line \d+: "2026-02-30" in the column "city_since" will not do: a date is written YYYY-MM-DD/,
    ],
    [
      "a broken table",
      () => edit("provinces.csv", "Cao Bằng,Tỉnh Cao Bằng", "Cao Bằng,Tỉnh,Cao Bằng"),
      /provinces\.csv, line 3: this is not a table/,
    ],
    [
      "JSON cut short",
      () => write("campaigns.json", read("campaigns.json").slice(0, 5000)),
      /campaigns\.json(, line \d+)?: this is not JSON/,
    ],
    [
      "a figure without a source",
      () => edit("published_results.json", '"sources": [\n    "S0"', '"sources": [\n    "S99"'),
      /published_results\.json, line \d+: "hn-2025-units" names the unknown source "S99"/,
    ],
    [
      "a figure of an unknown province",
      () => edit("published_results.json", '"scope_code": "01"', '"scope_code": "03"'),
      /published_results\.json, line \d+: "hn-2025-units" speaks of the unknown province "03"/,
    ],
    [
      "a wrong type in JSON",
      () => edit("published_results.json", '"value": 338298', '"value": "338,298"'),
      /published_results\.json, line \d+: results\.0\.value \(id "hn-2025-units"\)/,
    ],
    [
      "an edition with an unknown scope",
      () => edit("campaigns.json", '"scope": "68 (Lâm Đồng)"', '"scope": "03"'),
      /campaigns\.json, line \d+: the edition of 2011 of "tet-le-hoi-xuan" names the unknown scope "03"/,
    ],
    ["a missing file", () => rmSync(join(folder, "lunar_tet.csv")), /lunar_tet\.csv: the file is missing/],
  ])("%s is told with its place, and nothing is half applied", async (_, spoil, sentence) => {
    const held = await loadedFiles();
    edit("national.csv", "101300000", "101400000");
    spoil();
    await expect(load(folder)).rejects.toThrow(sentence);
    expect(await loadedFiles()).toEqual(held);
    expect(await one("SELECT people FROM unit_population WHERE unit_id = 'VN' AND year = 2024")).toBe(101300000);
  });
});

async function load(from: string | undefined) {
  const client = await owner.connect();
  try {
    return await loadReference(client, from);
  } finally {
    client.release();
  }
}

async function one(sql: string): Promise<unknown> {
  const { rows } = await owner.query({ text: sql, rowMode: "array" });
  return rows[0]?.[0];
}

const on = (day: string, table = "") => {
  const prefix = table ? `${table}.` : "";
  return `${prefix}valid_from <= '${day}' AND (${prefix}valid_to IS NULL OR ${prefix}valid_to > '${day}')`;
};

const read = (name: string) => readFileSync(join(folder, name), "utf8");
const write = (name: string, text: string) => writeFileSync(join(folder, name), text);

function edit(name: string, from: string, to: string) {
  const text = read(name);
  if (!text.includes(from)) throw new Error(`${name} does not hold ${from}`);
  write(name, text.replace(from, to));
}

/** Takes a commune of Hanoi out of every file that names it. */
function removeCommune(code: string) {
  for (const name of ["communes.csv", "commune_successions.csv"])
    write(
      name,
      read(name)
        .split("\n")
        .filter((line) => !line.startsWith(`${code},`) && !line.endsWith(`,${code}`))
        .join("\n"),
    );
  edit("provinces.csv", ",51,75,0,126,", ",51,75,0,125,");
}
