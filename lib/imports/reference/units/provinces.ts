import { z } from "zod";
import { groupedBy } from "@/lib/core/grouped";
import type { CivilDate } from "@/lib/core/time";
import { titles } from "@/lib/units/naming";
import type { Credit } from "../../attributions";
import { ReferenceFault } from "../fault";
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
} from "../files";
import type { CommuneRow } from "./communes";
import { type Gathered, nationId, nowhere, provinceId, type VersionOfUnit } from "./gathered";

const provinceType = z.enum(["city", "province"], "a province's type is city or province");

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
  population_basis_vi: text,
  population_year: wholeNumber,
  population_as_of: civilDateOrNone,
  population_decision: textOrNone,
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
  resolution: textOrNone,
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
  source_vi: text,
  ended_by: textOrNone,
});

type ProvinceRow = z.output<typeof provinceRow>;
type SuccessionRow = z.output<typeof provinceSuccessionRow>;
type NameRow = z.output<typeof unitNameRow>;

interface ProvinceFiles {
  provinces: ReferenceFile;
  provinceSuccessions: ReferenceFile;
  unitNames: ReferenceFile;
}

/** Whom to name as the source of what a file tells. */
interface Credits {
  provinces: Credit;
  successions: Credit;
  population: Credit;
}

/**
 * The provinces of today and those that were merged into them. A province that the mergers left alone is one unit from
 * before; where provinces were joined, the former ones end that day and a new unit begins, even when it keeps a code.
 * Answers the codes there are, and the day of the mergers.
 */
export function gatherProvinces(
  gathered: Gathered,
  files: ProvinceFiles,
  communes: readonly Located<CommuneRow>[],
  credits: Credits,
): { codes: ReadonlySet<string>; mergedOn: CivilDate | null } {
  const provinces = tableRows(files.provinces, provinceRow);
  const successions = tableRows(files.provinceSuccessions, provinceSuccessionRow);
  const formerNames = tableRows(files.unitNames, unitNameRow);
  refuseTwice(files.provinces.name, provinces, (row) => row.code);
  refuseTwice(files.provinceSuccessions.name, successions, (row) => row.old_code);

  const codes = new Set(provinces.map(({ value }) => value.code));
  insistOnProvince(codes, files.provinceSuccessions, successions, (row) => row.new_code);
  insistOnProvince(codes, files.unitNames, formerNames, (row) => row.code);

  const formerOf = groupedBy(successions, ({ value }) => value.new_code);
  for (const { line, value } of provinces) {
    const former = (formerOf.get(value.code) ?? []).map((row) => row.value);
    const fault = (what: string) => new ReferenceFault(files.provinces.name, line, what);
    const origin = originOf(value, former, communes, fault);
    gatherProvince(gathered, value, origin, credits, (versions) =>
      withFormerNames(versions, formerNames, value.code, files.unitNames.name),
    );
    for (const old of former) if (old.change !== "unchanged") gatherFormer(gathered, value, old, credits.successions);
  }
  return { codes, mergedOn: successions[0]?.value.effective_date ?? null };
}

/** Refuses a row that names a province which the file of provinces does not have. */
export function insistOnProvince<T>(
  codes: ReadonlySet<string>,
  file: ReferenceFile,
  rows: readonly Located<T>[],
  codeOf: (row: T) => string,
): void {
  for (const { line, value } of rows)
    if (!codes.has(codeOf(value)))
      throw new ReferenceFault(file.name, line, `no province of provinces.csv has the code "${codeOf(value)}".`);
}

/** Where a province comes from, once everything the other files say of it agrees with its row. */
function originOf(
  row: ProvinceRow,
  former: readonly SuccessionRow[],
  communes: readonly Located<CommuneRow>[],
  fault: (what: string) => ReferenceFault,
): SuccessionRow {
  const formerCodes = former.map((old) => old.old_code).sort();
  if (formerCodes.join(" ") !== row.merged_from.split(" ").sort().join(" "))
    throw fault(`merged_from says "${row.merged_from}", province_successions.csv says "${formerCodes.join(" ")}".`);
  if (!communes.some(({ value }) => value.code === row.admin_centre_commune_code))
    throw fault(`no commune of communes.csv has the code "${row.admin_centre_commune_code}".`);
  if ((row.type !== row.type_at_2025_07_01) !== (row.city_since !== null))
    throw fault("city_since belongs to provinces whose type has changed since 1 July 2025, and to no other.");
  const counted = communes.filter(({ value }) => value.province_code === row.code).length;
  if (counted !== row.commune_units)
    throw fault(`commune_units says ${row.commune_units}, communes.csv holds ${counted}.`);
  const origin = former[0];
  if (!origin) throw fault("province_successions.csv does not say where this province comes from.");
  if (origin.change === "unchanged" && former.length > 1)
    throw fault("a province made of several cannot be unchanged.");
  return origin;
}

