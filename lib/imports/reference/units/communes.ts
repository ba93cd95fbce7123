import { z } from "zod";
import type { CivilDate } from "@/lib/core/time";
import { titles } from "@/lib/units/naming";
import type { Credit } from "../../attributions";
import { ReferenceFault } from "../fault";
import {
  civilDate,
  communeCode,
  decimal,
  type Located,
  provinceCode,
  type ReferenceFile,
  refuseTwice,
  tableRows,
  text,
} from "../files";
import { communeId, type Gathered, nowhere, provinceId } from "./gathered";

const communeType = z.enum(["ward", "commune", "special_zone"], "a commune's type is ward, commune or special_zone");

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

export type CommuneRow = z.output<typeof communeRow>;

/** The rows of the file of communes. */
export function readCommunes(file: ReferenceFile): Located<CommuneRow>[] {
  const communes = tableRows(file, communeRow);
  refuseTwice(file.name, communes, (row) => row.code);
  return communes;
}

/** The communes, wards and special zones, which all began on one day. */
export function gatherCommunes(
  gathered: Gathered,
  file: ReferenceFile,
  communes: readonly Located<CommuneRow>[],
  begin: CivilDate,
  credit: Credit,
): void {
  for (const { line, value } of communes) {
    if ((value.type !== value.type_at_2025_07_01) !== value.type_since > begin)
      throw new ReferenceFault(
        file.name,
        line,
        "type_since is later than the beginning only where the type has changed.",
      );
    const now = {
      valid_to: null,
      type: value.type,
      name: value.name,
      full_name: value.full_name,
      ...credit,
      resolution: null,
    };
    const earlierType = value.type_at_2025_07_01;
    gathered.add(
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
        valid_from: begin,
        valid_to: null,
        ...credit,
      },
      value.type === earlierType
        ? [{ valid_from: begin, ...now }]
        : [
            {
              valid_from: begin,
              valid_to: value.type_since,
              type: earlierType,
              name: value.name,
              full_name: `${titles[earlierType]} ${value.name}`,
              ...credit,
              resolution: null,
            },
            { valid_from: value.type_since, ...now },
          ],
    );
  }
}
