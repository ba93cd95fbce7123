import type { Paper } from "../paper/paper";
import type { DataTable } from "../table";

/** The tables of a report as sheets of one workbook: those of the text, the annexes, and the numbered sources last. */
export function annexTables(
  paper: Paper,
  words: { tab: string; number: string; source: string; address: string },
): DataTable[] {
  const standing = [paper.subject, paper.standing, paper.foot];
  const inText = paper.blocks.flatMap((block) => (block.kind === "table" ? [block.table] : []));
  const annexes = paper.annexes.map(({ title, table }) => ({ ...table.table, title }));
  return [
    ...[...inText, ...annexes].map((table) => ({ ...table, notes: [...table.notes, ...standing] })),
    {
      name: "sources",
      tab: words.tab,
      title: paper.sourcesTitle,
      columns: [
        { head: words.number, kind: "whole" },
        { head: words.source, kind: "text" },
        { head: words.address, kind: "text" },
      ],
      rows: paper.sources.map(({ number, text, address }) => [number, text, address]),
      notes: standing,
    },
  ];
}
