import { capital } from "@/lib/core/text";
import { recordedSource, type Telling } from "./telling";

/** Of a commune: that its count is kept back, and why. Null where it is told. */
export function keptBackSentence({ headline, words, period, unit }: Telling): string | null {
  if (!headline.isKeptBack) return null;
  return words.t("documents.report.results.kept", { period: capital(period), unit });
}

/** Of a commune: who hosted its drives, how its neighbours stand, and which of its months have no count. */
export function communeSentences(telling: Telling): (string | null)[] {
  const { commune } = telling.facts;
  if (commune === null) return [];
  const { words, book } = telling;
  const { t } = words;
  const drives = commune.hosts.reduce((sum, host) => sum + host.drives, 0);
  return [
    drives === 0
      ? null
      : t("documents.report.commune.hosts", {
          drives: book.cited(words.whole(drives), [recordedSource(telling)]),
          n: commune.hosts.length,
        }),
    neighboursSentence(telling),
    monthsSentence(telling),
  ];
}

function neighboursSentence(telling: Telling): string | null {
  const { words, facts, headline, book } = telling;
  const { t } = words;
  const [own, ...others] = facts.commune?.peers ?? [];
  if (!own || own.code !== facts.question.unitCode || others.length === 0) return null;
  const province = words.inSentence(facts.commune?.province ?? { fullName: "", nameEn: "" });
  const told = others.filter(({ donations }) => donations !== null);
  const count = own.donations;
  if (count === null || headline.received === null || told.length === 0)
    return t("documents.report.commune.neighbours", { n: words.whole(others.length), province });
  const more = told.filter(({ donations }) => (donations ?? 0) > count).length;
  return t("documents.report.commune.neighboursTold", {
    n: words.whole(others.length),
    province,
    told: words.whole(told.length),
    more: book.cited(words.whole(more), [recordedSource(telling)]),
  });
}

/** Months without a count are told as one: which of them held something small is not. */
function monthsSentence({ words, facts }: Telling): string | null {
  const untold = facts.progress.months.filter(
    ({ month, received }) => `${month}-01` <= facts.days.to && `${month}-01` <= facts.today && received === null,
  );
  return untold.length === 0 ? null : words.t("documents.report.commune.months");
}
