/** The tables of a progress board, by the word in their address. `editions` only within a campaign. */
export const progressTables = ["units", "months", "campaigns", "breakdown", "figures", "versions", "editions"] as const;
export type ProgressTable = (typeof progressTables)[number];

/** Is there a table of this word? */
export const isProgressTable = (word: string): word is ProgressTable =>
  (progressTables as readonly string[]).includes(word);
