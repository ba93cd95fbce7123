import type { ClientBase } from "pg";

/** A row on its way into a table, by the names of its columns. */
export type TableRow = Record<string, unknown>;

/**
 * What a top-up is about to write, table by table. Rows wait here and go in together, in the order the tables stand
 * on one another.
 */
export class RowsToWrite {
  private readonly waiting = new Map<string, TableRow[]>(order.map((table) => [table, []]));

  add(table: (typeof order)[number], row: TableRow): void {
    this.waiting.get(table)?.push(row);
  }

  count(table: (typeof order)[number]): number {
    return this.waiting.get(table)?.length ?? 0;
  }

  /** Writes everything: a few statements a table, a few thousand rows a statement. */
  async write(client: ClientBase): Promise<void> {
    for (const [table, rows] of this.waiting) {
      for (let from = 0; from < rows.length; from += rowsAtOnce) {
        const part = rows.slice(from, from + rowsAtOnce);
        const columns = Object.keys(part[0] ?? {}).join(", ");
        await client.query(
          `INSERT INTO ${table} (${columns}) SELECT ${columns} FROM jsonb_populate_recordset(NULL::${table}, $1::jsonb)`,
          [JSON.stringify(part)],
        );
      }
    }
  }
}

const rowsAtOnce = 4000;

const order = [
  "facility",
  "organisation",
  "venue",
  "donor",
  "donor_identity",
  "consent",
  "drive",
  "drive_campaign",
  "slot",
  "booking",
  "visit",
  "screening",
  "deferral",
  "donation",
  "donation_event",
  "target",
  "report",
  "report_event",
  "outreach_activity",
] as const;
