import type { Block, Paper } from "@/lib/documents/paper/paper";
import { ChartView } from "./chart-view";
import { PaperTableView } from "./paper-table";
import { Runs } from "./runs";

/** A report on the screen as it will be on paper: one sheet, the same words, each figure a click from its source. */
export function PaperView({ paper }: { paper: Paper }) {
  return (
    <article className="mx-auto max-w-240 rounded-card border border-line bg-card px-5 py-8 sm:px-12 print:border-0 print:p-0">
      <div className="grid gap-4 text-center text-sm sm:grid-cols-2">
        <div>
          <p>{paper.issuer[0]}</p>
          <p className="font-semibold">{paper.issuer[1]}</p>
          <p className="mt-1 whitespace-pre-wrap">{paper.numberLine}</p>
        </div>
        <div>
          <p className="font-semibold">{paper.motto[0]}</p>
          <p className="font-semibold">{paper.motto[1]}</p>
          <p className="mt-1 italic">{paper.dateLine}</p>
        </div>
      </div>
      <div className="mt-8 text-center">
        <p className="text-xl font-bold">{paper.title}</p>
        <h2 className="text-lg font-semibold text-balance">{paper.subject}</h2>
        <p className="mt-1 text-sm text-ink-2 italic">{paper.standing}</p>
      </div>
      {paper.blocks.map((block, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: blocks never change place
        <BlockView key={index} block={block} paper={paper} />
      ))}
      <div className="mt-8 grid gap-6 text-sm sm:grid-cols-2">
        <div className="italic">
          {paper.closing.recipients.map((line) => (
            <p key={line}>{line}</p>
          ))}
        </div>
        <div className="text-center font-semibold">
          {paper.closing.signatory.map((line) => (
            <p key={line}>{line}</p>
          ))}
        </div>
      </div>
      {paper.annexes.map(({ title, table }) => (
        <section key={title} className="mt-10 border-t border-line pt-6 print:break-before-page">
          <h2 className="text-lg font-semibold">{title}</h2>
          <PaperTableView locale={paper.locale} block={table} sources={paper.sources} />
        </section>
      ))}
      <section className="mt-10 border-t border-line pt-6">
        <h2 className="text-lg font-semibold">{paper.sourcesTitle}</h2>
        <ol className="mt-2 grid gap-1 text-sm">
          {paper.sources.map(({ number, text, address }) => (
            <li key={number} id={`nguon-${number}`} className="target:bg-blood-tint">
              {`[${number}] `}
              {address ? (
                <a href={address} rel="noreferrer" className="underline decoration-line underline-offset-4">
                  {text}
                </a>
              ) : (
                text
              )}
            </li>
          ))}
        </ol>
      </section>
      <p className="mt-8 text-right text-xs text-ink-3">{paper.foot}</p>
    </article>
  );
}

function BlockView({ block, paper }: { block: Block; paper: Paper }) {
  const { sources, locale } = paper;
  switch (block.kind) {
    case "heading":
      return (
        <h3 id={block.id} className="mt-8 text-base font-bold">
          {block.text}
        </h3>
      );
    case "paragraph":
      return (
        <p className="mt-3 leading-relaxed">
          <Runs runs={block.runs} sources={sources} />
        </p>
      );
    case "list":
      return (
        <ul className="mt-2 grid list-disc gap-1.5 pl-6 leading-relaxed">
          {block.items.map((runs) => (
            <li key={runs.map(({ text }) => text).join("")}>
              <Runs runs={runs} sources={sources} />
            </li>
          ))}
        </ul>
      );
    case "table":
      return <PaperTableView locale={locale} block={block} sources={sources} />;
    case "chart":
      return <ChartView chart={block.chart} className="mt-6 break-inside-avoid" />;
    case "newPage":
      return null;
  }
}
