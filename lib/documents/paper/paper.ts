import type { Locale } from "@/lib/i18n/routing";
import type { Source } from "@/lib/progress/schema";
import type { DataTable } from "../table";
import type { Chart } from "./chart";

/** A stretch of a sentence: words, or a figure set out from them with the numbers of the sources that say it. */
export interface Run {
  readonly text: string;
  readonly strong?: true;
  readonly cites?: readonly number[];
}

/** A table on paper; `cites` holds for each row the sources its figures stand on. */
export interface PaperTable {
  readonly kind: "table";
  readonly table: DataTable;
  readonly cites?: readonly (readonly number[])[];
}

export type Block =
  | { readonly kind: "heading"; readonly level: 1 | 2; readonly text: string; readonly id: string }
  | { readonly kind: "paragraph"; readonly runs: readonly Run[] }
  | { readonly kind: "list"; readonly items: readonly (readonly Run[])[] }
  | PaperTable
  | { readonly kind: "chart"; readonly chart: Chart }
  | { readonly kind: "newPage" };

/** Where a figure was said, as the list at the end tells it. `address` may be a page of this house. */
export interface NumberedSource {
  readonly number: number;
  readonly text: string;
  readonly address: string | null;
}

/** An administrative paper before it is a file: the screen, Word and PDF draw the same one. */
export interface Paper {
  readonly locale: Locale;
  readonly fileName: string;
  /** Who issues it, two lines at the left; the state's name and motto stand at the right. */
  readonly issuer: readonly [above: string, own: string];
  readonly motto: readonly [state: string, motto: string];
  readonly numberLine: string;
  readonly dateLine: string;
  readonly title: string;
  readonly subject: string;
  /** As of when, and how final: stands under the subject. */
  readonly standing: string;
  readonly blocks: readonly Block[];
  /** Tables by unit and month that follow the signature. */
  readonly annexes: readonly { readonly title: string; readonly table: PaperTable }[];
  readonly sourcesTitle: string;
  readonly sources: readonly NumberedSource[];
  readonly closing: { readonly recipients: readonly string[]; readonly signatory: readonly string[] };
  /** At the foot of every page: what the paper is and when it was made. */
  readonly foot: string;
}

const OPEN = "\uE000";
const CITED = "\uE001";
const CLOSE = "\uE002";

/**
 * Numbers sources in the order in which a paper speaks of them, and marks figures with those numbers inside sentences:
 * a marked figure passes through a translation like any word, and `runsOf` finds it again.
 */
export class CitationBook {
  private readonly known = new Map<string, NumberedSource>();
  constructor(private readonly nameOf: (source: Source) => string) {}

  /** The numbers of published sources. */
  numbersOf(sources: readonly Source[] | undefined): number[] {
    const numbers = (sources ?? []).map((source) => this.own(source.id, this.nameOf(source), source.address));
    return [...new Set(numbers)].sort((a, b) => a - b);
  }

  /** The number of a source of our own: what is recorded here, a report that was approved. */
  own(id: string, text: string, address: string | null): number {
    const found = this.known.get(id);
    if (found) return found.number;
    const number = this.known.size + 1;
    this.known.set(id, { number, text, address });
    return number;
  }

  /** A figure with its sources, to be put into a sentence. */
  cited(figure: string, numbers: readonly number[]): string {
    return `${OPEN}${figure}${CITED}${numbers.join(",")}${CLOSE}`;
  }

  get sources(): NumberedSource[] {
    return [...this.known.values()];
  }
}

/** A sentence with marked figures as stretches of words and figures. */
export function runsOf(sentence: string): Run[] {
  return sentence.split(/(\uE000[^\uE002]*\uE002)/u).flatMap((part): Run[] => {
    if (part === "") return [];
    if (!part.startsWith(OPEN)) return [{ text: part }];
    const [text = "", numbers = ""] = part.slice(1, -1).split(CITED);
    const cites = numbers === "" ? [] : numbers.split(",").map(Number);
    return [{ text, strong: true, ...(cites.length > 0 ? { cites } : {}) }];
  });
}

/** The words of a sentence without its marks. */
export function plainText(runs: readonly Run[]): string {
  return runs.map(({ text }) => text).join("");
}
