/**
 * The name of the constraint that refused a write, or null when something else failed.
 * Reads pg's own errors and both shapes Prisma wraps them in; never looks at `detail`, which holds people's data.
 */
export function violatedConstraint(error: unknown): string | null {
  if (typeof error !== "object" || error === null) return null;
  const seen = error as { code?: unknown; constraint?: unknown; meta?: unknown; message?: unknown };
  if (typeof seen.code === "string" && integrityViolations.has(seen.code)) {
    return typeof seen.constraint === "string" ? seen.constraint : null;
  }
  if (seen.code === "P2002" || seen.code === "P2003" || seen.code === "P2039" || seen.code === "P2004") {
    return constraintInPrisma(seen.meta) ?? constraintInMessage(seen.message);
  }
  return null;
}

/**
 * The same error without what Postgres quotes of the row ("Failing row contains (…)"): a fault nobody expected is
 * printed whole into the server's log, and a name or an answer about health must not stand there.
 */
export function withoutRowValues(error: unknown): unknown {
  if (typeof error === "object" && error !== null) {
    for (const told of ["detail", "where", "internalQuery", "hint"]) Reflect.deleteProperty(error, told);
  }
  return error;
}

/** unique, exclusion, check, foreign key and not-null violations of SQLSTATE class 23. */
const integrityViolations = new Set(["23505", "23P01", "23514", "23503", "23502"]);

function constraintInPrisma(meta: unknown): string | null {
  const cause = (meta as { driverAdapterError?: { cause?: Record<string, unknown> } } | undefined)?.driverAdapterError
    ?.cause;
  const constraint = cause?.constraint as { index?: unknown } | string | undefined;
  if (typeof constraint === "string") return constraint;
  if (typeof constraint?.index === "string") return constraint.index;
  return constraintInMessage(cause?.originalMessage);
}

function constraintInMessage(message: unknown): string | null {
  if (typeof message !== "string") return null;
  return /constraint "([a-z0-9_]+)"/.exec(message)?.[1] ?? null;
}
