import { createHash } from "node:crypto";
import { z } from "zod";
import { nameSearchKey } from "@/lib/core/text";
import type { CivilDate } from "@/lib/core/time";
import { ReferenceFault } from "./fault";
import {
  civilDate,
  civilDateOrNone,
  communeCode,
  decimal,
  type Located,
  provinceCode,
  type ReferenceFile,
  refuseTwice,
  tableRows,
  text,
  textOrNone,
  wholeNumber,
} from "./files";
import type { TableWanted } from "./tables";

/** The files this room reads, by name, and the words of each one's source. */
export interface UnitFiles {
  national: ReferenceFile;
  ministries: ReferenceFile;
  provinces: ReferenceFile;
  provinceSuccessions: ReferenceFile;
  unitNames: ReferenceFile;
  communes: ReferenceFile;
  communeSuccessions: ReferenceFile;
  clusters: ReferenceFile;
}

/** Finds a unit by the state's code on a day, for files that name units by code. */
export interface UnitBook {
  idOf(kind: "province" | "commune", code: string, on: CivilDate): string | null;
}

interface Unit {
  id: string;
  code: string;
  kind: "nation" | "province" | "ministry" | "commune";
  type: string;
  parent_id: string | null;
  name: string;
  full_name: string;
  name_en: string;
  name_key: string;
  region_code: string | null;
  region: string | null;
  region_en: string | null;
  area_km2: number | null;
  lat: number | null;
  lon: number | null;
  centre_commune_code: string | null;
  valid_from: CivilDate;
  valid_to: CivilDate | null;
  source: string;
}

interface Version {
  unit_id: string;
  valid_from: CivilDate;
  valid_to: CivilDate | null;
  type: string;
  name: string;
  full_name: string;
  source: string;
}

const provinceType = z.enum(["city", "province"], "a province's type is city or province");
const communeType = z.enum(["ward", "commune", "special_zone"], "a commune's type is ward, commune or special_zone");

const nationalRow = z.object({
  code: z.literal("VN", "the nation's code is VN"),
  name: text,
  full_name: text,
  name_en: text,
  valid_from: civilDate,
  year: wholeNumber,
  population: wholeNumber,
  population_basis: text,
  population_qualifier: text,
  source: text,
});
const ministryRow = z.object({
  id: text,
  code: text,
  name: text,
  full_name: text,
  full_name_en: text,
  type: z.literal("ministry", "a ministry's type is ministry"),
  valid_from: civilDate,
  source: text,
});
const provinceRow = z.object({
  code: provinceCode,
  name: text,
  full_name: text,
  name_en: text,
  type: provinceType,
  type_at_2025_07_01: provinceType,
  city_since: civilDateOrNone,
  city_resolution: textOrNone,
  region_code: text,
  region: text,
  region_en: text,
  area_km2: decimal,
  population: wholeNumber,
  population_basis: text,
  population_year: wholeNumber,
  population_nso_avg_2024: textOrNone.pipe(wholeNumber.nullable()),
  merged_from: text,
  commune_units: wholeNumber,
  label_lon: decimal,
  label_lat: decimal,
  admin_centre_commune_code: communeCode,
});
const provinceSuccessionRow = z.object({
  old_code: provinceCode,
  old_name: text,
  old_full_name: text,
  old_name_en: text,
  old_type: provinceType,
  valid_from: civilDate,
  new_code: provinceCode,
  change: z.enum(["merged", "unchanged"], "a change is merged or unchanged"),
  effective_date: civilDate,
});
const unitNameRow = z.object({
  kind: z.literal("province", "only provinces have dated names so far"),
  code: provinceCode,
  valid_from: civilDate,
  valid_to: civilDate,
  type: provinceType,
  name: text,
  full_name: text,
  source: text,
});
const communeRow = z.object({
  code: communeCode,
  name: text,
  full_name: text,
  name_en: text,
  type: communeType,
  type_at_2025_07_01: communeType,
  type_since: civilDate,
  province_code: provinceCode,
  lat: decimal,
  lon: decimal,
  area_km2: decimal,
});
const communeSuccessionRow = z.object({
  old_code: textOrNone,
  old_name: text,
  old_district: text,
  old_province: text,
  new_code: communeCode,
});
const clusterRow = z.object({
  cluster_id: text,
  cluster_no: textOrNone,
  cluster_name_vi: text,
  cluster_name_en: text,
  valid_from: civilDateOrNone,
  valid_to: civilDateOrNone,
  province_code: provinceCode,
  old_code: textOrNone,
  role: textOrNone,
  status: text,
  source: text,
});

