import { createHash } from "node:crypto";
import { z } from "zod";
import { type CivilDate, isCivilDate } from "@/lib/core/time";
import type { CampaignBook } from "./campaigns";
import { ReferenceFault } from "./fault";
import { documentOf, lineHolding, type ReferenceFile, refuseTwice } from "./files";
import type { TableWanted } from "./tables";
import type { UnitBook } from "./units/gathered";

const figureShape = z.looseObject({
  id: z.string().min(1),
  scope: z.enum(["national", "province", "province_old", "campaign", "institution", "emulation_cluster"]),
  scope_code: z.string().min(1),
  scope_name: z.string().min(1),
  year: z.int(),
  period: z.string().min(1),
  metric: z.string().min(1),
  value: z.union([z.number(), z.record(z.string(), z.unknown())]),
  unit: z.string().min(1),
  qualifier: z.string().min(1),
  as_of: z.string().optional(),
  note: z.string().optional(),
  sources: z.array(z.string()).min(1),
});
type Figure = z.output<typeof figureShape>;

const resultsFile = z.object({
  headline: z.array(z.string()),
  results: z.array(figureShape).min(1),
  checks: z.array(z.looseObject({ id: z.string(), what: z.string() })),
  conflicts: z.array(z.object({ id: z.string(), what: z.string(), what_vi: z.string(), ids: z.array(z.string()) })),
  sources: z.record(
    z.string(),
    z.looseObject({
      address: z.string().nullable().optional(),
      publisher: z.string().optional(),
      date: z.string().optional(),
    }),
  ),
});

/** What a published target is a target of. Bags and donors' turns count donations, units count 250 ml equivalents. */
const targetMetrics: Record<string, string> = {
  target_units: "units",
  target_donations: "donations",
  target_pct_voluntary: "pct_voluntary",
  target_pct_repeat_donors: "pct_repeat",
  target_pct_of_population: "pct_of_population",
};
const countsDonations = new Set(["bags", "donor turns", "people"]);

/** Published figures with their sources, the checks and conflicts beside them, and the targets among them. */
export function figuresWanted(file: ReferenceFile, book: UnitBook, campaigns: CampaignBook): { tables: TableWanted[] } {
  const { headline, results, checks, conflicts, sources } = documentOf(file, resultsFile);
  const located = results.map((value) => ({ line: lineHolding(file.text, value.id) ?? 1, value }));
  refuseTwice(file.name, located, (figure) => figure.id);

  const figureIds = new Set(results.map((figure) => figure.id));
  for (const id of headline)
    if (!figureIds.has(id)) throw new ReferenceFault(file.name, null, `headline names the unknown figure "${id}".`);
  for (const conflict of conflicts)
    for (const id of conflict.ids)
      if (!figureIds.has(id))
        throw new ReferenceFault(
          file.name,
          lineHolding(file.text, conflict.id),
          `the conflict names the unknown figure "${id}".`,
        );

  const figures = located.map(({ line, value }) => {
    for (const source of value.sources)
      if (!(source in sources))
        throw new ReferenceFault(file.name, line, `"${value.id}" names the unknown source "${source}".`);
    return { figure: value, line, ...placeOf(value, line, file, book, campaigns) };
  });

  return {
    tables: [
      {
        table: "published_source",
        file: file.name,
        key: ["id"],
        rows: Object.entries(sources).map(([id, source]) => ({
          id,
          publisher: source.publisher ?? hostOf(source.address),
          address: source.address ?? null,
          published_on: dateOrNone(source.date),
          detail: source,
        })),
      },
      {
        table: "published_figure",
        file: file.name,
        key: ["id"],
        rows: figures.map(({ figure, unitId, campaignId }) => ({
          id: figure.id,
          scope: figure.scope,
          scope_code: figure.scope_code,
          scope_name: figure.scope_name,
          unit_id: unitId,
          campaign_id: campaignId,
          year: figure.year,
          period: figure.period,
          metric: figure.metric,
          value: typeof figure.value === "number" ? figure.value : null,
          value_detail: typeof figure.value === "number" ? null : figure.value,
          counted_in: figure.unit,
          qualifier: figure.qualifier,
          status: isFinal(figure, sources) ? "final" : "provisional",
          as_of: dateOrNone(figure.as_of),
          note: figure.note ?? null,
          headline: headline.includes(figure.id),
          detail: figure,
        })),
      },
      {
        table: "published_figure_source",
        file: file.name,
        key: ["figure_id", "source_id"],
        rows: results.flatMap((figure) =>
          figure.sources.map((source) => ({ figure_id: figure.id, source_id: source })),
        ),
      },
      {
        table: "published_check",
        file: file.name,
        key: ["id"],
        rows: checks.map((check) => ({ id: check.id, what: check.what, detail: check })),
      },
      {
        table: "published_conflict",
        file: file.name,
        key: ["id"],
        rows: conflicts.map(({ id, what, what_vi, ids }) => ({ id, what_vi, what_en: what, figure_ids: ids })),
      },
      {
        table: "target",
        file: file.name,
        key: ["id"],
        rows: figures
          .filter(({ figure }) => figure.metric in targetMetrics)
          .map((placed) => targetOf(placed, campaigns)),
        notOurs: "held.source_figure_id IS NULL",
        writtenOnce: ["version", "superseded_at", "is_demo"],
      },
    ],
  };
}

