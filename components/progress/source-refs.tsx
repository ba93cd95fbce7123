import type { Source } from "@/lib/progress/schema";
import type { SourceBook } from "./source-book";

/** Numbers that lead to the list of sources at the foot of the page. */
export function SourceRefs({ book, sources }: { book: SourceBook; sources: readonly Source[] | undefined }) {
  return book.numbersOf(sources ?? []).map((number) => (
    <a key={number} href={`#s${number}`} className="ref">
      [{number}]
    </a>
  ));
}
