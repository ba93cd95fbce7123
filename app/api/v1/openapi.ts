import { z } from "zod";
import { campaignsAnswerShape } from "@/lib/campaigns/schema";
import { progressAnswerShape } from "@/lib/progress/answer";
import { outreachAnswerShape } from "@/lib/progress/outreach/schema";
import { unitsAnswerShape } from "@/lib/units/schema";
import packageFile from "@/package.json";
import { healthShape } from "../health/shape";
import { driveDetailShape, drivesAnswerShape } from "./drives/shape";
import {
  campaignsParameters,
  documented,
  drivesParameters,
  outreachParameters,
  progressParameters,
  unitsParameters,
} from "./parameters";

export const problemShape = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    parameter: z.string().optional(),
  })
  .meta({ id: "Problem", description: "RFC 9457. In Vietnamese, or in English by Accept-Language." });

const liveShape = z.object({ status: z.literal("ok") }).meta({ id: "Live" });

interface Operation {
  path: string;
  id: string;
  summary: string;
  description?: string;
  answer: z.ZodType;
  example?: unknown;
  parameters?: z.ZodObject;
  pathParameter?: { name: string; description: string; schema: Record<string, unknown> };
  /** Problems besides 503, which any address may answer. */
  problems?: readonly (400 | 404)[];
  /** Health tells its state in its own words whatever the status is. */
  sameBodyWhenUnavailable?: true;
}

const operations: readonly Operation[] = [
  {
    path: "/api/v1/units",
    id: "units",
    summary: "Units of the country on a day",
    description:
      "Unpaged. Provinces are held from 1 August 2008, communes from 1 July 2025; communes before that day come from a table of where they went, and the answer says what is missing.",
    answer: unitsAnswerShape,
    parameters: unitsParameters,
    problems: [400, 404],
    example: {
      asOf: "2026-11-22",
      count: 1,
      complete: true,
      notes: [],
      units: [
        {
          code: "01",
          kind: "province",
          type: "city",
          name: "Hà Nội",
          fullName: "Thành phố Hà Nội",
          nameEn: "Hanoi",
          parent: "VN",
          district: null,
          region: { code: "N2", name: "Đồng bằng sông Hồng", nameEn: "Red River Delta" },
          areaKm2: 3359.84,
          lat: 21.011,
          lon: 105.72,
          population: { people: 8807523, year: 2024, basis: "merger_papers" },
          validFrom: "2008-08-01",
          validTo: null,
          predecessors: [],
          successors: [],
          foundBy: null,
        },
      ],
    },
  },
  {
    path: "/api/v1/campaigns",
    id: "campaigns",
    summary: "Campaigns and their editions",
    answer: campaignsAnswerShape,
    parameters: campaignsParameters,
    problems: [400],
    example: {
      year: 2026,
      campaigns: [
        {
          id: "hanh-trinh-do",
          nameVi: "Hành trình Đỏ - Kết nối dòng máu Việt",
          shortVi: "Hành trình Đỏ",
          nameEn: "Red Journey",
          shortEn: "Red Journey",
          kind: "campaign",
          organiserVi: null,
          descriptionVi: null,
          descriptionEn: null,
          since: 2013,
          owner: null,
          endedOn: null,
          isDemo: false,
          editions: [
            {
              id: "hanh-trinh-do-2026",
              year: 2026,
              scope: "VN",
              startsOn: "2026-06-01",
              endsOn: "2026-07-30",
              mainOn: null,
              datesFrom: "rule",
              source: "published windows of 2022, 2023 and (to two days) 2025",
              note: null,
              printed: {},
            },
          ],
        },
      ],
    },
  },
  {
    path: "/api/v1/progress",
    id: "progress",
    summary: "Received against target",
    description:
      "Published figures and what is recorded here stand side by side and are never added. `received` is the printed total of the whole period where there is one, else what drives here recorded (`basis`). Of a commune, and of the parts of a province or ministry, counts under 5 are kept back (`fewerThan`, null): the people might be recognised.",
    answer: progressAnswerShape,
    parameters: progressParameters,
    problems: [400, 404],
  },
  {
    path: "/api/v1/outreach",
    id: "outreach",
    summary: "Talks held, media made, people reached",
    description:
      "Official is the approved monthly report of a unit, line by line, and the log here where a report leaves a line open; the two are never added, and `recorded` tells the log alone. What was printed stands in `published` with its sources and is added to neither. People reached are counted as often as they were spoken to. Of a commune no months are told, and fewer than 5 people are kept back.",
    answer: outreachAnswerShape,
    parameters: outreachParameters,
    problems: [400, 404],
  },
  {
    path: "/api/v1/drives",
    id: "drives",
    summary: "Announced drives that are not over",
    description: "Soonest first. A `Link` header with rel=next leads on.",
    answer: drivesAnswerShape,
    parameters: drivesParameters,
    problems: [400],
    example: { total: 0, limit: 100, offset: 0, containsDemo: false, drives: [] },
  },
  {
    path: "/api/v1/drives/{id}",
    id: "drive",
    summary: "One drive with the places left in each slot",
    answer: driveDetailShape,
    pathParameter: { name: "id", description: "The drive's id.", schema: { type: "string", format: "uuid" } },
    problems: [400, 404],
  },
  {
    path: "/api/health",
    id: "health",
    summary: "Whether the site and its database work",
    answer: healthShape,
    sameBodyWhenUnavailable: true,
    example: { status: "ok", database: "ok", migrations: { state: "current", pending: [] } },
  },
  {
    path: "/api/live",
    id: "live",
    summary: "Whether the process answers; asks nothing of the database",
    answer: liveShape,
    example: { status: "ok" },
  },
];

