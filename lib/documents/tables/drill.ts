import { percentOf, perThousand } from "@/lib/core/numbers";
import { formatList } from "@/lib/i18n/format";
import { changePercent, creditedElsewhere, type DrillPart, type Due, toldInOrder } from "@/lib/progress/drill/rules";
import { drillView } from "@/lib/progress/drill/view";
import { scopeAsked } from "@/lib/progress/scope/asked";
import type { UnitScope } from "@/lib/progress/scope/queries";
import type { DocumentWords } from "../words";
import { countOrFew, staffTable, type TableMaker } from "./asking";

/** The parts of a unit in a period, in the page's order. */
export const drillTable: TableMaker = async (ask) => {
  const { words, asked, today } = ask;
  const scope = await scopeAsked(ask.actor, asked, { communes: true });
  if (scope === null) return null;
  const view = await drillView(scope, asked, today);
  const { drill, whole, by, sum, sort, descending, span, campaign, isOfReporting } = view;
  const { t } = words;
  const named = drill.rows.map((row) => ({ ...row, name: partName(words, by, row) }));
  const rows = toldInOrder(named, { sort, descending });
  type Line = (typeof rows)[number];
  const hasTarget = rows.some(({ due }) => due !== null);
  const elsewhere = creditedElsewhere(rows);
  const names = (units: readonly { name: string; nameEn: string }[]) =>
    formatList(words.locale, units.map(words.unitName));
  return staffTable<Line>(ask, {
    table: "drill",
    of: [scope.code, by, span.from, span.through],
    title: [
      t("pace.drill.tableTitle", { by: t(`pace.drill.part.${by}`) }),
      scopeName(words, scope),
      ...(campaign ? [words.locale === "en" ? campaign.nameEn : campaign.nameVi] : []),
      t("pace.drill.days", { from: words.day(span.from), to: words.day(span.through) }),
    ].join(", "),
    columns: [
      by === "unit" ? { head: t("documents.column.code"), kind: "text", of: ({ code }) => code } : null,
      { head: t(`pace.drill.part.${by}`), kind: "text", of: ({ name }) => name },
      { head: t("pace.drill.received"), kind: "whole", of: ({ received }) => countOrFew(words, received) },
      elsewhere.communes > 0
        ? {
            head: t("tables.creditedTo"),
            kind: "text",
            of: ({ creditedTo }) => (creditedTo.length > 0 ? names(creditedTo) : null),
          }
        : null,
      isOfReporting
        ? {
            head: t("documents.column.recorded"),
            kind: "whole",
            of: ({ donations }) => countOrFew(words, donations),
          }
        : null,
      sum === null
        ? null
        : {
            head: t("tables.percent", { of: t("pace.drill.share") }),
            kind: "percent",
            of: ({ received }) => (received === null || sum === 0 ? null : percentOf(received, sum)),
          },
      hasTarget
        ? { head: t("tables.percent", { of: t("pace.drill.rate") }), kind: "percent", of: ({ rate }) => rate }
        : null,
      ofHalf(words, rows),
      { head: t("tables.percent", { of: t("pace.drill.change") }), kind: "percent", of: ({ change }) => change },
      { head: t("documents.column.drives"), kind: "whole", of: ({ drives }) => drives },
      by === "component"
        ? null
        : {
            head: t("tables.wholeBlood"),
            kind: "whole",
            of: ({ wholeBlood, donations }) => (donations ? wholeBlood : null),
          },
      by === "component"
        ? null
        : {
            head: t("tables.apheresis"),
            kind: "whole",
            of: ({ wholeBlood, donations }) => (wholeBlood === null || !donations ? null : donations - wholeBlood),
          },
    ],
    rows,
    notes: [
      t(isOfReporting ? "pace.drill.noteOfficial" : "pace.drill.note"),
      ...(!isOfReporting && whole.sum.reported !== 0 ? [t("pace.drill.noteReports")] : []),
      ...(elsewhere.communes > 0
        ? [t("pace.drill.creditedElsewhere", { n: elsewhere.communes, units: names(elsewhere.units) })]
        : []),
      ...(drill.all > rows.length
        ? [t("pace.drill.more", { shown: words.whole(rows.length), all: words.whole(drill.all) })]
        : []),
      ...demoNote(words, rows),
    ],
  });
};

/** A unit beside those most like it. */
export const peersTable: TableMaker = async (ask) => {
  const { words, asked, today } = ask;
  const scope = await scopeAsked(ask.actor, asked, { communes: true });
  if (scope === null) return null;
  const { peers: found, span } = await drillView(scope, asked, today);
  const peers = found.map((peer) => ({
    ...peer,
    received: peer.donations === null ? null : peer.donations + peer.reported,
  }));
  const { t } = words;
  const byPeople = peers.some(({ people }) => people !== null);
  return staffTable<(typeof peers)[number]>(ask, {
    table: "peers",
    of: [scope.code, span.from, span.through],
    title: [
      t("pace.drill.peers"),
      scopeName(words, scope),
      t("pace.drill.days", { from: words.day(span.from), to: words.day(span.through) }),
    ].join(", "),
    columns: [
      { head: t("documents.column.code"), kind: "text", of: ({ code }) => code },
      { head: t("documents.column.unit"), kind: "text", of: (peer) => words.unitName(peer) },
      byPeople
        ? { head: t("pace.drill.people"), kind: "whole", of: ({ people }) => people }
        : { head: t("tables.distanceKm"), kind: "number", of: ({ distanceKm }) => distanceKm },
      { head: t("pace.drill.received"), kind: "whole", of: ({ received }) => countOrFew(words, received) },
      byPeople
        ? {
            head: t("pace.drill.perThousand"),
            kind: "number",
            of: ({ received, people }) => (received === null ? null : perThousand(received, people, 2)),
          }
        : null,
      {
        head: t("tables.percent", { of: t("pace.drill.rate") }),
        kind: "percent",
        of: ({ received, due }) => (due === null || received === null ? null : percentOf(received, due.units)),
      },
      ofHalf(words, peers),
      {
        head: t("tables.percent", { of: t("pace.drill.change") }),
        kind: "percent",
        of: ({ received, before, reportedBefore }) =>
          before === null ? null : changePercent(received, before + reportedBefore),
      },
      { head: t("documents.column.drives"), kind: "whole", of: ({ drives }) => drives },
    ],
    rows: peers,
    notes: [t("pace.drill.note")],
  });
};

/** The target of the half-year beside a rate that stands on it; no column where none does. */
function ofHalf(words: DocumentWords, rows: readonly { due: Due | null }[]) {
  if (!rows.some(({ due }) => due?.ofHalf)) return null;
  return {
    head: words.t("pace.drill.halfTarget"),
    kind: "whole" as const,
    of: ({ due }: { due: Due | null }) => (due?.ofHalf ? due.target : null),
  };
}

/** The unit a table is about, as the page's heading says it. */
export const scopeName = (words: DocumentWords, scope: UnitScope): string =>
  scope.kind === "nation" ? words.t("pace.nation") : words.unitName(scope);

/** Says that made-up facts are among the rows. */
export const demoNote = (words: DocumentWords, rows: readonly { isDemo: boolean | null }[]): string[] =>
  rows.some(({ isDemo }) => isDemo === true) ? [words.t("documents.note.demo")] : [];

function partName(words: DocumentWords, by: DrillPart, row: { key: string; name: string; nameEn: string }): string {
  if (by !== "segment" && by !== "component") return words.unitName(row);
  const word = `progress.breakdown.${by}_${row.key}` as "progress.breakdown.other";
  return words.t.has(word) ? words.t(word) : words.t("progress.breakdown.other");
}
