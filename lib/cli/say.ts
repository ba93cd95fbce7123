/** An expected failure of a command: one sentence that says what happened and what to do about it. */
export class Trouble extends Error {
  override name = "Trouble";
}

export const say = {
  line: (text = "") => console.log(text),
  doing: (text: string) => console.log(`· ${text} …`),
  done: (text: string, began?: number) => console.log(`✓ ${text}${began ? ` (${seconds(began)} s)` : ""}`),
  notice: (text: string) => console.log(`! ${text}`),
  failed: (text: string) => console.error(`\n✗ ${text}`),
};

/** Tells of a failure the way a person can act on it; the stack is shown only for what nobody foresaw. */
export function explain(error: unknown): void {
  const sentence = sentenceOf(error);
  // The stack and no more: an error of the database carries row values beside it.
  if (sentence === null) console.error(error instanceof Error ? error.stack : error);
  say.failed(sentence ?? "This failure is not one we foresaw; the lines above say where it happened.");
}

function sentenceOf(error: unknown): string | null {
  if (error instanceof Trouble || isSentence(error)) return error.message;
  const { code, path } = (error ?? {}) as NodeJS.ErrnoException;
  if (code === "ENOSPC" || code === "53100") return "The disk is full: free some space and start again.";
  if (code === "EACCES" || code === "EPERM")
    return `This user may not use ${path ?? "this folder"}: run as the user who owns it, or give it to yourself with chown.`;
  if (code === "ECONNREFUSED" || code === "57P03" || code === "57P01")
    return "The database does not answer: see that it runs and that DATABASE_URL names it.";
  if (code === "42501")
    return "The database refuses this to the role of DATABASE_OWNER_URL: name there the role that owns the database.";
  return null;
}

/** Runs a command to its end and turns whatever goes wrong into a sentence and exit code 1. */
export async function command(run: () => Promise<void>): Promise<void> {
  try {
    await run();
  } catch (error) {
    explain(error);
    process.exitCode = 1;
  }
}

export const seconds = (began: number) => ((Date.now() - began) / 1000).toFixed(1);

/** Errors of other rooms that are sentences already say so by this mark, so that lib/db need not know lib/cli. */
const isSentence = (error: unknown): error is Error => error instanceof Error && "isSentence" in error;
