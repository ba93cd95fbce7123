import type { Ground } from "@/lib/awards/editing/grounds";
import type { ListedPerson } from "@/lib/awards/lists/queries";
import type { SubjectKind } from "@/lib/awards/rules";
import { type CivilDate, partsOf } from "@/lib/core/time";
import { translatorFor } from "@/lib/i18n/translator";
import { type DataTable, tableOf } from "../table";

/** Administrative papers are Vietnamese whoever prints them. */
export const official = () => translatorFor("vi");
type Translator = ReturnType<typeof official>;

/** "ngày 05 tháng 12 năm 2026": the decree writes a nought before days below 10 and before January and February. */
export function dayInWords(on: CivilDate): string {
  const { day, month, year } = partsOf(on);
  return official()("paperwork.official.day", {
    day: String(day).padStart(2, "0"),
    month: month < 3 ? `0${month}` : `${month}`,
    year: `${year}`,
  });
}

/** "Quyết định số 12/QĐ-UBND ngày 04 tháng 01 năm 2019 của … ban hành …"; what is not known of it is left out. */
export function groundInWords({ number, on, by, about }: Ground): string {
  return official()("paperwork.official.ground", {
    number,
    on: on === null ? "none" : dayInWords(on),
    by: by ?? "none",
    about: about ?? "none",
  });
}

/** In capitals, as Vietnamese writes them. */
export const capitals = (text: string): string => text.toLocaleUpperCase("vi");

/** "Trưởng ban" of "Ban Chỉ đạo …" is "Trưởng Ban Chỉ đạo …": a word that ends one and begins the other is said once. */
export function headOf(title: string, body: string): string {
  const words = title.split(" ");
  const first = body.split(" ")[0] ?? "";
  const isSaidTwice = words.length > 1 && words.at(-1)?.toLocaleLowerCase("vi") === first.toLocaleLowerCase("vi");
  return `${(isSaidTwice ? words.slice(0, -1) : words).join(" ")} ${body}`;
}

/** The title lines of a signature: a deputy signs for the head, "KT. CHỦ TỊCH" above "PHÓ CHỦ TỊCH". */
export function signatureTitle(signs: string, head: string): string[] {
  const deputy = /^phó\s/iu.test(signs);
  return (deputy ? [`KT. ${head}`, signs] : [signs]).map(capitals);
}

/** "4 tập thể, 3 cá nhân và 2 gia đình". */
export function whomInWords(people: readonly Pick<ListedPerson, "subjectKind">[], t: Translator): string {
  const order: readonly SubjectKind[] = ["collective", "person", "mobiliser", "donor", "family"];
  const parts = order.flatMap((kind) => {
    const count = people.filter((one) => one.subjectKind === kind).length;
    return count === 0 ? [] : [t(`paperwork.official.whom.${kind}`, { count })];
  });
  return inWords(parts, t);
}

/** "a, b và c". */
export function inWords(parts: readonly string[], t: Translator): string {
  if (parts.length < 2) return parts[0] ?? "";
  return t("paperwork.official.and", { first: parts.slice(0, -1).join(", "), last: parts.at(-1) ?? "" });
}

/** People in runs of one rule, as they come. */
export function byRule(people: readonly ListedPerson[]): ListedPerson[][] {
  const groups = new Map<string, ListedPerson[]>();
  for (const one of people) groups.set(one.ruleId, [...(groups.get(one.ruleId) ?? []), one]);
  return [...groups.values()];
}

/** A table a group: numbered groups, each person with year of birth, place and what for. */
export function listTables(people: readonly ListedPerson[], t: Translator): DataTable[] {
  return byRule(people).map((group, index) => {
    const [first] = group as [ListedPerson, ...ListedPerson[]];
    const isPerson = ["donor", "mobiliser", "person"].includes(first.subjectKind);
    const isDonor = first.subjectKind === "donor";
    return tableOf({
      name: "danh-sach",
      title: `${roman(index + 1)}. ${first.ruleName} (${whomInWords(group, t)})`,
      columns: [
        { head: t("paperwork.official.order"), kind: "whole", of: ({ order }) => order },
        {
          head: t(
            `paperwork.official.nameOf.${isPerson ? "person" : first.subjectKind === "family" ? "family" : "collective"}`,
          ),
          kind: "text",
          of: ({ one }) => one.name,
        },
        ...(isDonor
          ? [
              {
                head: t("paperwork.official.born"),
                kind: "text" as const,
                of: ({ one }: { one: ListedPerson }) => `${one.bornYear ?? ""}`,
              },
            ]
          : []),
        {
          head: t(`paperwork.official.placeOf.${isPerson && !isDonor ? "position" : "home"}`),
          kind: "text",
          of: ({ one }) => one.place,
        },
        { head: t("paperwork.official.merit"), kind: "text", of: ({ one }) => meritOf(one, t) },
      ],
      rows: group.map((one, at) => ({ one, order: at + 1 })),
    });
  });
}

function meritOf(one: ListedPerson, t: Translator): string | null {
  if (one.citation) return one.citation.split("\n")[0] ?? null;
  if (one.counted === null) return null;
  const facts = { count: one.counted };
  switch (one.metric) {
    case "mobilised_donors":
      return t("paperwork.official.mobilised", facts);
    case "target_met":
      return t("paperwork.official.reached", facts);
    case "service_years":
      return t("paperwork.official.served", facts);
    default:
      return t("paperwork.official.times", facts);
  }
}

function roman(number: number): string {
  const signs = [
    [40, "XL"],
    [10, "X"],
    [9, "IX"],
    [5, "V"],
    [4, "IV"],
    [1, "I"],
  ] as const;
  let [rest, text] = [number, ""];
  for (const [worth, sign] of signs)
    while (rest >= worth) {
      text += sign;
      rest -= worth;
    }
  return text;
}