/** The word a full name begins with, by type. */
const titles: Record<string, string> = {
  city: "Thành phố",
  province: "Tỉnh",
  ward: "Phường",
  commune: "Xã",
  special_zone: "Đặc khu",
};

const nationId = "VN";
const provinceId = (code: string) => `P${code}`;
const communeId = (code: string) => `C${code}`;

/**
 * The units of the country as the files tell them. A province that the mergers left alone is one unit from before; where
 * provinces were joined, the former ones end that day and a new unit begins, even when it keeps a code.
 */
export function unitsWanted(
  files: UnitFiles,
  creditOf: (file: string) => string,
): { tables: TableWanted[]; book: UnitBook } {
  const national = tableRows(files.national, nationalRow);
  const ministries = tableRows(files.ministries, ministryRow);
  const provinces = tableRows(files.provinces, provinceRow);
  const successions = tableRows(files.provinceSuccessions, provinceSuccessionRow);
  const formerNames = tableRows(files.unitNames, unitNameRow);
  const communes = tableRows(files.communes, communeRow);

  refuseTwice(files.national.name, national, (row) => `${row.year}`);
  refuseTwice(files.ministries.name, ministries, (row) => row.code);
  refuseTwice(files.provinces.name, provinces, (row) => row.code);
  refuseTwice(files.provinceSuccessions.name, successions, (row) => row.old_code);
  refuseTwice(files.communes.name, communes, (row) => row.code);

  const nation = national[0]?.value;
  if (!nation) throw new ReferenceFault(files.national.name, null, "the nation is missing.");

  const units: Unit[] = [];
  const versions: Version[] = [];
  const succeeded: Record<string, unknown>[] = [];
  const populations: Record<string, unknown>[] = [];
  const add = (unit: Omit<Unit, "name_key">, unitVersions?: Omit<Version, "unit_id">[]) => {
    units.push({ ...unit, name_key: nameSearchKey(unit.name) });
    const { valid_from, valid_to, type, name, full_name, source } = unit;
    for (const version of unitVersions ?? [{ valid_from, valid_to, type, name, full_name, source }])
      versions.push({ unit_id: unit.id, ...version });
  };

  add({
    ...nowhere,
    id: nationId,
    code: nation.code,
    kind: "nation",
    type: "nation",
    parent_id: null,
    name: nation.name,
    full_name: nation.full_name,
    name_en: nation.name_en,
    valid_from: nation.valid_from,
    valid_to: null,
    source: nation.source,
  });
  for (const { value } of national)
    populations.push({
      unit_id: nationId,
      year: value.year,
      basis: value.population_basis,
      people: value.population,
      source: `${value.source} (${value.population_qualifier} ${value.population})`,
    });

  for (const { value } of ministries)
    add({
      ...nowhere,
      id: value.id,
      code: value.code,
      kind: "ministry",
      type: value.type,
      parent_id: nationId,
      name: value.name,
      full_name: value.full_name,
      name_en: value.full_name_en,
      valid_from: value.valid_from,
      valid_to: null,
      source: value.source,
    });

  // ── provinces, present and former ──

  const communeCodes = new Set(communes.map(({ value }) => value.code));
  const provinceByCode = new Map(provinces.map((row) => [row.value.code, row]));
  const intoNew = groupedBy(successions, ({ value }) => value.new_code);
  const provinceCredit = creditOf(files.provinces.name);
  const successionCredit = creditOf(files.provinceSuccessions.name);

  for (const { line, value } of successions)
    if (!provinceByCode.has(value.new_code))
      throw new ReferenceFault(
        files.provinceSuccessions.name,
        line,
        `no province of provinces.csv has the code "${value.new_code}".`,
      );

  for (const { line, value } of provinces) {
    const fault = (what: string) => new ReferenceFault(files.provinces.name, line, what);
    const former = intoNew.get(value.code) ?? [];
    const formerCodes = former.map((row) => row.value.old_code).sort();
    if (formerCodes.join(" ") !== value.merged_from.split(" ").sort().join(" "))
      throw fault(`merged_from says "${value.merged_from}", province_successions.csv says "${formerCodes.join(" ")}".`);
    if (!communeCodes.has(value.admin_centre_commune_code))
      throw fault(`no commune of communes.csv has the code "${value.admin_centre_commune_code}".`);
    if ((value.type !== value.type_at_2025_07_01) !== (value.city_since !== null))
      throw fault("city_since belongs to provinces whose type has changed since 1 July 2025, and to no other.");
    const counted = communes.filter((commune) => commune.value.province_code === value.code).length;
    if (counted !== value.commune_units)
      throw fault(`commune_units says ${value.commune_units}, communes.csv holds ${counted}.`);

    const first = former[0];
    if (!first) throw fault("province_successions.csv does not say where this province comes from.");
    const unchanged = first.value.change === "unchanged";
    if (unchanged && former.length > 1) throw fault("a province made of several cannot be unchanged.");
    const id = provinceId(value.code);
    const validFrom = unchanged ? first.value.valid_from : first.value.effective_date;

    const { name } = value;
    const earlierType = value.type_at_2025_07_01;
    const sourceOfType =
      value.city_resolution === null ? provinceCredit : `resolution ${value.city_resolution}; ${provinceCredit}`;
    const now = { valid_to: null, type: value.type, name, full_name: value.full_name };
    const provinceVersions =
      value.city_since === null
        ? [{ valid_from: validFrom, ...now, source: provinceCredit }]
        : [
            {
              valid_from: validFrom,
              valid_to: value.city_since,
              type: earlierType,
              name,
              full_name: `${titles[earlierType]} ${name}`,
              source: provinceCredit,
            },
            { valid_from: value.city_since, ...now, source: sourceOfType },
          ];

    add(
      {
        id,
        code: value.code,
        kind: "province",
        type: value.type,
        parent_id: nationId,
        name,
        full_name: value.full_name,
        name_en: value.name_en,
        region_code: value.region_code,
        region: value.region,
        region_en: value.region_en,
        area_km2: value.area_km2,
        lat: value.label_lat,
        lon: value.label_lon,
        centre_commune_code: value.admin_centre_commune_code,
        valid_from: validFrom,
        valid_to: null,
        source: provinceCredit,
      },
      withFormerNames(id, provinceVersions, formerNames, value.code, files.unitNames.name),
    );

    populations.push({
      unit_id: id,
      year: value.population_year,
      basis: "merger_papers",
      people: value.population,
      source: value.population_basis,
    });
    if (value.population_nso_avg_2024 !== null)
      populations.push({
        unit_id: id,
        year: 2024,
        basis: "nso_average",
        people: value.population_nso_avg_2024,
        source: creditOf(files.national.name),
      });

    for (const { value: old } of former) {
      if (old.change === "unchanged") continue;
      const formerId = `${provinceId(old.old_code)}-${old.effective_date.slice(0, 4)}`;
      add({
        ...nowhere,
        id: formerId,
        code: old.old_code,
        kind: "province",
        type: old.old_type,
        parent_id: nationId,
        name: old.old_name,
        full_name: old.old_full_name,
        name_en: old.old_name_en,
        valid_from: old.valid_from,
        valid_to: old.effective_date,
        source: successionCredit,
      });
      succeeded.push({
        predecessor_id: formerId,
        successor_id: id,
        effective_on: old.effective_date,
        change: old.change,
        source: successionCredit,
      });
    }
  }
  for (const { line, value } of formerNames)
    if (!provinceByCode.has(value.code))
      throw new ReferenceFault(
        files.unitNames.name,
        line,
        `no province of provinces.csv has the code "${value.code}".`,
      );

  // ── communes ──

  const communesBegin = first(successions)?.value.effective_date ?? nation.valid_from;
  const communeCredit = creditOf(files.communes.name);
  for (const { line, value } of communes) {
    if (!provinceByCode.has(value.province_code))
      throw new ReferenceFault(
        files.communes.name,
        line,
        `no province of provinces.csv has the code "${value.province_code}".`,
      );
    if ((value.type !== value.type_at_2025_07_01) !== value.type_since > communesBegin)
      throw new ReferenceFault(
        files.communes.name,
        line,
        "type_since is later than the beginning only where the type has changed.",
      );
    const now = {
      valid_to: null,
      type: value.type,
      name: value.name,
      full_name: value.full_name,
      source: communeCredit,
    };
    const earlierType = value.type_at_2025_07_01;
    add(
      {
        ...nowhere,
        id: communeId(value.code),
        code: value.code,
        kind: "commune",
        type: value.type,
        parent_id: provinceId(value.province_code),
        name: value.name,
        full_name: value.full_name,
        name_en: value.name_en,
        area_km2: value.area_km2,
        lat: value.lat,
        lon: value.lon,
        valid_from: communesBegin,
        valid_to: null,
        source: communeCredit,
      },
      value.type === earlierType
        ? [{ valid_from: communesBegin, ...now }]
        : [
            {
              valid_from: communesBegin,
              valid_to: value.type_since,
              type: earlierType,
              name: value.name,
              full_name: `${titles[earlierType]} ${value.name}`,
              source: communeCredit,
            },
            { valid_from: value.type_since, ...now },
          ],
    );
  }

  const book = bookOf(units);
  const former = formerCommunes(files.communeSuccessions, communeCodes, units, versions, communesBegin);
  const clusters = clustersOf(files.clusters, book, units);

  return {
    book,
    tables: [
      { table: "unit", file: files.communes.name, key: ["id"], rows: units },
      { table: "unit_version", file: files.communes.name, key: ["unit_id", "valid_from"], rows: versions },
      {
        table: "unit_succession",
        file: files.provinceSuccessions.name,
        key: ["predecessor_id", "successor_id", "effective_on"],
        rows: succeeded,
      },
      { table: "unit_population", file: files.provinces.name, key: ["unit_id", "year", "basis"], rows: populations },
      { table: "former_commune", file: files.communeSuccessions.name, key: ["id"], rows: former.communes },
      {
        table: "former_commune_successor",
        file: files.communeSuccessions.name,
        key: ["former_commune_id", "unit_id"],
        rows: former.successors,
      },
      { table: "emulation_cluster", file: files.clusters.name, key: ["id"], rows: clusters.clusters },
      {
        table: "emulation_cluster_member",
        file: files.clusters.name,
        key: ["cluster_id", "unit_id", "valid_from"],
        rows: clusters.members,
      },
    ],
  };
}

