/** An approved report of one unit's month beside what drives of that unit recorded in it. */
export interface ReportedMonth {
  readonly unitId: string;
  /** "YYYY-MM". */
  readonly month: string;
  /** What the report states, in donations. */
  readonly reported: number;
  /** What was recorded here by the same unit in the same month: this the report stands for. */
  readonly replaced: number;
  readonly isFinal: boolean;
  readonly isDemo: boolean;
}

/** The official figure of months and units, and what it is made of. */
export interface OfficialSum {
  /** An approved report where there is one, else what was recorded. */
  readonly official: number;
  readonly recorded: number;
  /** The sum of the approved reports alone. */
  readonly reported: number;
  /** Official less recorded. */
  readonly difference: number;
  /** How many months of units are told by a report. */
  readonly reports: number;
}

/**
 * What is official of a recorded sum: each approved report takes the place of what its own unit recorded in its own
 * month, so that nothing counts twice, and what other units recorded stays as it is.
 */
export function officialSum(recorded: number, months: readonly ReportedMonth[]): OfficialSum {
  const reported = months.reduce((sum, month) => sum + month.reported, 0);
  const replaced = months.reduce((sum, month) => sum + month.replaced, 0);
  const official = recorded - replaced + reported;
  return { official, recorded, reported, difference: official - recorded, reports: months.length };
}
