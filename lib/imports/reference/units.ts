import type { Credit } from "../attributions";
import type { ReferenceFile } from "./files";
import type { TableWanted } from "./tables";
import { aliasesOf } from "./units/aliases";
import { clustersOf } from "./units/clusters";
import { gatherCommunes, readCommunes } from "./units/communes";
import { formerCommunes } from "./units/former-communes";
import { bookOf, Gathered, type UnitBook } from "./units/gathered";
import { gatherMinistries, gatherNation } from "./units/nation";
import { gatherProvinces, insistOnProvince } from "./units/provinces";

/** The files this room reads, by name, and the words of each one's source. */
export interface UnitFiles {
  national: ReferenceFile;
  ministries: ReferenceFile;
  provinces: ReferenceFile;
  provinceSuccessions: ReferenceFile;
  unitNames: ReferenceFile;
  unitAliases: ReferenceFile;
  communes: ReferenceFile;
  communeSuccessions: ReferenceFile;
  clusters: ReferenceFile;
}

/** The units of the country as the files tell them, from the nation down, and a book to find them in by code. */
export function unitsWanted(
  files: UnitFiles,
  creditOf: (file: string) => Credit,
): { tables: TableWanted[]; book: UnitBook; units: Gathered["units"] } {
  const communes = readCommunes(files.communes);
  const gathered = new Gathered();
  const heldSince = gatherNation(gathered, files.national);
  gatherMinistries(gathered, files.ministries);
  const { codes, mergedOn } = gatherProvinces(gathered, files, communes, {
    provinces: creditOf(files.provinces.name),
    successions: creditOf(files.provinceSuccessions.name),
    population: creditOf(files.national.name),
  });
  insistOnProvince(codes, files.communes, communes, (row) => row.province_code);
  const communesBegin = mergedOn ?? heldSince;
  gatherCommunes(gathered, files.communes, communes, communesBegin, creditOf(files.communes.name));

  const book = bookOf(gathered.units);
  const communeCodes = new Set(communes.map(({ value }) => value.code));
  const former = formerCommunes(files.communeSuccessions, communeCodes, gathered, communesBegin);
  const { clusters, members } = clustersOf(files.clusters, book, gathered.units);
  return { book, units: gathered.units, tables: tablesOf(files, gathered, former, { clusters, members }) };
}

/** The tables, those first that others refer to. */
function tablesOf(
  files: UnitFiles,
  gathered: Gathered,
  former: { communes: object[]; successors: object[] },
  { clusters, members }: { clusters: object[]; members: object[] },
): TableWanted[] {
  // What a decision recorded here has changed or made is no longer the files' to say.
  const notOurs = "held.decision_id IS NOT NULL";
  return [
    { table: "unit", file: files.communes.name, key: ["id"], rows: gathered.units, notOurs },
    {
      table: "unit_version",
      file: files.communes.name,
      key: ["unit_id", "valid_from"],
      rows: gathered.versions,
      notOurs,
    },
    {
      table: "unit_succession",
      file: files.provinceSuccessions.name,
      key: ["predecessor_id", "successor_id", "effective_on"],
      rows: gathered.successions,
      notOurs,
    },
    {
      table: "unit_population",
      file: files.provinces.name,
      key: ["unit_id", "year", "basis"],
      rows: gathered.populations,
      notOurs: `${notOurs} OR held.entered_at IS NOT NULL`,
    },
    {
      table: "unit_alias",
      file: files.unitAliases.name,
      key: ["name_key"],
      rows: aliasesOf(files.unitAliases, gathered),
    },
    { table: "former_commune", file: files.communeSuccessions.name, key: ["id"], rows: former.communes },
    {
      table: "former_commune_successor",
      file: files.communeSuccessions.name,
      key: ["former_commune_id", "unit_id"],
      rows: former.successors,
      notOurs,
    },
    { table: "emulation_cluster", file: files.clusters.name, key: ["id"], rows: clusters },
    {
      table: "emulation_cluster_member",
      file: files.clusters.name,
      key: ["cluster_id", "unit_id", "valid_from"],
      rows: members,
    },
  ];
}
