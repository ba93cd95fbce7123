import { z } from "zod";
import { ReferenceFault } from "../fault";
import { civilDateOrNone, provinceCode, type ReferenceFile, refuseTwice, tableRows, text, textOrNone } from "../files";
import { earliest, type Unit, type UnitBook } from "./gathered";

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

/** The emulation clusters, and which provinces belong to each from when to when. */
export function clustersOf(file: ReferenceFile, book: UnitBook, units: Unit[]) {
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
