import { groupedBy } from "@/lib/core/grouped";
import { nameSearchKey } from "@/lib/core/text";
import type { CivilDate } from "@/lib/core/time";

/** A row of the table `unit`. */
export interface Unit {
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

/** A row of the table `unit_version`: what a unit was called from day to day. */
export interface Version {
  unit_id: string;
  valid_from: CivilDate;
  valid_to: CivilDate | null;
  type: string;
  name: string;
  full_name: string;
  parent_id: string | null;
  source: string;
  source_vi: string;
  /** The number of the resolution by which it was so from that day on, where one is known. */
  resolution: string | null;
}

/** What a unit was called from day to day, while it is being gathered. */
export type VersionOfUnit = Omit<Version, "unit_id" | "parent_id">;

/** With its source in Vietnamese too, which only its versions keep. */
type Told<T> = T & { source_vi: string };

/** What the files of units come to, gathered file by file. */
export class Gathered {
  readonly units: Unit[] = [];
  readonly versions: Version[] = [];
  readonly successions: object[] = [];
  readonly populations: object[] = [];

  /** A unit, with the names and types it had; one name for all its days when none are given. */
  add({ source_vi, ...unit }: Told<Omit<Unit, "name_key">>, versions?: VersionOfUnit[]): void {
    this.units.push({ ...unit, name_key: nameSearchKey(unit.name) });
    const { id, parent_id, valid_from, valid_to, type, name, full_name, source } = unit;
    const throughout = { valid_from, valid_to, type, name, full_name, source, source_vi, resolution: null };
    for (const version of versions ?? [throughout]) this.versions.push({ unit_id: id, parent_id, ...version });
  }
}

export const nationId = "VN";
export const provinceId = (code: string) => `P${code}`;
export const communeId = (code: string) => `C${code}`;

/** What a unit without ground of its own has. */
export const nowhere = {
  region_code: null,
  region: null,
  region_en: null,
  area_km2: null,
  lat: null,
  lon: null,
  centre_commune_code: null,
};

/** Finds a unit by the state's code on a day, for files that name units by code. */
export interface UnitBook {
  idOf(kind: "province" | "commune", code: string, on: CivilDate): string | null;
}

/** The book of all that was gathered. */
export function bookOf(units: Unit[]): UnitBook {
  const byCode = groupedBy(units, (unit) => `${unit.kind} ${unit.code}`);
  return {
    idOf: (kind, code, on) =>
      byCode
        .get(`${kind} ${code}`)
        ?.find((unit) => unit.valid_from <= on && (unit.valid_to === null || on < unit.valid_to))?.id ?? null,
  };
}

/** The oldest province that bore a code. */
export function earliest(units: Unit[], code: string): string | null {
  const [oldest] = units
    .filter((unit) => unit.kind === "province" && unit.code === code)
    .sort((a, b) => (a.valid_from < b.valid_from ? -1 : 1));
  return oldest?.id ?? null;
}
