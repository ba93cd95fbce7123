import type { Progress, Source } from "@/lib/progress/schema";
import type { Said } from "./said";

/** The sources behind a page, numbered in the order in which the page speaks of them. */
export class SourceBook {
  readonly sources: readonly Source[];
  private readonly numbers: ReadonlyMap<string, number>;

  constructor(progress: Progress) {
    const spoken = [
      progress.sources,
      progress.target?.sources,
      progress.rate.published?.sources,
      ...[progress.populationShare, progress.voluntary, progress.repeat, progress.atLeast350Ml].flatMap((measure) => [
        measure.published?.sources,
        measure.target?.sources,
      ]),
      progress.met.published?.sources,
      ...progress.halves.flatMap((half) => [half.published?.sources, half.target.sources]),
      progress.registration?.target.sources,
      ...progress.publishedTotals.map((figure) => figure.sources),
      ...progress.children.flatMap((child) => child.published.map((figure) => figure.sources)),
      ...progress.campaigns.flatMap((campaign) => [
        ...campaign.published.map((figure) => figure.sources),
        campaign.target?.sources,
      ]),
      ...progress.figures.map((figure) => figure.sources),
    ].flatMap((sources) => sources ?? []);
    const first = new Map(spoken.map((source) => [source.id, source]));
    this.sources = [...first.values()];
    this.numbers = new Map(this.sources.map((source, index) => [source.id, index + 1]));
  }

  /** The numbers under which these sources are listed. */
  numbersOf(sources: readonly Source[]): number[] {
    return [...new Set(sources.map((source) => this.numbers.get(source.id) ?? 0))]
      .filter(Boolean)
      .sort((a, b) => a - b);
  }

  /** A sentence with the numbers of the sources that say so. */
  said(text: string, sources: readonly Source[] | undefined): Said {
    const numbers = this.numbersOf(sources ?? []);
    return numbers.length > 0 ? [text, ...numbers] : text;
  }
}
