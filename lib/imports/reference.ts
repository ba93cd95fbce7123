import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import type { ClientBase } from "pg";
import { attributionsShape } from "./attributions";
import { awardsWanted } from "./reference/awards";
import { campaignsWanted } from "./reference/campaigns";
import { eligibilityWanted } from "./reference/eligibility";
import { ReferenceFault } from "./reference/fault";
import { figuresWanted } from "./reference/figures";
import { documentOf, type ReferenceFile, readReferenceFile } from "./reference/files";
import { syncTables, type TableChange, type TableWanted } from "./reference/tables";
import { unitsWanted } from "./reference/units";

const here = import.meta.dirname;
const referenceFolder = resolve(here, "../../prisma/reference");

/** Every file that is loaded into tables, in the order in which one may refer to another. */
const names = {
  attributions: "attributions.json",
  national: "national.csv",
  ministries: "ministries.csv",
  provinces: "provinces.csv",
  provinceSuccessions: "province_successions.csv",
  unitNames: "unit_names.csv",
  unitAliases: "unit_aliases.csv",
  communes: "communes.csv",
  communeSuccessions: "commune_successions.csv",
  clusters: "emulation_clusters.csv",
  tet: "lunar_tet.csv",
  campaigns: "campaigns.json",
  results: "published_results.json",
  eligibility: "eligibility_rules.json",
  awards: "award_rules.json",
} as const;

/** The name under which the database remembers how the files were read: a change of this program reloads them. */
const reading = "(how the files are read)";

/**
 * Makes the database say what the files of `prisma/reference` say, in one transaction: a bad file changes nothing and
 * is told in a sentence with its line ({@link ReferenceFault}). When no file has changed since the last load nothing
 * is read or written. Runs as the owner of the schema; two at once wait for each other.
 */
export async function loadReference(
  client: ClientBase,
  folder = referenceFolder,
): Promise<{ changed: boolean; lines: string[] }> {
  const files = readFiles(folder);
  const hashes = new Map([[reading, hashOfThisProgram()]]);
  for (const file of Object.values(files)) hashes.set(file.name, file.sha256);

  await client.query("BEGIN");
  try {
    await client.query("SELECT pg_advisory_xact_lock(hashtext('giothong reference'))");
    const held = await client.query<{ name: string; sha256: string }>("SELECT name, sha256 FROM reference_file");
    const before = new Map(held.rows.map((row) => [row.name, row.sha256]));
    const changed = [...hashes].filter(([name, sha256]) => before.get(name) !== sha256).map(([name]) => name);
    const gone = [...before.keys()].filter((name) => !hashes.has(name));
    if (changed.length === 0 && gone.length === 0) {
      await client.query("COMMIT");
      return { changed: false, lines: [] };
    }
    const tables = wanted(files);
    await keepTargetsDecidedHere(client, tables);
    const yielding = await keepDaysDecidedHere(client, tables);
    const changes = await syncTables(client, tables);
    await remember(client, files, hashes);
    await client.query("COMMIT");
    await client.query("ANALYZE unit, unit_version, former_commune, former_commune_successor, published_figure");
    return { changed: true, lines: [...told(changed.concat(gone), changes), ...yielding] };
  } catch (error) {
    await client.query("ROLLBACK");
    throw inWords(error);
  }
}

type Files = Record<keyof typeof names, ReferenceFile>;

function readFiles(folder: string): Files {
  const files: Partial<Record<keyof typeof names, ReferenceFile>> = {};
  for (const [key, name] of Object.entries(names) as [keyof typeof names, string][]) {
    files[key] = readReferenceFile(folder, name);
  }
  return files as Files;
}

function wanted(files: Files): TableWanted[] {
  const { attributions } = documentOf(files.attributions, attributionsShape);
  const creditOf = (name: string) => {
    const main = attributions.find((one) => one.files.includes(name));
    if (!main) throw new ReferenceFault(names.attributions, null, `no attribution names the file ${name}.`);
    return { source: main.credit, source_vi: main.credit_vi };
  };
  const units = unitsWanted(files, creditOf);
  const campaigns = campaignsWanted(files, units.book);
  const figures = figuresWanted(files.results, units.book, campaigns.campaigns);
  return [
    ...units.tables,
    ...campaigns.tables,
    ...figures.tables,
    eligibilityWanted(files.eligibility),
    ...awardsWanted(files.awards, units.units),
  ];
}

/**
 * Where an office has decided a target of its own, a published one that is new to this database comes in as already
 * superseded instead of contradicting it.
 */
