import type { Sql } from "sql-template-tag";
import { asked } from "@/lib/db/statement";
import type { OpponentRoute } from "./house";

const marked = (field: string) => `«${field}»`;

/** Stands for a field of the request's body while a statement is built for the opponent. */
export const fromBody = <const Field extends string>(...fields: Field[]) =>
  Object.fromEntries(fields.map((field) => [field, marked(field)])) as Record<Field, string>;

/**
 * Our own statement as the opponent runs it, word for word: what came from the body is read from the body again, what
 * was made new for each request (ids, a ticket's code, the moment) is made new there.
 */
export function asOpponent(
  statement: { name?: string; text: string; values: readonly unknown[] } | Sql,
): OpponentRoute["statements"][number] {
  const { name, text } = "strings" in statement ? asked(statement) : statement;
  return { ...(name && { name }), text, values: statement.values.map(refilled) };
}

function refilled(value: unknown): unknown {
  if (value instanceof Date) return { fresh: "now" };
  if (typeof value !== "string") return value;
  const field = /^«(\w+)»$/.exec(value)?.[1];
  if (field) return { field };
  // Ids of loaded rows begin with zeros; any other was made a moment ago.
  if (/^[0-9a-f]{8}-[0-9a-f]{4}-7/.test(value) && !value.startsWith("00000000")) return { fresh: "id" };
  return /^[0-9A-HJKMNP-TV-Z]{8}$/.test(value) ? { fresh: "code" } : value;
}
