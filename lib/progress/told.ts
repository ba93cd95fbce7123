import sqltag, { empty, type Sql } from "sql-template-tag";
import { z } from "zod";
import type { CivilDate } from "@/lib/core/time";
import { row } from "@/lib/db/statement";
import { inForceOn } from "@/lib/targets/in-force";
import { believedFirst } from "@/lib/units/populations/valid";
import { type Figure, figureShape, type Target, targetShape, unitShape, versionShape } from "./schema";

const toldUnit = unitShape.extend({ id: z.string() });

const toldFigure = figureShape.extend({ about: z.string().nullable() });

const toldTarget = targetShape.extend({ unitId: z.string() });

const toldCampaign = z.object({
  id: z.string(),
  nameVi: z.string(),
  shortVi: z.string(),
  nameEn: z.string(),
  shortEn: z.string(),
  year: z.number(),
  startsOn: z.string(),
  endsOn: z.string(),
  mainOn: z.string().nullable(),
  datesFrom: z.enum(["published", "rule", "decided"]),
  source: z.string(),
  note: z.string().nullable(),
  printed: z.record(z.string(), z.unknown()),
});

const toldShape = z.object({
  unit: toldUnit.nullable(),
  children: z.array(toldUnit),
  populations: z.array(
    z.object({ unitId: z.string(), year: z.number(), basis: z.string(), people: z.number(), source: z.string() }),
  ),
  targets: z.array(toldTarget),
  versions: z.array(
    versionShape
      .omit({ rate: true })
      .extend({ metric: z.string(), period: z.string(), isDemo: z.boolean(), campaignId: z.string().nullable() }),
  ),
  figures: z.array(toldFigure),
  conflicts: z.array(
    z.object({ id: z.string(), whatVi: z.string(), whatEn: z.string(), figureIds: z.array(z.string()) }),
  ),
  campaigns: z.array(toldCampaign),
});

/** What files and decisions tell of a unit and its parts in a year. */
export type Told = z.output<typeof toldShape>;
/** A published figure with the unit it is about. */
export type ToldFigure = z.output<typeof toldFigure>;
export type ToldCampaign = z.output<typeof toldCampaign>;

/** What is asked for, with nothing left open. */
export interface Asked {
  year: number;
  unitCode: string;
  campaignId: string | null;
  /** Shows what was known at the end of this day, instead of what is known today. */
  replayedOf: CivilDate | null;
  /** The last day of what is counted; without it the year's. Units are those of that day. */
  lastDay?: CivilDate;
}

