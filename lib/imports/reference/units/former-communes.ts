import { createHash } from "node:crypto";
import { z } from "zod";
import { nameSearchKey } from "@/lib/core/text";
import type { CivilDate } from "@/lib/core/time";
import { ReferenceFault } from "../fault";
import { communeCode, type ReferenceFile, tableRows, text, textOrNone } from "../files";
import { communeId, type Gathered } from "./gathered";

const communeSuccessionRow = z.object({
  old_code: textOrNone,
  old_name: text,
  old_district: text,
  old_province: text,
  new_code: communeCode,
});

/** The communes of before, known by their names, and where each of them lies now. */
export function formerCommunes(
  file: ReferenceFile,
  communeCodes: ReadonlySet<string>,
  { units, versions }: Gathered,
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