async function keepTargetsDecidedHere(client: ClientBase, tables: readonly TableWanted[]): Promise<void> {
  const targets = tables.find((table) => table.table === "target");
  if (!targets) return;
  const { rows } = await client.query<{ id: string }>(
    `SELECT wanted.id FROM json_populate_recordset(NULL::target, $1) wanted
     WHERE EXISTS (SELECT FROM target held
       WHERE held.superseded_at IS NULL AND NOT held.is_demo AND held.id <> wanted.id AND held.source_figure_id IS NULL
         AND (held.unit_id, held.year, held.period, held.metric, coalesce(held.campaign_edition_id, ''))
           = (wanted.unit_id, wanted.year, wanted.period, wanted.metric, coalesce(wanted.campaign_edition_id, '')))`,
    [JSON.stringify(targets.rows)],
  );
  const decidedHere = new Set(rows.map((row) => row.id));
  for (const row of targets.rows as { id: string; superseded_at: string | null }[])
    if (decidedHere.has(row.id)) row.superseded_at = new Date().toISOString();
}

/**
 * Where an office has decided on days that those of a file would meet, the decision holds: an edition that is new stays
 * out, one that is here keeps its days. Answers a line for each.
 */
async function keepDaysDecidedHere(client: ClientBase, tables: readonly TableWanted[]): Promise<string[]> {
  const editions = tables.find((table) => table.table === "campaign_edition");
  if (!editions) return [];
  const { rows } = await client.query<{ id: string; decided: string; held: object | null }>(
    `SELECT DISTINCT ON (wanted.id) wanted.id, decided.id AS decided,
       (SELECT jsonb_build_object('starts_on', here.starts_on, 'ends_on', here.ends_on, 'main_on', here.main_on)
         FROM campaign_edition here WHERE here.id = wanted.id) AS held
     FROM json_populate_recordset(NULL::campaign_edition, $1) wanted
       JOIN campaign_edition decided ON decided.dates_from = 'decided' AND decided.id <> wanted.id
         AND (decided.campaign_id, decided.scope_unit_id) = (wanted.campaign_id, wanted.scope_unit_id)
         AND (decided.year = wanted.year OR daterange(decided.starts_on, decided.ends_on, '[]') && daterange(wanted.starts_on, wanted.ends_on, '[]'))
     WHERE NOT EXISTS (SELECT FROM campaign_edition own WHERE own.id = wanted.id AND own.dates_from = 'decided')
     ORDER BY wanted.id, decided.id`,
    [JSON.stringify(editions.rows)],
  );
  const yields = new Map(rows.map((row) => [row.id, row.held]));
  editions.rows = (editions.rows as { id: string }[]).flatMap((row) => {
    const held = yields.get(row.id);
    return held === null ? [] : [held === undefined ? row : { ...row, ...held }];
  });
  return rows.map(
    ({ id, decided, held }) =>
      `campaign_edition: "${id}" ${held ? "keeps its days" : "is left out"}, those of the file meet "${decided}", which an office has decided on`,
  );
}

async function remember(client: ClientBase, files: Files, hashes: Map<string, string>): Promise<void> {
  const lines = new Map(Object.values(files).map((file) => [file.name, file.text.trimEnd().split("\n").length]));
  const rows = [...hashes].map(([name, sha256]) => ({ name, sha256, row_count: lines.get(name) ?? 0 }));
  await client.query(
    `WITH wanted AS (SELECT * FROM json_to_recordset($1) AS wanted (name text, sha256 text, row_count integer)),
          gone AS (DELETE FROM reference_file WHERE name NOT IN (SELECT name FROM wanted))
     INSERT INTO reference_file AS held (name, sha256, row_count) SELECT name, sha256, row_count FROM wanted
     ON CONFLICT (name) DO UPDATE SET sha256 = excluded.sha256, row_count = excluded.row_count, loaded_at = now()
     WHERE held.sha256 <> excluded.sha256`,
    [JSON.stringify(rows)],
  );
}

function told(files: readonly string[], changes: readonly TableChange[]): string[] {
  const moved = changes.filter((change) => change.written + change.removed > 0);
  return [
    `read again because they changed: ${files.join(", ")}`,
    ...moved.map(
      ({ table, written, removed }) => `${table}: ${written} written${removed ? `, ${removed} removed` : ""}`,
    ),
  ];
}

function hashOfThisProgram(): string {
  const hash = createHash("sha256").update(readFileSync(join(here, "reference.ts")));
  const parts = readdirSync(join(here, "reference"), { recursive: true, encoding: "utf8" });
  for (const name of parts.filter((part) => part.endsWith(".ts")).sort())
    hash.update(readFileSync(join(here, "reference", name)));
  return hash.digest("hex");
}

/** What only the database notices, in a sentence too. */
function inWords(error: unknown): unknown {
  const { constraint, table, detail } = error as { constraint?: string; table?: string; detail?: string };
  if (error instanceof ReferenceFault || constraint === undefined) return error;
  // Campaigns, codes of units and days: nothing personal can stand here.
  if (constraint === "campaign_edition_days_apart")
    return new ReferenceFault(names.campaigns, null, `two editions of one campaign meet: ${detail ?? ""}`);
  return new ReferenceFault(
    "*",
    null,
    `the files contradict one another or what is recorded here (table "${table}", rule "${constraint}"); nothing was changed.`,
  );
}
