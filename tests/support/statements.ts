import pg from "pg";

/** A statement as it went to the database. */
export interface SentStatement {
  text: string;
  values: unknown[];
}

/**
 * Every statement that some work sends to Postgres, by whatever way: the pool, a transaction, Prisma. What is looked at
 * afterwards is then what the site runs, and not a copy of it.
 */
export async function statementsOf(work: () => Promise<unknown>): Promise<SentStatement[]> {
  const sent: SentStatement[] = [];
  const prototype = pg.Client.prototype as unknown as { query(...given: unknown[]): unknown };
  const query = prototype.query;
  prototype.query = function (this: unknown, ...given: unknown[]) {
    const [first, second] = given;
    if (typeof first === "string") sent.push({ text: first, values: Array.isArray(second) ? second : [] });
    else if (typeof (first as SentStatement | null)?.text === "string") {
      const { text, values } = first as SentStatement;
      sent.push({ text, values: values ?? (Array.isArray(second) ? second : []) });
    }
    return query.apply(this, given);
  };
  try {
    await work();
  } finally {
    prototype.query = query;
  }
  return sent.filter(({ text }) => !/^\s*(BEGIN|COMMIT|ROLLBACK)/i.test(text));
}