function gatherProvince(
  gathered: Gathered,
  row: ProvinceRow,
  origin: SuccessionRow,
  credits: Credits,
  named: (versions: VersionOfUnit[]) => VersionOfUnit[],
): void {
  const id = provinceId(row.code);
  const validFrom = origin.change === "unchanged" ? origin.valid_from : origin.effective_date;
  gathered.add(
    {
      id,
      code: row.code,
      kind: "province",
      type: row.type,
      parent_id: nationId,
      name: row.name,
      full_name: row.full_name,
      name_en: row.name_en,
      region_code: row.region_code,
      region: row.region,
      region_en: row.region_en,
      area_km2: row.area_km2,
      lat: row.label_lat,
      lon: row.label_lon,
      centre_commune_code: row.admin_centre_commune_code,
      valid_from: validFrom,
      valid_to: null,
      ...credits.provinces,
    },
    named(versionsOf(row, origin, validFrom, credits.provinces)),
  );
  gathered.populations.push({
    unit_id: id,
    year: row.population_year,
    basis: "merger_papers",
    people: row.population,
    source: row.population_basis,
    source_vi: row.population_basis_vi,
    as_of: row.population_as_of,
    decision_number: row.population_decision,
  });
  if (row.population_nso_avg_2024 !== null)
    gathered.populations.push({
      unit_id: id,
      year: 2024,
      basis: "nso_average",
      people: row.population_nso_avg_2024,
      ...credits.population,
      as_of: null,
      decision_number: null,
    });
}

/** A province is of one type all along, or became a city by a resolution. */
function versionsOf(row: ProvinceRow, origin: SuccessionRow, validFrom: CivilDate, credit: Credit): VersionOfUnit[] {
  const now = { valid_to: null, type: row.type, name: row.name, full_name: row.full_name, ...credit };
  const began = origin.change === "unchanged" ? null : origin.resolution;
  if (row.city_since === null) return [{ valid_from: validFrom, ...now, resolution: began }];
  const before = row.type_at_2025_07_01;
  return [
    {
      valid_from: validFrom,
      valid_to: row.city_since,
      type: before,
      name: row.name,
      full_name: `${titles[before]} ${row.name}`,
      ...credit,
      resolution: began,
    },
    { valid_from: row.city_since, ...now, resolution: row.city_resolution },
  ];
}

/** A province that ended, and the one it went into. */
function gatherFormer(gathered: Gathered, successor: ProvinceRow, old: SuccessionRow, credit: Credit): void {
  const id = `${provinceId(old.old_code)}-${old.effective_date.slice(0, 4)}`;
  gathered.add({
    ...nowhere,
    id,
    code: old.old_code,
    kind: "province",
    type: old.old_type,
    parent_id: nationId,
    name: old.old_name,
    full_name: old.old_full_name,
    name_en: old.old_name_en,
    valid_from: old.valid_from,
    valid_to: old.effective_date,
    ...credit,
  });
  gathered.successions.push({
    predecessor_id: id,
    successor_id: provinceId(successor.code),
    effective_on: old.effective_date,
    change: old.change,
    ...credit,
    resolution: old.resolution,
  });
}

/** Lays the dated former names over the versions worked out from the types; both together must leave no day twice. */
function withFormerNames(
  versions: VersionOfUnit[],
  formerNames: readonly Located<NameRow>[],
  code: string,
  file: string,
): VersionOfUnit[] {
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
        `the name must begin on a day on which another name of ${provinceId(code)} begins, and end before it.`,
      );
    const { kind: _kind, code: _code, ended_by, ...named } = value;
    laid.splice(
      at,
      1,
      { ...named, resolution: under.resolution },
      { ...under, valid_from: value.valid_to, resolution: ended_by },
    );
  }
  return laid;
}
