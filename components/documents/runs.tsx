import { cx } from "@/components/ui/cx";
import type { NumberedSource, Run } from "@/lib/documents/paper/paper";

/**
 * A sentence of a report. Each number behind a figure leads straight to where the figure was printed; one whose source
 * has no address leads to the list at the foot.
 */
export function Runs({ runs, sources }: { runs: readonly Run[]; sources: readonly NumberedSource[] }) {
  let at = 0;
  return runs.map(({ text, strong, cites = [] }) => {
    at += text.length + 1;
    return (
      <span key={at}>
        {strong ? <b className="font-semibold">{text}</b> : text}
        <Cites numbers={cites} sources={sources} />
      </span>
    );
  });
}

/** The numbers of sources as links. `roomy` in tables, where nothing around them keeps a finger from the next one. */
export function Cites({
  numbers,
  sources,
  roomy,
}: {
  numbers: readonly number[];
  sources: readonly NumberedSource[];
  roomy?: boolean;
}) {
  return numbers.map((number) => {
    const source = sources.find((one) => one.number === number);
    return (
      <a
        key={number}
        href={source?.address ?? `#nguon-${number}`}
        title={source?.text}
        rel="noreferrer"
        className={cx(
          "text-xs text-blood-ink underline decoration-line underline-offset-2",
          roomy ? "inline-flex min-h-6 min-w-7 items-center justify-center" : "ml-0.5 align-super",
        )}
      >
        {`[${number}]`}
      </a>
    );
  });
}