const nowhere = {
  region_code: null,
  region: null,
  region_en: null,
  area_km2: null,
  lat: null,
  lon: null,
  centre_commune_code: null,
};

const first = <T>(list: T[]): T | undefined => list[0];

function groupedBy<T>(list: T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of list) {
    const group = groups.get(keyOf(item));
    if (group) group.push(item);
    else groups.set(keyOf(item), [item]);
  }
  return groups;
}

/** Lays the dated former names over the versions worked out from the types; both together must leave no day twice. */
function withFormerNames(
  unitId: string,
  versions: Omit<Version, "unit_id">[],
  formerNames: Located<z.output<typeof unitNameRow>>[],
  code: string,
  file: string,
): Omit<Version, "unit_id">[] {
  const laid = [...versions];
  for (const { line, value } of formerNames.filter((row) => row.value.code === code)) {
    const at = laid.findIndex(
      (version) =>
        version.valid_from === value.valid_from && (version.valid_to === null || version.valid_to > value.valid_to),
    );
    const under = laid[at];
    if (!under)
      throw new ReferenceFault(
        file,
        line,
        `the name must begin on a day on which another name of ${unitId} begins, and end before it.`,
      );
    const { kind: _kind, code: _code, ...named } = value;
    laid.splice(at, 1, named, { ...under, valid_from: value.valid_to });
  }
  return laid;
}

