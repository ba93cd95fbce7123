import type { Peer } from "@/lib/progress/drill/peers";
import { type Column, tableOf } from "../table";
import type { DocumentWords } from "../words";
import type { HostLine } from "./commune";
import { recordedSource, type Telling } from "./telling";

/** Few donations below the provinces, and what would tell them: that they are kept back is said in the cell. */
const countOrKept = ({ t }: DocumentWords, count: number | null) => (count === null ? t("documents.keptBack") : count);

/** Of a commune: the bodies that hosted its drives. */
export function hostsAnnex(telling: Telling) {
  const { words, facts, period } = telling;
  const { t } = words;
  const hosts = facts.commune?.hosts ?? [];
  if (hosts.length === 0) return null;
  const columns: Column<HostLine>[] = [
    { head: t("documents.column.host"), kind: "text", of: ({ name }) => name },
    { head: t("documents.column.donations"), kind: "whole", of: ({ donations }) => countOrKept(words, donations) },
    { head: t("documents.column.drives"), kind: "whole", of: ({ drives }) => drives },
  ];
  return annexOf(telling, {
    name: "hosts",
    title: t("documents.report.annex.hosts", { period }),
    columns,
    rows: hosts,
    isKept: hosts.some(({ donations }) => donations === null),
    isDemo: hosts.some(({ isDemo }) => isDemo),
  });
}

/** Of a commune: itself and the communes nearest to it, each beside the same days of the year before. */
export function neighboursAnnex(telling: Telling) {
  const { words, facts, period } = telling;
  const { t } = words;
  const peers = facts.commune?.peers ?? [];
  if (peers.length < 2) return null;
  const columns: Column<Peer>[] = [
    { head: t("documents.column.unit"), kind: "text", of: (peer) => words.unitName(peer) },
    { head: t("tables.distanceKm"), kind: "number", of: ({ distanceKm }) => distanceKm },
    { head: t("documents.column.donations"), kind: "whole", of: ({ donations }) => countOrKept(words, donations) },
    { head: t("documents.column.before"), kind: "whole", of: ({ before }) => countOrKept(words, before) },
    { head: t("documents.column.drives"), kind: "whole", of: ({ drives }) => drives },
    { head: t("documents.column.yearTarget"), kind: "whole", of: ({ target }) => target },
  ];
  return annexOf(telling, {
    name: "neighbours",
    title: t("documents.report.annex.neighbours", { period }),
    columns,
    rows: peers,
    isKept: peers.some(({ donations, before }) => donations === null || before === null),
    isDemo: facts.progress.containsDemo,
  });
}

function annexOf<Row>(
  telling: Telling,
  {
    isKept,
    isDemo,
    ...table
  }: {
    name: "hosts" | "neighbours";
    title: string;
    columns: Column<Row>[];
    rows: readonly Row[];
    isKept: boolean;
    isDemo: boolean;
  },
) {
  const { t } = telling.words;
  const source = recordedSource(telling);
  const notes = [...(isKept ? [t("documents.report.commune.few")] : []), ...(isDemo ? [t("documents.note.demo")] : [])];
  return {
    title: table.title,
    table: {
      kind: "table" as const,
      table: tableOf({ ...table, tab: t(`documents.tab.${table.name}`), notes }),
      cites: table.rows.map(() => [source]),
    },
  };
}
