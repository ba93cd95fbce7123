import { useTranslations } from "next-intl";
import { RowHeader, Table, Td, Th } from "@/components/ui/table";
import type { NumberedSource, PaperTable } from "@/lib/documents/paper/paper";
import { isFigures, shownCell } from "@/lib/documents/table";
import type { Locale } from "@/lib/i18n/routing";
import { Cites } from "./runs";

/** A table of a report on the screen: the same cells as on paper, each row with the links to its sources. */
export function PaperTableView({
  locale,
  block: { table, cites },
  sources,
}: {
  locale: Locale;
  block: PaperTable;
  sources: readonly NumberedSource[];
}) {
  const t = useTranslations("documents.report.column");
  return (
    <div className="mt-4">
      <p className="font-semibold">{table.title}</p>
      <Table caption={table.title} className="mt-2">
        <thead>
          <tr>
            {table.columns.map(({ head, kind }) => (
              <Th key={head} num={isFigures(kind)}>
                {head}
              </Th>
            ))}
            {cites ? <Th>{t("sources")}</Th> : null}
          </tr>
        </thead>
        <tbody>
          {table.rows.map((row, index) => {
            const [first, ...rest] = row.map((cell, column) =>
              shownCell(locale, table.columns[column]?.kind ?? "text", cell),
            );
            return (
              <tr key={`${first}${rest.join()}`}>
                <RowHeader>{first}</RowHeader>
                {rest.map((cell, column) => (
                  <Td key={table.columns[column + 1]?.head} num={isFigures(table.columns[column + 1]?.kind ?? "text")}>
                    {cell}
                  </Td>
                ))}
                {cites ? (
                  <Td>
                    <Cites numbers={cites[index] ?? []} sources={sources} roomy />
                  </Td>
                ) : null}
              </tr>
            );
          })}
        </tbody>
      </Table>
      {table.notes.map((note) => (
        <p key={note} className="mt-1 text-sm text-ink-3">
          {note}
        </p>
      ))}
    </div>
  );
}
