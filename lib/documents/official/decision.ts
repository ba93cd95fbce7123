import type { DecisionPaper, ListedPerson } from "@/lib/awards/lists/queries";
import type { AwardObject } from "@/lib/awards/rules";
import type { OfficialPaper, Part } from "./official";
import {
  capitals,
  dayInWords,
  groundInWords,
  headOf,
  inWords,
  listTables,
  official,
  signatureTitle,
  whomInWords,
} from "./words";

/** What a body decided (quyết định): grounds, articles, who receives it, who signs, and the list of those honoured. */
export function decisionOf({ round, decision, people }: DecisionPaper): OfficialPaper {
  const t = official();
  const { authority } = decision;
  const dated = dayInWords(decision.decidedOn);
  const objects = [...new Set(people.map(({ object }) => object))];
  const isOwn = authority.id === round.issuer.id;
  const slanted = (text: string): Part => ({ kind: "paragraph", slanted: true, words: [{ text }] });
  const article = (number: number, text: string): Part => ({
    kind: "paragraph",
    words: [{ text: `${t("paperwork.official.article", { number })} `, strong: true }, { text }],
  });
  const head = headOf(authority.signatoryTitle, authority.name);
  return {
    fileName: "quyet-dinh",
    issuer: [decision.above && capitals(decision.above), capitals(authority.name)],
    number: t("paperwork.official.number", { number: decision.number }),
    dated: `${authority.place}, ${dated}`,
    kind: t("paperwork.official.decision"),
    subject: t("paperwork.official.decisionAbout", {
      objects: inWords(
        objects.map((object) => nameOf(object)),
        t,
      ),
      year: `${round.year}`,
    }),
    parts: [
      { kind: "centred", text: capitals(head) },
      ...round.grounds.map((ground) => slanted(t("paperwork.official.onGround", { ground: groundInWords(ground) }))),
      slanted(
        t("paperwork.official.onProposal", {
          issuer: round.issuer.name,
          number: round.number,
          dated: dayInWords(round.proposedOn),
        }),
      ),
      { kind: "centred", text: t("paperwork.official.decides") },
      article(
        1,
        t("paperwork.official.gives", {
          what: inWords(
            objects.map((object) => given(object, people)),
            t,
          ),
          year: `${round.year}`,
        }),
      ),
      article(2, t("paperwork.official.inForce")),
      article(
        3,
        t("paperwork.official.carriesOut", {
          issuer: isOwn ? t("paperwork.official.office", { name: authority.name }) : round.issuer.name,
        }),
      ),
    ],
    recipients: [
      t("paperwork.official.asArticle", { number: 3 }),
      ...(isOwn ? [] : [t("paperwork.official.copyTo", { name: round.issuer.name })]),
      t("paperwork.official.kept"),
    ],
    signatory: {
      title: signatureTitle(decision.signatoryTitle, authority.signatoryTitle),
      name: decision.signatoryName,
    },
    annex: {
      title: t("paperwork.official.decidedList"),
      goesWith: t("paperwork.official.withDecision", { number: decision.number, dated, head }),
      tables: listTables(people, t),
    },
    foot: t("paperwork.official.foot", { name: round.name }),
  };
}

const nameOf = (object: AwardObject): string => official()(`awards.object.${object}`).toLocaleLowerCase("vi");

/** "giấy khen cho 3 tập thể và 12 người hiến máu". */
function given(object: AwardObject, people: readonly ListedPerson[]): string {
  const t = official();
  return t("paperwork.official.givenTo", {
    object: nameOf(object),
    whom: whomInWords(
      people.filter((one) => one.object === object),
      t,
    ),
  });
}
