import { Client } from "pg";
import { givenNameSortKey, nameSearchKey } from "@/lib/core/text";
import { type Chunk, donationsPerYear, drivesOf, history, type Scale, whole } from "./history";
import { countedIds, nameOf, nameOfCount } from "./made-up";

/** The numbers that history leaves behind: what everything after it is made from. */
export interface Loaded {
  /** The full year that dashboards are asked about: the last one that is over. */
  year: number;
  donations: number;
  donors: number;
  drives: number;
}

/** Told what is under way, for loads that take minutes. */
export type Progress = (what: string) => void;

/** As many at once as the machine has cores to spare for: two, for the client does nothing. */
const hands = 2;

/**
 * Fills an empty database (migrated, reference data in) with made-up history: donors with their cards, drives over every
 * commune, visits, donations, their totals and their audit. Ids count up, so that a row can be named by its number
 * (`numbered`). Runs as the superuser, several connections at once, a piece of a table each; with foreign keys and
 * triggers asleep and no index kept while rows come (they hold by construction, and would triple the time): all are
 * built at the end.
 */
export async function loadHistory(url: string, scale: Scale, tell: Progress = () => {}): Promise<Loaded> {
  const year = new Date().getUTCFullYear() - 1;
  const years = Math.ceil(scale.donations / donationsPerYear);
  const drives = drivesOf(scale);
  const clients = await Promise.all(Array.from({ length: hands }, () => connected(url)));
  const each = (chunks: readonly Chunk[]) => workedOff(clients, chunks, tell);
  try {
    const { ground, rest } = history({ ...scale, drives, firstDay: `${year - years + 1}-01-01`, days: years * 365 });
    const tables = [...new Set([...ground, ...rest].flatMap((chunk) => chunk.tables))];
    const indexes = await letIndexesRest(clients[0] as Client, tables);
    for (const chunk of ground) await each([chunk]);
    await each(rest);
    await each(indexes.map((name) => whole("", `index ${name}`, `REINDEX INDEX ${name}`)));
    await each(tables.map((table) => whole("", `order in ${table}`, `VACUUM (ANALYZE) ${table}`)));
  } finally {
    await Promise.all(clients.map((client) => client.end()));
  }
  return { year, drives, donations: scale.donations, donors: scale.donors };
}

async function connected(url: string): Promise<Client> {
  const client = new Client({ connectionString: url });
  await client.connect();
  await client.query("SET session_replication_role = replica; SET synchronous_commit = off; SET work_mem = '256MB'");
  await client.query(countedIds);
  await namesAndPlaces(client);
  return client;
}

/** Each hand takes the next piece as soon as it is done with one. */
async function workedOff(clients: readonly Client[], chunks: readonly Chunk[], tell: Progress): Promise<void> {
  let next = 0;
  await Promise.all(
    clients.map(async (client) => {
      for (let chunk = chunks[next++]; chunk; chunk = chunks[next++]) {
        tell(`${chunk.what} (${next} of ${chunks.length})`);
        await client.query(chunk.text);
      }
    }),
  );
}

/**
 * No index of these tables is kept from here on, primary keys included, until it is built anew: what Postgres itself
 * says of an index that is being built. Answers their names, the tables with most rows first.
 */
async function letIndexesRest(client: Client, tables: readonly string[]): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    `UPDATE pg_index SET indisready = false, indisvalid = false FROM unnest($1::text[]) WITH ORDINALITY AS t (name, nth)
     WHERE indrelid = t.name::regclass RETURNING indexrelid::regclass::text AS name, t.nth`,
    [tables],
  );
  return rows.map(({ name }) => name).reverse();
}

/** Names with their search keys, and the communes of today, each with its number: what the statements pick from. */
async function namesAndPlaces(client: Client): Promise<void> {
  const names = Array.from({ length: nameOfCount }, (_, n) => nameOf(n));
  await client.query(
    "CREATE TEMP TABLE name (nth int PRIMARY KEY, full_name text, name_key text, given_name_key text)",
  );
  await client.query(
    "INSERT INTO name SELECT n - 1, f, k, g FROM unnest($1::text[], $2::text[], $3::text[]) WITH ORDINALITY AS x(f, k, g, n)",
    [names, names.map(nameSearchKey), names.map(givenNameSortKey)],
  );
  await client.query(
    `CREATE TEMP TABLE place AS SELECT row_number() OVER (ORDER BY c.id) - 1 AS nth, c.id AS commune_id, c.parent_id AS province_id,
      c.full_name, c.name_key FROM unit c WHERE c.kind = 'commune' AND c.valid_to IS NULL;
     ALTER TABLE place ADD PRIMARY KEY (nth)`,
  );
}
