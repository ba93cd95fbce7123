/**
 * Why the database did not do what was asked, in one word: it is not there (`down`), its connection says nothing
 * (`silent`), too many ask (`busy`), something held it up for too long (`late`), or its disk is full (`full`).
 */
export type UnavailableBecause = "down" | "silent" | "busy" | "late" | "full";

/**
 * The database could not be asked, or did not answer in time: to be tried again in a moment, and nobody's mistake.
 * What was asked may have been done all the same when the connection broke; the request's key tells on the next try.
 */
export class DatabaseUnavailable extends Error {
  override name = "DatabaseUnavailable";
  /** Next hands this word to the error page instead of a hash of the message. */
  readonly digest = "UNAVAILABLE";

  constructor(
    readonly because: UnavailableBecause,
    code?: string,
  ) {
    super(`The database is not available: ${because}${code ? ` (${code})` : ""}.`);
  }
}

/** The error as it is, or as `DatabaseUnavailable` where it only says that the database could not be asked. */
export function named(error: unknown): unknown {
  if (error instanceof DatabaseUnavailable) return error;
  const because = becauseOf(error);
  return because === null ? error : new DatabaseUnavailable(because, (error as { code?: string }).code);
}

/** Whether nothing more can be asked on this connection: it is gone, being shut down, or does not say a word. */
export function isBroken(error: unknown): boolean {
  const because = becauseOf(error);
  return because === "down" || because === "silent";
}

function becauseOf(error: unknown): UnavailableBecause | null {
  const { code, message } = (error ?? {}) as { code?: unknown; message?: unknown };
  if (typeof code === "string") return becauseOfCode(code);
  if (typeof message !== "string") return null;
  // pg itself gives these no code.
  if (message === "Query read timeout") return "silent";
  if (message.startsWith("timeout exceeded when trying to connect")) return "busy";
  return /^Connection terminated|^Client has encountered a connection error/.test(message) ? "down" : null;
}

/** By Node's own codes and by the classes of https://www.postgresql.org/docs/current/errcodes-appendix.html. */
function becauseOfCode(code: string): UnavailableBecause | null {
  if (code === "53100") return "full";
  if (code === "55P03" || code === "57014") return "late";
  // Too many connections, and what was tried three times over.
  if (code === "53300" || code === "40001" || code === "40P01") return "busy";
  return /^(ECONN|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|EPIPE|EHOST|57P0|08|25P03|25006)/.test(code) ? "down" : null;
}
