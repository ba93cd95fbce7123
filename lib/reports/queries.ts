import sql from "sql-template-tag";
import { z } from "zod";
import type { StaffActor } from "@/lib/auth/actor";
import { anywhere, insist, may, reachOf } from "@/lib/auth/authorize";
import { isId } from "@/lib/core/ids";
import { row, rows } from "@/lib/db/statement";
import { placeOfUnit, unitsWithin } from "@/lib/units/reach";
import { figuresShape, type Recorded } from "./figures";
import { type Period, periodOf, type ReportKind, reportKinds } from "./periods";
import { recordedOf } from "./recorded";
import { type Decision, decisionsIn, finalities, isWithSender, reportStatuses } from "./rules";
import { figureColumns } from "./writing";

const unitKind = z.enum(["nation", "province", "ministry", "commune"]);

const reportShape = figuresShape.extend({
  id: z.string(),
  unitId: z.string(),
  unitCode: z.string(),
  unitName: z.string(),
  unitKind,
  parentId: z.string().nullable(),
  kind: z.enum(reportKinds),
  startsOn: z.string(),
  endsOn: z.string(),
  version: z.number(),
  revision: z.number(),
  status: z.enum(reportStatuses),
  finality: z.enum(finalities).nullable(),
  explained: z.record(z.string(), z.string()),
  problems: z.string().nullable(),
  correctionReason: z.string().nullable(),
  returnedNote: z.string().nullable(),
  submittedBy: z.string().nullable(),
  submittedAt: z.date().nullable(),
  supersededAt: z.date().nullable(),
  recordedThen: figuresShape.nullable(),
  isDemo: z.boolean(),
});

const eventShape = z.object({
  id: z.string(),
  version: z.number(),
  kind: z.string(),
  note: z.string().nullable(),
  change: z.record(z.string(), z.unknown()),
  happenedAt: z.date(),
  who: z.string().nullable(),
});
export type ReportEvent = z.output<typeof eventShape>;

const versionShape = z.object({
  id: z.string(),
  version: z.number(),
  status: z.enum(reportStatuses),
  finality: z.enum(finalities).nullable(),
  received: z.number(),
  approvedAt: z.date().nullable(),
  supersededAt: z.date().nullable(),
  correctionReason: z.string().nullable(),
});
export type ReportVersion = z.output<typeof versionShape>;

export type Report = z.output<typeof reportShape> & {
  /** As recorded now; `recordedThen` is as of when it was sent. */
  readonly recorded: Recorded;
  readonly events: readonly ReportEvent[];
  readonly versions: readonly ReportVersion[];
  readonly mayWrite: boolean;
  readonly mayCorrect: boolean;
  /** What the reader may decide about it now. */
  readonly decisions: readonly Decision[];
};

/** One report with what was recorded, its history and its versions; null where there is none within the reader's reach. */
export async function report(actor: StaffActor, id: string): Promise<Report | null> {
  if (!isId(id)) return null;
  const found = await row(
    reportShape,
    sql`SELECT r.id, r.unit_id AS "unitId", u.code AS "unitCode",
        CASE u.kind WHEN 'commune' THEN u.full_name ELSE u.name END AS "unitName", u.kind AS "unitKind", u.parent_id AS "parentId",
        r.kind, r.starts_on AS "startsOn", r.ends_on AS "endsOn", r.version, r.revision, r.status, r.finality, r.explained,
        r.problems, r.correction_reason AS "correctionReason", r.returned_note AS "returnedNote",
        r.submitted_by AS "submittedBy", r.submitted_at AS "submittedAt", r.superseded_at AS "supersededAt",
        r.recorded AS "recordedThen", r.is_demo AS "isDemo", ${figureColumns}
      FROM report r JOIN unit u ON u.id = r.unit_id WHERE r.id = ${id}::uuid`,
  );
  if (found === null) return null;
  const place = placeOfUnit({ id: found.unitId, kind: found.unitKind, parentId: found.parentId });
  if (!may(actor, "report.view", place)) return null;
  const ofPeriod = sql`r.unit_id = ${found.unitId} AND r.kind = ${found.kind} AND r.starts_on = ${found.startsOn}::date`;
  const [recorded, events, versions] = await Promise.all([
    recordedOf(found),
    rows(
      eventShape,
      sql`SELECT e.id, r.version, e.kind, e.note, e.change, e.happened_at AS "happenedAt", a.name AS who
        FROM report_event e JOIN report r ON r.id = e.report_id LEFT JOIN account a ON a.id = e.by_account
        WHERE ${ofPeriod} ORDER BY e.happened_at DESC, e.id DESC LIMIT 60`,
    ),
    rows(
      versionShape,
      sql`SELECT r.id, r.version, r.status, r.finality, r.received, r.approved_at AS "approvedAt",
          r.superseded_at AS "supersededAt", r.correction_reason AS "correctionReason"
        FROM report r WHERE ${ofPeriod} ORDER BY r.version DESC`,
    ),
  ]);
  const mayDecide = may(actor, "report.check", place) && found.submittedBy !== actor.accountId;
  const mayWrite = may(actor, "report.write", place);
  return {
    ...found,
    recorded,
    events,
    versions,
    mayWrite: mayWrite && isWithSender(found.status),
    mayCorrect:
      mayWrite &&
      found.status === "approved" &&
      found.supersededAt === null &&
      versions.every((version) => version.status === "approved"),
    decisions: mayDecide && found.supersededAt === null ? decisionsIn(found.status, found.finality) : [],
  };
}