function bookOf(units: Unit[]): UnitBook {
  const byCode = groupedBy(units, (unit) => `${unit.kind} ${unit.code}`);
  return {
    idOf: (kind, code, on) =>
      byCode
        .get(`${kind} ${code}`)
        ?.find((unit) => unit.valid_from <= on && (unit.valid_to === null || on < unit.valid_to))?.id ?? null,
  };
}

function formerCommunes(
  file: ReferenceFile,
  communeCodes: ReadonlySet<string>,
  units: Unit[],
  versions: Version[],
  endedOn: CivilDate,
) {
  // The table names old provinces by any full name they bore before the day they ended.
  const provinceIds = new Set(units.filter((unit) => unit.kind === "province").map((unit) => unit.id));
  const provinceByName = new Map(
    versions
      .filter((version) => provinceIds.has(version.unit_id) && version.valid_from < endedOn)
      .map((version) => [version.full_name, version.unit_id]),
  );
  const communes = new Map<string, Record<string, unknown>>();
  const successors = new Map<string, Record<string, unknown>>();
  for (const { line, value } of tableRows(file, communeSuccessionRow)) {
    const fault = (what: string) => new ReferenceFault(file.name, line, what);
    const province = provinceByName.get(value.old_province);
    if (province === undefined) throw fault(`no province before ${endedOn} was called "${value.old_province}".`);
    if (!communeCodes.has(value.new_code)) throw fault(`no commune of communes.csv has the code "${value.new_code}".`);
    const id = formerCommuneId(value);
    if (!communes.has(id))
      communes.set(id, {
        id,
        code: value.old_code,
        name: value.old_name,
        district: value.old_district,
        province: value.old_province,
        name_key: nameSearchKey(value.old_name),
        district_key: nameSearchKey(value.old_district),
        province_key: nameSearchKey(value.old_province),
        province_id: province,
        ended_on: endedOn,
      });
    const pair = `${id} ${value.new_code}`;
    if (successors.has(pair)) throw fault(`"${value.old_name}" is said to lie in ${value.new_code} a second time.`);
    successors.set(pair, { former_commune_id: id, unit_id: communeId(value.new_code) });
  }
  return { communes: [...communes.values()], successors: [...successors.values()] };
}

