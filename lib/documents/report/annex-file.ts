import type { Paper, PaperTable } from "../paper/paper";
import { absolute } from "../paper/pdf";
import type { DataTable } from "../table";

/**
 * The tables of a report as sheets of one workbook: those of the text, the annexes, and the numbered sources last. Each
 * row names the numbers of its sources; on the sheet of sources each is opened by its link.
 */
export function annexTables(
  paper: Paper,
  words: { tab: string; number: string; source: string; address: string; open: string; ofRow: string },
): DataTable[] {
  const standing = [paper.subject, paper.standing, paper.foot];
  const inText = paper.blocks.flatMap((block) => (block.kind === "table" ? [cited(block, words.ofRow)] : []));
  const annexes = paper.annexes.map(({ title, table }) => ({ ...cited(table, words.ofRow), title }));
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
        { head: words.open, kind: "link" },
      ],
      rows: paper.sources.map(({ number, text, address }) => [
        number,
        text,
        address && absolute(address),
        address && absolute(address),
      ]),
      notes: standing,
    },
  ];
}

/** A table with the numbers of each row's sources in a last column, as on paper. */
function cited({ table, cites }: PaperTable, head: string): DataTable {
  if (!cites) return table;
  return {
    ...table,
    columns: [...table.columns, { head, kind: "text" }],
    rows: table.rows.map((row, at) => [...row, (cites[at] ?? []).map((number) => `[${number}]`).join(" ") || null]),
  };
}