/** A report that is not begun: its unit and period, and what it starts with. */
export interface BlankReport {
  readonly unitId: string;
  readonly unitName: string;
  readonly unitKind: z.output<typeof unitKind>;
  readonly period: Period;
  readonly recorded: Recorded;
  /** The report that is there already, to go on with. */
  readonly existing: string | null;
}

/**
 * What a new report of a unit and period starts with: what was recorded here. Null where the reader may not write it, the
 * period is none, or the unit did not exist then.
 */
export async function blankReport(
  actor: StaffActor,
  asked: { unitId: string; kind: ReportKind; startsOn: string },
): Promise<BlankReport | null> {
  const period = periodOf(asked.kind, asked.startsOn);
  if (period === null) return null;
  const unit = await row(
    z.object({
      id: z.string(),
      name: z.string(),
      kind: unitKind,
      parentId: z.string().nullable(),
      existing: z.string().nullable(),
    }),
    sql`SELECT u.id, CASE u.kind WHEN 'commune' THEN u.full_name ELSE u.name END AS name, u.kind, u.parent_id AS "parentId",
        (SELECT r.id FROM report r WHERE r.unit_id = u.id AND r.kind = ${period.kind} AND r.starts_on = ${period.startsOn}::date
          ORDER BY r.version DESC LIMIT 1) AS existing
      FROM unit u WHERE u.id = ${asked.unitId} AND u.kind <> 'nation' AND ${period.endsOn}::date >= u.valid_from
        AND ${period.endsOn}::date < u.ends_before`,
  );
  if (unit === null || !may(actor, "report.write", placeOfUnit(unit))) return null;
  const recorded = await recordedOf({ unitId: unit.id, startsOn: period.startsOn, endsOn: period.endsOn });
  return {
    unitId: unit.id,
    unitName: unit.name,
    unitKind: unit.kind,
    period,
    recorded,
    existing: unit.existing,
  };
}

const notThenShape = z.object({
  id: z.string(),
  name: z.string(),
  kind: unitKind,
  parentId: z.string().nullable(),
  from: z.string(),
  until: z.string().nullable(),
  /** Was its end before the period's, so that the period is its successors'? Else it began too late for it. */
  hasEnded: z.boolean(),
  successors: z.array(z.object({ id: z.string(), name: z.string() })),
});
export type UnitNotThen = z.output<typeof notThenShape>;

/**
 * The unit a report was asked for in a period in which it was not: from when to when it was, and what it became. Null
 * where the reader may not write for it, or it was there all along.
 */
export async function unitNotThen(
  actor: StaffActor,
  asked: { unitId: string; kind: ReportKind; startsOn: string },
): Promise<UnitNotThen | null> {
  const period = periodOf(asked.kind, asked.startsOn);
  if (period === null) return null;
  const unit = await row(
    notThenShape,
    sql`SELECT u.id, CASE u.kind WHEN 'commune' THEN u.full_name ELSE u.name END AS name, u.kind, u.parent_id AS "parentId",
        u.valid_from AS from, u.valid_to AS until, ${period.endsOn}::date >= u.ends_before AS "hasEnded",
        coalesce((SELECT jsonb_agg(jsonb_build_object('id', n.id, 'name', n.name) ORDER BY n.name)
          FROM unit_succession s JOIN unit n ON n.id = s.successor_id WHERE s.predecessor_id = u.id), '[]') AS successors
      FROM unit u WHERE u.id = ${asked.unitId} AND u.kind <> 'nation'
        AND (${period.endsOn}::date < u.valid_from OR ${period.endsOn}::date >= u.ends_before)`,
  );
  return unit !== null && may(actor, "report.write", placeOfUnit(unit)) ? unit : null;
}

const cellShape = z.object({
  unitId: z.string(),
  kind: z.enum(reportKinds),
  startsOn: z.string(),
  id: z.string(),
  version: z.number(),
  status: z.enum(reportStatuses),
  finality: z.enum(finalities).nullable(),
  received: z.number(),
  official: z.number().nullable(),
});
export type CalendarCell = z.output<typeof cellShape>;

