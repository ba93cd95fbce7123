import { useLocale, useTranslations } from "next-intl";
import { Select } from "@/components/ui/select";
import { TextInput } from "@/components/ui/text-input";
import { nameSearchKey } from "@/lib/core/text";
import type { SplitRow } from "@/lib/targets/split/queries";
import type { SplitPart } from "@/lib/targets/split/rules";

const choices = ["all", "known", "empty"] as const;

/** Which parts of a long grid are looked at; the others stay in the form as they are. */
export interface SplitShown {
  readonly only: (typeof choices)[number];
  readonly text: string;
}

/** What is looked at is nothing of what is sent. */
const ofNoForm = "split-filter";

const isKnown = ({ people, lastYear, capacity, proposed, inForce }: SplitRow) =>
  [people, lastYear, capacity, proposed, inForce].some((weight) => weight !== null && weight > 0);

/** The keys of the parts that are looked at. */
export function shownKeys(
  rows: readonly SplitRow[],
  parts: readonly SplitPart[],
  { only, text }: SplitShown,
): ReadonlySet<string> {
  const wanted = nameSearchKey(text);
  return new Set(
    rows
      .filter((row, index) => {
        if (wanted !== "" && !nameSearchKey(row.name).includes(wanted)) return false;
        if (only === "known") return isKnown(row) || (parts[index]?.value ?? 0) > 0;
        return only === "all" || parts[index]?.value === null;
      })
      .map((row) => row.key),
  );
}

/** A province has more than a hundred communes, of which a dozen give: those first, or one by its name. */
export function SplitFilter({
  rows,
  parts,
  shown,
  onShown,
}: {
  rows: readonly SplitRow[];
  parts: readonly SplitPart[];
  shown: SplitShown;
  onShown: (shown: SplitShown) => void;
}) {
  const t = useTranslations("targets.split");
  const locale = useLocale();
  const many = (only: SplitShown["only"]) => shownKeys(rows, parts, { only, text: "" }).size;
  const words = { all: "onlyAll", known: "onlyKnown", empty: "onlyEmpty" } as const;
  return (
    <div className="grid gap-3 sm:max-w-2xl sm:grid-cols-2" data-print="hide">
      <Select
        name="only"
        form={ofNoForm}
        label={t("only")}
        value={shown.only}
        onChange={(event) =>
          onShown({ ...shown, only: choices.find((one) => one === event.currentTarget.value) ?? "all" })
        }
        options={choices.map((only) => ({ value: only, label: t(words[only], { n: many(only) }) }))}
      />
      <TextInput
        name="find"
        form={ofNoForm}
        type="search"
        label={t("find")}
        value={shown.text}
        lang={locale}
        onChange={(event) => onShown({ ...shown, text: event.currentTarget.value })}
        onKeyDown={(event) => {
          // Enter would send the whole form.
          if (event.key === "Enter") event.preventDefault();
        }}
      />
    </div>
  );
}
