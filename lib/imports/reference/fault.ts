/** A reference file that cannot be loaded: one sentence with the file and the line, for whoever edited it. */
export class ReferenceFault extends Error {
  override name = "ReferenceFault";
  /** The launcher prints the message of such an error instead of a stack. */
  readonly isSentence = true;

  constructor(file: string, line: number | null, what: string) {
    super(`prisma/reference/${file}${line === null ? "" : `, line ${line}`}: ${what}`);
  }
}
