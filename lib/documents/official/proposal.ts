import type { Ground } from "@/lib/awards/editing/grounds";
import type { Proposal } from "@/lib/awards/lists/queries";
import { tableOf } from "../table";
import type { OfficialPaper, Part } from "./official";
import {
  byRule,
  capitals,
  dayInWords,
  groundInWords,
  inWords,
  listTables,
  official,
  signatureTitle,
  whomInWords,
} from "./words";

/** A round's proposal (tờ trình): to whom, what was examined, how many of which level, and the list of names. */
export function proposalPaper({ round, addressees, people }: Proposal): OfficialPaper {
  const t = official();
  const names = addressees.map(({ id, name }) =>
    id === round.issuer.id ? t("paperwork.official.leaders", { name }) : name,
  );
  const dated = dayInWords(round.proposedOn);
  const words = (text: string): Part => ({ kind: "paragraph", words: [{ text }] });
  const goesWith = t("paperwork.official.withProposal", { number: round.number, dated, issuer: round.issuer.name });
  return {
    fileName: "to-trinh",
    issuer: [round.above && capitals(round.above), capitals(round.issuer.name)],
    number: t("paperwork.official.number", { number: round.number }),
    dated: `${round.issuer.place}, ${dated}`,
    kind: t("paperwork.official.proposal"),
    subject: t("paperwork.official.proposalAbout", { year: `${round.year}` }),
    parts: [
      { kind: "addressees", lead: t("paperwork.official.to"), names },
      words(
        t("paperwork.official.examined", {
          grounds: groundsInWords(round.grounds),
          issuer: round.issuer.name,
          name: round.name,
          until: dayInWords(round.countedUntil),
        }),
      ),
      words(
        t("paperwork.official.proposes", {
          issuer: round.issuer.name,
          to: inWords(names, t),
          whom: whomInWords(people, t),
        }),
      ),
      { kind: "table", table: totals(people, addressees) },
      ...(round.ceremonyOn
        ? [
            words(
              t("paperwork.official.ceremony", {
                on: dayInWords(round.ceremonyOn),
                place: round.ceremonyPlace ?? "none",
              }),
            ),
          ]
        : []),
      words(t("paperwork.official.asks", { to: inWords(names, t) })),
    ],
    recipients: [t("paperwork.official.asAbove"), t("paperwork.official.kept")],
    signatory: {
      title: signatureTitle(round.signatory.title, round.issuer.signatoryTitle),
      name: round.signatory.name ?? "",
    },
    annex: { title: t("paperwork.official.proposedList"), goesWith, tables: listTables(people, t) },
    foot: t("paperwork.official.foot", { name: round.name }),
  };
}

/** "Quyết định số … ngày … và …"; the word "none" where the rules name no paper. */
function groundsInWords(grounds: readonly Ground[]): string {
  return grounds.length === 0 ? "none" : inWords(grounds.map(groundInWords), official());
}

/** How many under each rule, and who decides on them. */
function totals(people: Proposal["people"], bodies: Proposal["addressees"]) {
  const t = official();
  const rows = byRule(people).map((group, index) => ({
    order: index + 1,
    what: group[0]?.ruleName ?? "",
    by: bodies.find(({ id }) => id === group[0]?.authorityId)?.name ?? "",
    count: group.length,
  }));
  return tableOf<{ order: number | null; what: string; by: string; count: number }>({
    name: "tong-hop",
    title: t("paperwork.official.totals"),
    columns: [
      { head: t("paperwork.official.order"), kind: "text", of: ({ order }) => (order === null ? " " : `${order}`) },
      { head: t("paperwork.official.what"), kind: "text", of: ({ what }) => what },
      { head: t("paperwork.official.by"), kind: "text", of: ({ by }) => by || " " },
      { head: t("paperwork.official.count"), kind: "whole", of: ({ count }) => count },
    ],
    rows: [...rows, { order: null, what: t("paperwork.official.sum"), by: "", count: people.length }],
  });
}