/** Unit, parts, populations, targets, figures and campaigns in one answer. */
export function whatIsTold(
  { year, unitCode, replayedOf, lastDay = `${year}-12-31` }: Asked,
  today: CivilDate,
): Promise<Told | null> {
  const on = lastDay < today ? lastDay : today;
  return row(
    toldShape,
    sqltag`
    WITH asked AS (
      SELECT id, kind, code FROM unit
      WHERE code = ${unitCode} AND valid_from <= ${on} AND (valid_to IS NULL OR valid_to > ${on})
      ORDER BY kind DESC LIMIT 1
    ), parts AS (
      SELECT child.id FROM asked JOIN unit child ON
        (asked.kind = 'nation' AND child.kind IN ('province', 'ministry')
          OR asked.kind = 'province' AND child.kind = 'commune' AND child.parent_id = asked.id
          OR asked.kind = 'ministry' AND child.kind = 'province')
      WHERE child.valid_from <= ${on} AND (child.valid_to IS NULL OR child.valid_to > ${on})
    ), everyone AS (SELECT id FROM asked UNION ALL SELECT id FROM parts),
    described AS (
      SELECT u.id, u.code, u.kind, jsonb_build_object('id', u.id, 'code', u.code, 'kind', u.kind,
          'type', coalesce(v.type, u.type), 'name', coalesce(v.name, u.name), 'fullName', coalesce(v.full_name, u.full_name),
          'nameEn', u.name_en, 'regionCode', u.region_code, 'validFrom', u.valid_from, 'validTo', u.valid_to) AS unit
      FROM unit u
      LEFT JOIN unit_version v ON v.unit_id = u.id AND v.valid_from <= ${on} AND (v.valid_to IS NULL OR v.valid_to > ${on})
      WHERE u.id IN (SELECT id FROM everyone)
    ), editions AS (
      SELECT DISTINCT ON (e.campaign_id) e.* FROM campaign_edition e
      WHERE e.year = ${year} AND e.scope_unit_id IN (SELECT id FROM asked UNION SELECT parent_id FROM unit WHERE id = (SELECT id FROM asked) UNION SELECT 'VN')
      ORDER BY e.campaign_id, e.scope_unit_id <> (SELECT id FROM asked), e.scope_unit_id = 'VN'
    ), figure AS (
      SELECT f.* FROM published_figure f
      WHERE f.year = ${year} AND (f.unit_id IN (SELECT id FROM everyone)
        OR f.scope = 'campaign' AND EXISTS (SELECT FROM asked WHERE kind = 'nation'))
        ${replayedOf === null ? empty : sqltag`AND ${printedBy(replayedOf)}`}
    )
    SELECT
      (SELECT unit FROM described WHERE id = (SELECT id FROM asked)) AS unit,
      coalesce((SELECT jsonb_agg(unit ORDER BY kind DESC, code) FROM described WHERE id IN (SELECT id FROM parts)), '[]') AS children,
      coalesce((SELECT jsonb_agg(jsonb_build_object('unitId', unit_id, 'year', year, 'basis', basis, 'people', people, 'source', source))
        FROM (SELECT DISTINCT ON (n.unit_id) n.* FROM unit_population n
          WHERE n.unit_id IN (SELECT id FROM everyone)
            ${replayedOf === null ? empty : sqltag`AND (n.entered_at IS NULL OR (n.entered_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date <= ${replayedOf}::date)`}
          ORDER BY n.unit_id, ${believedFirst(lastDay)}) believed), '[]') AS populations,
      coalesce((SELECT jsonb_agg(jsonb_build_object('unitId', t.unit_id, 'metric', t.metric, 'period', t.period, 'value', t.value,
          'qualifier', t.qualifier, 'countedIn', t.counting_basis, 'campaignId', e.campaign_id, 'decidedOn', t.decided_on,
          'decisionNumber', t.decision_number, 'version', t.version, 'inForceFrom', t.in_force_from, 'isDemo', t.is_demo, 'note', t.note,
          'sources', ${sourcesOf(sqltag`t.source_figure_id`)}) ORDER BY t.metric, t.is_demo)
        FROM target t LEFT JOIN campaign_edition e ON e.id = t.campaign_edition_id
        WHERE t.year = ${year} AND t.unit_id IN (SELECT id FROM everyone) AND ${inForceOn(today)}), '[]') AS targets,
      coalesce((SELECT jsonb_agg(jsonb_build_object('metric', t.metric, 'period', t.period, 'isDemo', t.is_demo,
          'campaignId', e.campaign_id, 'version', t.version, 'value', t.value, 'countedIn', t.counting_basis,
          'decisionNumber', t.decision_number, 'decidedOn', t.decided_on, 'from', t.in_force_from,
          'until', (t.superseded_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date, 'reason', t.reason) ORDER BY t.version)
        FROM target t LEFT JOIN campaign_edition e ON e.id = t.campaign_edition_id
        WHERE t.year = ${year} AND t.unit_id = (SELECT id FROM asked) AND t.in_force_from IS DISTINCT FROM
            (t.superseded_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date
          AND coalesce(t.in_force_from, '-infinity') <= ${today}::date), '[]') AS versions,
      coalesce((SELECT jsonb_agg(jsonb_build_object('about', f.unit_id, 'id', f.id, 'metric', f.metric, 'period', f.period,
          'value', f.value, 'of', f.detail -> 'of', 'detail', f.value_detail, 'countedIn', f.counted_in, 'qualifier', f.qualifier,
          'status', f.status, 'asOf', f.as_of, 'note', f.note, 'headline', f.headline, 'campaignId', f.campaign_id,
          'sources', ${sourcesOf(sqltag`f.id`)}) ORDER BY f.headline DESC, f.metric, f.period, f.id)
        FROM figure f), '[]') AS figures,
      coalesce((SELECT jsonb_agg(jsonb_build_object('id', id, 'whatVi', what_vi, 'whatEn', what_en, 'figureIds', figure_ids) ORDER BY id)
        FROM published_conflict WHERE figure_ids && (SELECT array_agg(id) FROM figure)), '[]') AS conflicts,
      coalesce((SELECT jsonb_agg(jsonb_build_object('id', c.id, 'nameVi', c.name_vi, 'shortVi', c.short_vi, 'nameEn', c.name_en,
          'shortEn', c.short_en, 'year', e.year, 'startsOn', e.starts_on, 'endsOn', e.ends_on, 'mainOn', e.main_on,
          'datesFrom', e.dates_from, 'source', e.source, 'note', e.note, 'printed', e.published) ORDER BY c.sort_order)
        FROM editions e JOIN campaign c ON c.id = e.campaign_id), '[]') AS campaigns`,
  );
}

/** Was a figure printed by then? By its first printing; where no day of printing is known, by the day it counts to. */
const printedBy = (day: CivilDate): Sql => sqltag`coalesce((
  SELECT min(s.published_on) FROM published_figure_source fs JOIN published_source s ON s.id = fs.source_id
  WHERE fs.figure_id = f.id), f.as_of) <= ${day}::date`;

const sourcesOf = (figureId: Sql): Sql => sqltag`coalesce((
  SELECT jsonb_agg(jsonb_build_object('id', s.id, 'publisher', s.publisher, 'address', s.address, 'publishedOn', s.published_on)
    ORDER BY s.published_on NULLS LAST, s.id)
  FROM published_figure_source fs JOIN published_source s ON s.id = fs.source_id WHERE fs.figure_id = ${figureId}), '[]')`;

/** A target as it is shown: whose it is stands around it. */
export function shownTarget({ unitId: _unitId, ...target }: z.output<typeof toldTarget>): Target {
  return target;
}

/** A figure as it is shown: whom it is about stands around it. */
export function figureOnly({ about: _about, ...figure }: ToldFigure): Figure {
  return figure;
}

/** The same of a figure that may be missing. */
export const withoutOwner = (figure: Figure | null): Figure | null =>
  figure === null ? null : figureOnly(figure as ToldFigure);