/** Stable from load to load: the state's code and, because many rows have none, a hash of the names. */
function formerCommuneId(row: z.output<typeof communeSuccessionRow>): string {
  const names = [row.old_name, row.old_district, row.old_province].join("|");
  return `F${row.old_code ?? ""}-${createHash("sha256").update(names).digest("hex").slice(0, 10)}`;
}

function clustersOf(file: ReferenceFile, book: UnitBook, units: Unit[]) {
  const clusters = new Map<string, Record<string, unknown>>();
  const members: Record<string, unknown>[] = [];
  const rows = tableRows(file, clusterRow);
  refuseTwice(file.name, rows, (row) => `${row.cluster_id} ${row.old_code ?? row.province_code}`);
  for (const { line, value } of rows) {
    clusters.set(value.cluster_id, {
      id: value.cluster_id,
      number: value.cluster_no,
      name_vi: value.cluster_name_vi,
      name_en: value.cluster_name_en,
    });
    const code = value.old_code ?? value.province_code;
    const unitId = value.valid_from === null ? earliest(units, code) : book.idOf("province", code, value.valid_from);
    if (!unitId) throw new ReferenceFault(file.name, line, `no province has the code "${code}" at that time.`);
    members.push({
      cluster_id: value.cluster_id,
      unit_id: unitId,
      // Where the beginning is not published it is as old as what we know of the unit.
      valid_from: value.valid_from ?? units.find((unit) => unit.id === unitId)?.valid_from,
      valid_to: value.valid_to,
      role: value.role,
      status: value.status,
      source: value.source,
    });
  }
  return { clusters: [...clusters.values()], members };
}

function earliest(units: Unit[], code: string): string | null {
  const [oldest] = units
    .filter((unit) => unit.kind === "province" && unit.code === code)
    .sort((a, b) => (a.valid_from < b.valid_from ? -1 : 1));
  return oldest?.id ?? null;
}
