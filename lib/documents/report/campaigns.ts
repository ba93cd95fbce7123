import type { ProgressAnswer } from "@/lib/progress/answer";
import type { Block } from "../paper/paper";
import { countOf } from "../progress/tables";
import { type Column, tableOf } from "../table";
import { heading, listOf, numbersBehind, paragraph, type Telling } from "./telling";

type Campaign = ProgressAnswer["campaigns"][number];

/** The campaigns that had begun by the period's end, as far as they had come by then. */
export function campaignsOf({ progress, days }: Telling["facts"]): Campaign[] {
  return progress.campaigns.filter(({ startsOn }) => startsOn <= days.to);
}

/** What a campaign stands on: the printed figure first, then what drives recorded. */
export function campaignNumbers(telling: Telling, campaign: Campaign): number[] {
  return numbersBehind(telling, { basis: campaign.basis, sources: printedTotal(campaign)?.sources ?? [] });
}

/** The printed figure a campaign's total is. */
function printedTotal({ published, received, basis }: Campaign) {
  return basis === "published" ? published.find((figure) => figure.value === received) : undefined;
}

/** II. The campaigns: what each brought, and which have no figure. */
export function campaignsSection(telling: Telling): Block[] {
  const { words, facts, book, period } = telling;
  const { t, locale } = words;
  const campaigns = campaignsOf(facts);
  const title = heading(t("documents.report.campaigns.title"), "chien-dich");
  if (campaigns.length === 0) return [title, ...paragraph(t("documents.report.campaigns.none", { period }))];
  const nameOf = (one: Campaign) => (locale === "en" ? one.nameEn : one.nameVi);
  const known = campaigns.filter(({ received }) => received !== null);
  const lines = known.map((one) => {
    const against = one.measuredAgainst;
    return t("documents.report.campaigns.line", {
      name: nameOf(one),
      from: words.day(one.startsOn),
      to: words.day(one.endsOn),
      received: book.cited(
        words.qualified(printedTotal(one)?.qualifier ?? "exact", words.whole(one.received ?? 0)),
        campaignNumbers(telling, one),
      ),
      counted: words.counted(one.countedIn),
      against: !against || one.rate.computed === null ? "no" : against.isDemo ? "demo" : "yes",
      target: against ? book.cited(words.whole(against.value), book.numbersOf(against.sources)) : "",
      rate: one.rate.computed === null ? "" : words.percent(one.rate.computed),
    });
  });
  const kept = campaigns.filter(({ received, keptBack }) => received === null && keptBack);
  const unknown = campaigns.filter(({ received, keptBack }) => received === null && !keptBack);
  const columns: Column<Campaign>[] = [
    { head: t("documents.column.campaign"), kind: "text", of: nameOf },
    { head: t("documents.column.from"), kind: "day", of: ({ startsOn }) => startsOn },
    { head: t("documents.column.to"), kind: "day", of: ({ endsOn }) => endsOn },
    { head: t("documents.column.received"), kind: "whole", of: (one) => countOf(words, one) },
    { head: t("documents.column.target"), kind: "whole", of: ({ measuredAgainst }) => measuredAgainst?.value ?? null },
    { head: t("documents.column.rate"), kind: "percent", of: ({ rate }) => rate.computed },
  ];
  return [
    title,
    ...paragraph(
      known.length > 0
        ? t("documents.report.campaigns.intro", { period, n: campaigns.length, known: known.length })
        : t("documents.report.campaigns.introBare", { period, n: campaigns.length }),
    ),
    ...listOf(lines),
    ...(unknown.length > 0
      ? paragraph(t("documents.report.campaigns.unknown", { names: unknown.map(nameOf).join("; ") }))
      : []),
    ...(kept.length > 0 ? paragraph(t("documents.report.campaigns.kept", { names: kept.map(nameOf).join("; ") })) : []),
    {
      kind: "table",
      table: tableOf({
        name: "campaigns",
        tab: t("documents.tab.campaigns"),
        title: t("documents.report.campaigns.table", { period }),
        columns,
        rows: campaigns,
        notes: [
          ...(campaigns.some(({ datesFrom }) => datesFrom === "rule") ? [t("documents.report.campaigns.byRule")] : []),
          ...(campaigns.some(({ containsDemo }) => containsDemo) ? [t("documents.note.demo")] : []),
        ],
      }),
      cites: campaigns.map((one) => [
        ...new Set([...campaignNumbers(telling, one), ...book.numbersOf(one.measuredAgainst?.sources)]),
      ]),
    },
  ];
}