interface Place {
  unitId: string | null;
  campaignId: string | null;
}

/** The unit and campaign a figure speaks of; a province as it was at the end of the year it counts. */
function placeOf(figure: Figure, line: number, file: ReferenceFile, book: UnitBook, campaigns: CampaignBook): Place {
  const unknown = () =>
    new ReferenceFault(file.name, line, `"${figure.id}" speaks of the unknown ${figure.scope} "${figure.scope_code}".`);
  switch (figure.scope) {
    case "national": {
      const campaign = figure.period.startsWith("campaign:") ? figure.period.slice("campaign:".length) : null;
      return { unitId: "VN", campaignId: campaign !== null && campaigns.has(campaign) ? campaign : null };
    }
    case "province":
    case "province_old": {
      const unitId = book.idOf(
        "province",
        figure.scope_code,
        figure.scope === "province" ? `${figure.year}-12-31` : lastFormerDay,
      );
      if (unitId === null) throw unknown();
      return { unitId, campaignId: null };
    }
    case "campaign":
      if (!campaigns.has(figure.scope_code)) throw unknown();
      return { unitId: null, campaignId: figure.scope_code };
    default:
      return { unitId: null, campaignId: null };
  }
}

/** The last day on which the codes named "province_old" meant the former provinces. */
const lastFormerDay: CivilDate = "2025-06-30";

function targetOf(placed: Place & { figure: Figure }, campaigns: CampaignBook) {
  const { figure, unitId, campaignId } = placed;
  const metric = targetMetrics[figure.metric];
  return {
    id: uuidOf(figure.id),
    unit_id: unitId ?? "VN",
    campaign_edition_id: campaignId === null ? null : campaigns.editionOf(campaignId, figure.year, "VN"),
    year: figure.year,
    period: campaignId === null ? "year" : "campaign",
    metric: metric === "units" && countsDonations.has(figure.unit) ? "donations" : metric,
    value: figure.value,
    qualifier: figure.qualifier,
    counting_basis: figure.unit,
    // The press prints the target, not the day it was decided on; the sources carry the day of printing.
    decided_on: null,
    decision_number: null,
    source_figure_id: figure.id,
    note: figure.note ?? null,
    version: 1,
    superseded_at: null,
    is_demo: false,
  };
}

/**
 * A result is final when it was printed after its period had ended; before that, and where the day of printing is not
 * known, it is provisional. A target is final: it is the decision itself.
 */
function isFinal(figure: Figure, sources: z.output<typeof resultsFile>["sources"]): boolean {
  if (figure.metric.startsWith("target_")) return true;
  const periodEnd = endOf(figure);
  if (figure.as_of !== undefined) return figure.as_of >= periodEnd;
  return figure.sources.some((source) => (sources[source]?.date ?? "") > periodEnd);
}

function endOf(figure: Figure): string {
  const last = figure.period.split("/").at(-1) ?? "";
  if (figure.period === "H1") return `${figure.year}-06-30`;
  if (figure.period === "Q1") return `${figure.year}-03-31`;
  if (/^\d{4}-\d{2}(-\d{2})?$/.test(last)) return last.length === 10 ? last : `${last}-31`;
  return `${figure.year}-12-31`;
}

const dateOrNone = (text: string | undefined): CivilDate | null =>
  text !== undefined && isCivilDate(text) ? text : null;

function hostOf(address: string | null | undefined): string | null {
  if (!address || !URL.canParse(address)) return null;
  return new URL(address).hostname.replace(/^(www|m|en)\./, "");
}

/** The same id for the same figure in every database, so that a reload finds its own rows again. */
function uuidOf(figureId: string): string {
  const hex = createHash("sha256").update(`published target ${figureId}`).digest("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