/** The description of the open data in OpenAPI 3.1. */
export function openApiDocument() {
  // Every shape with a name of its own, the inner ones too, becomes a component.
  const together = z.toJSONSchema(z.object(Object.fromEntries(answers.map((answer) => [nameOf(answer), answer]))));
  const schemas = JSON.parse(JSON.stringify(together.$defs).replaceAll('"#/$defs/', '"#/components/schemas/'));
  return {
    openapi: "3.1.0",
    info: {
      title: "Giọt Hồng",
      version: packageFile.version,
      summary: "Open data on voluntary blood donation in Viet Nam",
      description:
        "Nothing personal, no registration, readable from any page. Dates are civil dates of Viet Nam, instants are in UTC. What nobody has published is null. `containsDemo` tells of demonstration data. Sources and licences: /attributions.",
      license: { name: "MIT", identifier: "MIT" },
    },
    servers: [{ url: "/" }],
    paths: Object.fromEntries(operations.map((operation) => [operation.path, { get: operationObject(operation) }])),
    components: { schemas: schemas as Record<string, Record<string, unknown>> },
  };
}

const answers = [...operations.map((operation) => operation.answer), problemShape];

function operationObject(operation: Operation) {
  const {
    id,
    summary,
    description,
    answer,
    example,
    parameters,
    pathParameter,
    problems = [],
    sameBodyWhenUnavailable,
  } = operation;
  const json = {
    schema: { $ref: `#/components/schemas/${nameOf(answer)}` },
    ...(example === undefined ? {} : { example }),
  };
  return {
    operationId: id,
    summary,
    ...(description ? { description } : {}),
    parameters: [
      ...(pathParameter ? [{ ...pathParameter, in: "path", required: true }] : []),
      ...Object.entries(parameters?.shape ?? {}).map(([name, shape]) => {
        const told = documented.get(shape as z.ZodType);
        return { name, in: "query", required: false, ...told };
      }),
    ],
    responses: {
      "200": { description: summary, content: { "application/json": json } },
      ...(sameBodyWhenUnavailable ? {} : { "304": { description: "The ETag sent in If-None-Match is still true." } }),
      ...Object.fromEntries(
        problems.map((status) => [
          String(status),
          problem(status === 400 ? "A parameter will not do." : "There is none."),
        ]),
      ),
      "503": sameBodyWhenUnavailable
        ? { description: "It does not work at the moment.", content: { "application/json": json } }
        : problem("The database is busy or cannot be reached; Retry-After says when to try again."),
    },
  };
}

const problem = (description: string) => ({
  description,
  content: { "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } } },
});

function nameOf(shape: z.ZodType): string {
  return String(z.globalRegistry.get(shape)?.id);
}