const calendarUnitShape = z.object({
  id: z.string(),
  code: z.string(),
  name: z.string(),
  kind: unitKind,
  validFrom: z.string(),
  endsBefore: z.string(),
});
export type CalendarUnit = z.output<typeof calendarUnitShape>;

/** The units a reader sees reports of, and the latest report of each in a year. */
export interface ReportCalendar {
  readonly units: readonly CalendarUnit[];
  readonly cells: readonly CalendarCell[];
}

/**
 * A year of reports: of the nation its provinces and ministries, of a province itself and the communes that have sent or
 * are asked for any. Committee members see the nation's units alone, or their own province.
 */
export async function reportCalendar(
  actor: StaffActor,
  year: number,
  parentId: string | null,
): Promise<ReportCalendar> {
  insist(actor, "report.calendar", anywhere);
  const reach = reachOf(actor, "report.calendar");
  const below = parentId !== null && may(actor, "report.view", { unitId: parentId });
  const within = below
    ? sql`(u.id = ${parentId} OR u.parent_id = ${parentId} AND u.kind = 'commune')`
    : reach.nation
      ? sql`u.kind IN ('province', 'ministry')`
      : sql`${unitsWithin({ ...reach, unitIds: [...reach.unitIds] })} AND (u.kind <> 'commune' OR u.id = ANY (${[...reach.communeIds]}::text[]))`;
  const [from, to] = [`${year}-01-01`, `${year}-12-31`];
  const [units, cells] = await Promise.all([
    rows(
      calendarUnitShape,
      sql`SELECT u.id, u.code, CASE u.kind WHEN 'commune' THEN u.full_name ELSE u.name END AS name, u.kind,
          u.valid_from AS "validFrom", u.ends_before AS "endsBefore"
        FROM unit u WHERE ${within} AND u.kind <> 'nation' AND u.valid_from <= ${to}::date AND u.ends_before > ${from}::date
        ORDER BY u.kind = 'commune', u.kind = 'ministry', u.name COLLATE "vi-x-icu", u.id`,
    ),
    rows(
      cellShape,
      sql`SELECT DISTINCT ON (r.unit_id, r.kind, r.starts_on) r.unit_id AS "unitId", r.kind, r.starts_on AS "startsOn", r.id,
          r.version, r.status, r.finality, r.received,
          (SELECT o.received FROM report o WHERE o.unit_id = r.unit_id AND o.kind = r.kind AND o.starts_on = r.starts_on
            AND o.status = 'approved' AND o.superseded_at IS NULL) AS official
        FROM report r JOIN unit u ON u.id = r.unit_id
        WHERE ${within} AND r.starts_on BETWEEN ${from}::date AND ${to}::date
        ORDER BY r.unit_id, r.kind, r.starts_on, r.version DESC`,
    ),
  ]);
  return { units, cells };
}

const todoShape = z.object({
  id: z.string(),
  unitName: z.string(),
  kind: z.enum(reportKinds),
  startsOn: z.string(),
  status: z.enum(reportStatuses),
  version: z.number(),
  note: z.string().nullable(),
  at: z.date(),
});
export type ReportToDo = z.output<typeof todoShape>;

/** What waits for this reader: drafts and returned ones of those who write, sent and checked ones of those who decide. */
export async function reportsToDo(actor: StaffActor, limit = 12): Promise<{ items: ReportToDo[]; total: number }> {
  insist(actor, "report.calendar", anywhere);
  const [write, check] = [reachOf(actor, "report.write"), reachOf(actor, "report.check")];
  const found = await rows(
    todoShape.extend({ total: z.number() }),
    sql`SELECT r.id, CASE u.kind WHEN 'commune' THEN u.full_name ELSE u.name END AS "unitName", r.kind,
        r.starts_on AS "startsOn", r.status, r.version,
        CASE r.status WHEN 'returned' THEN r.returned_note END AS note, r.updated_at AS at, count(*) OVER () AS total
      FROM report r JOIN unit u ON u.id = r.unit_id
      WHERE (r.status IN ('draft', 'returned') AND ${unitsWithin(write)} AND r.drafted_by = ${actor.accountId}::uuid)
        OR (r.status = 'returned' AND NOT ${write.nation} AND ${unitsWithin(write)})
        OR (r.status IN ('submitted', 'checked') AND ${unitsWithin(check)} AND NOT (${check.nation} AND u.kind = 'commune') AND r.submitted_by IS DISTINCT FROM ${actor.accountId}::uuid)
      ORDER BY r.status = 'returned' DESC, r.status = 'checked' DESC, r.updated_at LIMIT ${limit}`,
  );
  return { items: found, total: found[0]?.total ?? 0 };
}
