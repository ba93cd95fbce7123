import { z } from "zod";
import { editionDates } from "@/lib/campaigns/date-rules";
import { dateRuleSchema } from "@/lib/campaigns/schema";
import { type CivilDate, isCivilDate } from "@/lib/core/time";
import { ReferenceFault } from "./fault";
import {
  civilDate,
  documentOf,
  lineHolding,
  type ReferenceFile,
  refuseTwice,
  tableRows,
  text,
  wholeNumber,
} from "./files";
import type { TableWanted } from "./tables";
import type { UnitBook } from "./units/gathered";

/** What other files may refer to. */
export interface CampaignBook {
  has(campaignId: string): boolean;
  editionOf(campaignId: string, year: number, unitId: string): string | null;
}

const day = z.string().refine(isCivilDate, "a date is written YYYY-MM-DD");
const edition = z.looseObject({
  year: z.int(),
  start: day.nullable(),
  end: day.nullable(),
  main_day: day.optional(),
  scope: z.string().default("VN"),
  note: z.string().optional(),
  doubt: z.string().optional(),
  date_precision: z.string().optional(),
  source: z.array(z.string()),
});
const campaignShape = z.object({
  id: z.string().min(1),
  name_vi: z.string().min(1),
  short_vi: z.string().min(1),
  name_en: z.string().min(1),
  short_en: z.string().min(1),
  kind: z.string().min(1),
  organiser_vi: z.string().optional(),
  description_vi: z.string().optional(),
  description_en: z.string().optional(),
  since: z.int().nullable().optional(),
  date_rule: z.looseObject({ kind: z.string(), basis: z.string().min(1) }),
  editions: z.array(edition),
});
const campaignsFile = z.object({
  ruled_years: z.object({ from: z.int(), to: z.int() }),
  campaigns: z.array(campaignShape).min(1),
});

const tetRow = z.object({ year: wholeNumber, tet_date: civilDate, year_name_vi: text });

interface EditionRow {
  id: string;
  campaign_id: string;
  year: number;
  scope_unit_id: string;
  starts_on: CivilDate;
  ends_on: CivilDate;
  main_on: CivilDate | null;
  dates_from: "published" | "rule";
  source: string;
  note: string | null;
  published: Record<string, unknown>;
}

/**
 * Campaigns, their published editions, and for years without a published national edition the one their rule gives.
 * Editions that an office has decided on in the application, and campaigns it has made there, are left alone.
 */
export function campaignsWanted(
  files: { campaigns: ReferenceFile; tet: ReferenceFile },
  book: UnitBook,
): { tables: TableWanted[]; campaigns: CampaignBook } {
  const tets = tableRows(files.tet, tetRow);
  refuseTwice(files.tet.name, tets, (row) => `${row.year}`);
  const { campaigns, ruled_years: ruled } = documentOf(files.campaigns, campaignsFile);

  const tetOf = new Map(tets.map(({ value }) => [value.year, value.tet_date]));
  const editions = new Map<string, EditionRow>();
  for (const campaign of campaigns) {
    for (const published of campaign.editions) {
      const row = publishedEdition(campaign.id, published, book, files.campaigns);
      if (row) editions.set(row.id, row);
    }
    const rule = dateRuleSchema.safeParse(campaign.date_rule);
    const fault = (what: string) =>
      new ReferenceFault(
        files.campaigns.name,
        lineHolding(files.campaigns.text, campaign.id),
        `"${campaign.id}": ${what}`,
      );
    if (!rule.success) throw fault(`date_rule will not do: ${rule.error.issues[0]?.message}.`);
    for (let year = ruled.from; year <= ruled.to; year += 1) {
      const id = editionId(campaign.id, year, "VN");
      if (editions.has(id)) continue;
      const dates = editionDates(rule.data, year, tetOf.get(year) ?? null);
      if (dates === null) throw fault(`the rule needs Tết of ${year}, which ${files.tet.name} does not hold.`);
      editions.set(id, {
        id,
        campaign_id: campaign.id,
        year,
        scope_unit_id: "VN",
        // Drives that answer a single day's call are held in the time around it.
        starts_on: dates.activity?.startsOn ?? dates.startsOn,
        ends_on: dates.activity?.endsOn ?? dates.endsOn,
        main_on: dates.mainDayOn,
        dates_from: "rule",
        source: campaign.date_rule.basis,
        note: null,
        published: {},
      });
    }
  }

  const known = new Set(campaigns.map((campaign) => campaign.id));
  return {
    campaigns: {
      has: (id) => known.has(id),
      editionOf: (campaignId, year, unitId) => {
        const id = editionId(campaignId, year, unitId);
        return editions.has(id) ? id : null;
      },
    },
    tables: [
      {
        table: "tet_date",
        file: files.tet.name,
        key: ["year"],
        rows: tets.map(({ value }) => ({ year: value.year, tet_on: value.tet_date, year_name_vi: value.year_name_vi })),
      },
      {
        table: "campaign",
        file: files.campaigns.name,
        key: ["id"],
        rows: campaigns.map((campaign, index) => ({
          id: campaign.id,
          name_vi: campaign.name_vi,
          short_vi: campaign.short_vi,
          name_en: campaign.name_en,
          short_en: campaign.short_en,
          kind: campaign.kind,
          organiser_vi: campaign.organiser_vi ?? null,
          description_vi: campaign.description_vi ?? null,
          description_en: campaign.description_en ?? null,
          since: campaign.since ?? null,
          date_rule: campaign.date_rule,
          sort_order: index + 1,
        })),
        notOurs: "held.owner_unit_id IS NOT NULL",
      },
      {
        table: "campaign_edition",
        file: files.campaigns.name,
        key: ["id"],
        rows: [...editions.values()],
        notOurs: "held.dates_from = 'decided'",
      },
    ],
  };
}

const editionId = (campaignId: string, year: number, unitId: string) =>
  unitId === "VN" ? `${campaignId}-${year}` : `${campaignId}-${year}-${unitId}`;

/** A past edition as it was published; null when no day of it was. */
function publishedEdition(
  campaignId: string,
  published: z.output<typeof edition>,
  book: UnitBook,
  file: ReferenceFile,
): EditionRow | null {
  const { year, start, end, main_day, scope, note, doubt, date_precision, source, ...rest } = published;
  if (start === null) return null;
  const unitId = scopeUnit(scope, end ?? start, book);
  if (unitId === null)
    throw new ReferenceFault(
      file.name,
      lineHolding(file.text, campaignId),
      `the edition of ${year} of "${campaignId}" names the unknown scope "${scope}".`,
    );
  const lastKnownDay = end ?? [start, main_day ?? start].sort().at(-1) ?? start;
  const notes = [note, doubt, date_precision, end === null ? "only the first days were published" : null];
  return {
    id: editionId(campaignId, year, unitId),
    campaign_id: campaignId,
    year,
    scope_unit_id: unitId,
    starts_on: start,
    ends_on: lastKnownDay,
    main_on: main_day ?? null,
    dates_from: "published",
    source: source.join("; "),
    note: notes.filter(Boolean).join("; ") || null,
    published: rest,
  };
}

/** "VN", "79" or "68 (Lâm Đồng)": the province as it was on that day. */
function scopeUnit(scope: string, on: CivilDate, book: UnitBook): string | null {
  if (scope === "VN") return "VN";
  const code = /^\d{2}/.exec(scope)?.[0];
  return code === undefined ? null : book.idOf("province", code, on);
}
