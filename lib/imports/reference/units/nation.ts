import { z } from "zod";
import type { CivilDate } from "@/lib/core/time";
import { formatNumber } from "@/lib/i18n/format";
import type { Locale } from "@/lib/i18n/routing";
import { translatorFor } from "@/lib/i18n/translator";
import { ReferenceFault } from "../fault";
import { civilDate, type ReferenceFile, refuseTwice, tableRows, text, wholeNumber } from "../files";
import { type Gathered, nationId, nowhere } from "./gathered";

const nationalRow = z.object({
  code: z.literal("VN", "the nation's code is VN"),
  name: text,
  full_name: text,
  name_en: text,
  valid_from: civilDate,
  year: wholeNumber,
  population: wholeNumber,
  population_basis: text,
  population_qualifier: z.enum(["about"], "a population is about so many"),
  source: text,
  source_en: text,
});
const ministryRow = z.object({
  id: text,
  code: text,
  name: text,
  full_name: text,
  full_name_en: text,
  type: z.literal("ministry", "a ministry's type is ministry"),
  valid_from: civilDate,
  source: text,
  source_vi: text,
});

/** The nation with its population year by year; answers the day from which it is held. */
export function gatherNation(gathered: Gathered, file: ReferenceFile): CivilDate {
  const years = tableRows(file, nationalRow);
  refuseTwice(file.name, years, (row) => `${row.year}`);
  const nation = years[0]?.value;
  if (!nation) throw new ReferenceFault(file.name, null, "the nation is missing.");
  gathered.add({
    ...nowhere,
    id: nationId,
    code: nation.code,
    kind: "nation",
    type: "nation",
    parent_id: null,
    name: nation.name,
    full_name: nation.full_name,
    name_en: nation.name_en,
    valid_from: nation.valid_from,
    valid_to: null,
    source: nation.source_en,
    source_vi: nation.source,
  });
  for (const { value } of years)
    gathered.populations.push({
      unit_id: nationId,
      year: value.year,
      basis: value.population_basis,
      people: value.population,
      source: `${value.source_en} (${roughly("en", value)})`,
      source_vi: `${value.source} (${roughly("vi", value)})`,
      as_of: null,
      decision_number: null,
    });
  return nation.valid_from;
}

/** "khoảng 101.300.000": how exact the figure is printed. */
const roughly = (locale: Locale, { population, population_qualifier: word }: z.output<typeof nationalRow>): string =>
  `${translatorFor(locale)(`progress.qualifier.${word}`)} ${formatNumber(locale, population)}`;

/** The ministries that report beside the provinces. */
export function gatherMinistries(gathered: Gathered, file: ReferenceFile): void {
  const ministries = tableRows(file, ministryRow);
  refuseTwice(file.name, ministries, (row) => row.code);
  for (const { value } of ministries)
    gathered.add({
      ...nowhere,
      id: value.id,
      code: value.code,
      kind: "ministry",
      type: value.type,
      parent_id: nationId,
      name: value.name,
      full_name: value.full_name,
      name_en: value.full_name_en,
      valid_from: value.valid_from,
      valid_to: null,
      source: value.source,
      source_vi: value.source_vi,
    });
}
