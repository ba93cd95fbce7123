import { readdirSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { z } from "zod";
import { GET as unknownAddress } from "@/app/api/[...rest]/route";
import * as queue from "@/app/api/desk/[driveId]/queue/route";
import * as health from "@/app/api/health/route";
import * as live from "@/app/api/live/route";
import * as certificates from "@/app/api/staff/awards/[id]/certificates/route";
import * as decision from "@/app/api/staff/awards/[id]/decision/route";
import * as invitations from "@/app/api/staff/awards/[id]/invitations/route";
import * as merge from "@/app/api/staff/awards/[id]/merge/route";
import * as proposal from "@/app/api/staff/awards/[id]/proposal/route";
import * as choices from "@/app/api/staff/choices/route";
import * as campaigns from "@/app/api/v1/campaigns/route";
import * as drive from "@/app/api/v1/drives/[id]/route";
import * as drives from "@/app/api/v1/drives/route";
import { openApiDocument } from "@/app/api/v1/openapi";
import * as openApi from "@/app/api/v1/openapi.json/route";
import * as outreach from "@/app/api/v1/outreach/route";
import * as progress from "@/app/api/v1/progress/route";
import * as units from "@/app/api/v1/units/route";
import { newId } from "@/lib/core/ids";
import { addDays, instantInVietnam, todayInVietnam } from "@/lib/core/time";
import { useDatabase } from "@/tests/support/database";
import { addDrive, addFacility, addOrganisation, addSlot, addVenue, insert } from "@/tests/support/facts";

// What a test has just written is to be seen: every answer is asked for anew.
vi.mock("@/lib/db/lately", () => ({ lately: (read: unknown) => read }));

const { owner } = useDatabase();
const handlers: Record<
  string,
  (request: Request, context: { params: Promise<Record<string, string>> }) => Promise<Response>
> = {
  "/api/v1/units": units.GET,
  "/api/v1/campaigns": campaigns.GET,
  "/api/v1/progress": progress.GET,
  "/api/v1/outreach": outreach.GET,
  "/api/v1/drives": drives.GET,
  "/api/v1/openapi.json": openApi.GET,
  "/api/health": health.GET,
  "/api/live": async () => live.GET(),
};
const routes: Record<string, object> = {
  "/api/v1/units": units,
  "/api/v1/campaigns": campaigns,
  "/api/v1/progress": progress,
  "/api/v1/outreach": outreach,
  "/api/v1/drives": drives,
  "/api/v1/drives/[id]": drive,
  "/api/v1/openapi.json": openApi,
  "/api/health": health,
  "/api/live": live,
  "/api/staff/awards/[id]/certificates": certificates,
  "/api/staff/awards/[id]/decision": decision,
  "/api/staff/awards/[id]/invitations": invitations,
  "/api/staff/awards/[id]/merge": merge,
  "/api/staff/awards/[id]/proposal": proposal,
  "/api/staff/choices": choices,
  "/api/desk/[driveId]/queue": queue,
};
const inDays = (days: number) => addDays(todayInVietnam(new Date()), days);
let driveId: string;

beforeAll(async () => {
  const facility = await addFacility(owner, { unitId: "P01" });
  const host = await addOrganisation(owner, { unitId: "P01" });
  const venue = await addVenue(owner, { provinceId: "P01", communeId: "C00004" });
  const made = await addDrive(owner, {
    facilityId: facility.id,
    hostOrganisationId: host.id,
    venueId: venue.id,
    provinceId: "P01",
    communeId: "C00004",
    creditedUnitId: "P01",
    heldOn: inDays(10),
    startsAt: instantInVietnam(inDays(10), "08:00"),
    endsAt: instantInVietnam(inDays(10), "11:00"),
    status: "published",
    isDemo: true,
    contactPhone: "+84912345678",
  });
  driveId = made.id;
  await addSlot(owner, {
    driveId,
    startsAt: instantInVietnam(inDays(10), "08:00"),
    endsAt: instantInVietnam(inDays(10), "08:30"),
    capacity: 20,
    booked: 3,
  });
});
afterAll(() => owner.query("TRUNCATE drive CASCADE"));

describe("/api/v1/progress", () => {
  it("tells the nation's 2025 as published, with the computed rate beside the printed one", async () => {
    const told = await json("/api/v1/progress?year=2025");
    expect(told).toMatchObject({
      received: 1748935,
      basis: "published",
      asOf: "2025-12-05",
      status: "provisional",
      containsDemo: false,
      target: { value: 1850000 },
      rate: {
        computed: 94.5,
        published: { value: 94, sources: [{ publisher: "Sức khỏe & Đời sống (Bộ Y tế)" }] },
      },
      met: { published: { value: 16, of: 36 } },
      brief: { received: 1748935, target: 1850000, computedRate: 94.5, publishedRate: 94, met: 16, of: 36 },
    });
    expect(told.publishedTotals.map((figure: { value: number }) => figure.value)).toEqual([1748935, 1746286]);
    expect(told.months).toHaveLength(12);
    expect(told.children).toHaveLength(36);
  });

  it("tells Hanoi's 107 % with the plan it implies, and no plan", async () => {
    expect(await json("/api/v1/progress?year=2025&unit=01")).toMatchObject({
      received: 338298,
      target: null,
      rate: { computed: null, published: { value: 107 }, impliedPlan: { min: 314696, max: 317650 } },
    });
  });

  it("tells a campaign's, and this year's when no year is given", async () => {
    expect(await json("/api/v1/progress?year=2025&campaign=hanh-trinh-do")).toMatchObject({ received: 124996 });
    expect((await json("/api/v1/progress")).year).toBe(Number(inDays(0).slice(0, 4)));
  });
});

describe("small counts", () => {
  const bled = async (communeId: string, donations: number, firstTime: number) => {
    const { id } = await addDrive(owner, { ...place, communeId, creditedUnitId: "P01", heldOn: "2025-10-12" });
    const counted = { donations, voluntary: donations, firstTime, volumeMl: donations * 350 };
    await insert(owner, "drive_total", { driveId: id, ...counted });
  };
  const place: { facilityId?: string; hostOrganisationId?: string; venueId?: string; provinceId?: string } = {};
  let few: string;
  let next: string;
  let many: string;

  beforeAll(async () => {
    place.provinceId = "P01";
    place.facilityId = (await addFacility(owner, { unitId: "P01" })).id;
    place.hostOrganisationId = (await addOrganisation(owner, { unitId: "P01" })).id;
    place.venueId = (await addVenue(owner, { provinceId: "P01", communeId: "C00004" })).id;
    const { rows } = await owner.query(
      "SELECT id, code FROM unit WHERE parent_id = 'P01' AND kind = 'commune' LIMIT 3",
    );
    [few, next, many] = rows.map(({ code }) => code) as [string, string, string];
    await bled(rows[0].id, 3, 1);
    await bled(rows[1].id, 40, 20);
    await bled(rows[2].id, 60, 2);
  });

  it("of a commune are kept back among the parts of its province, and say so", async () => {
    const { children } = await json("/api/v1/progress?year=2025&unit=01");
    const of = (code: string) => children.find((child: { unit: { code: string } }) => child.unit.code === code);
    expect(of(few)).toMatchObject({ basis: "recorded", received: null, recorded: null, fewerThan: 5, keptBack: true });
    expect(of(many)).toMatchObject({ received: 60, fewerThan: null, keptBack: false });
    // All but 58 that came again are the few that came first.
    expect(of(many).recorded).toMatchObject({ donations: 60, voluntary: 60, repeat: null, firstTime: null });
    // The province's sum less all others would tell the few.
    expect(of(next)).toMatchObject({ received: null, recorded: null, fewerThan: null, keptBack: true });
  });

  it("of a commune asked for by itself stand nowhere in the answer", async () => {
    const told = await json(`/api/v1/progress?year=2025&unit=${few}`);
    expect(told).toMatchObject({ received: null, recorded: null, fewerThan: 5, pace: null, remaining: null });
    expect(told.months.every((month: { received: number | null }) => month.received === null)).toBe(true);
    expect(told.voluntary.computed).toBeNull();
    expect(told.brief.received).toBeNull();
  });

  it("do not show through the shares of a commune whose sum is told", async () => {
    const told = await json(`/api/v1/progress?year=2025&unit=${many}`);
    expect(told).toMatchObject({ received: 60, fewerThan: null, recorded: { firstTime: null } });
    expect([told.firstTime.computed, told.repeat.computed, told.voluntary.computed]).toEqual([null, null, null]);
    expect(told.months.find((month: { month: string }) => month.month === "2025-10").received).toBe(60);
  });
});

describe("/api/v1/units", () => {
  it.each([
    ["kind=province", 34],
    ["kind=commune", 3321],
    ["kind=ministry", 2],
    ["asOf=2025-06-01&kind=province", 63],
    ["", 36],
    ["asOf=2025-06-30", 65],
    ["kind=commune&parent=01", 126],
    ["kind=province&parent=VN", 34],
  ])("answers %s with %i rows in one answer", async (query, count) => {
    const told = await json(`/api/v1/units?${query}`);
    expect(told.count).toBe(count);
    expect(told.units).toHaveLength(count);
    expect(told.complete).toBe(true);
  });

  it("names and types units as they were on the day", async () => {
    const typeOf = async (code: string, asOf: string) => {
      const { units } = await json(`/api/v1/units?kind=province&asOf=${asOf}`);
      const unit = units.find((one: { code: string }) => one.code === code);
      return [unit.fullName, unit.type];
    };
    expect(await typeOf("75", "2026-04-29")).toEqual(["Tỉnh Đồng Nai", "province"]);
    expect(await typeOf("75", "2026-04-30")).toEqual(["Thành phố Đồng Nai", "city"]);
    expect(await typeOf("46", "2024-12-31")).toEqual(["Tỉnh Thừa Thiên Huế", "province"]);
    expect(await typeOf("24", "2025-06-30")).toEqual(["Tỉnh Bắc Giang", "province"]);
    expect(await typeOf("24", "2025-07-01")).toEqual(["Tỉnh Bắc Ninh", "province"]);
  });

  it("says where former provinces went", async () => {
    const { units } = await json("/api/v1/units?kind=province&asOf=2025-06-01");
    expect(units.find((unit: { code: string }) => unit.code === "72")).toMatchObject({
      name: "Tây Ninh",
      successors: ["80"],
      validTo: "2025-07-01",
    });
    const now = await json("/api/v1/units?kind=province");
    expect(now.units.find((unit: { code: string }) => unit.code === "79").predecessors).toEqual(["74", "77", "79"]);
  });

  it("answers for communes before the mergers from the former ones, and says what it does not hold", async () => {
    const told = await json("/api/v1/units?kind=commune&asOf=2025-06-01&parent=72", { "accept-language": "en" });
    expect(told.complete).toBe(false);
    expect(told.notes.join(" ")).toContain("not a legal source");
    expect(told.count).toBeGreaterThan(80);
    expect(told.units[0]).toMatchObject({ kind: "commune", parent: "72", type: null, validTo: "2025-07-01" });
    expect(told.units[0].successors.length).toBeGreaterThan(0);
    expect((await json("/api/v1/units?kind=commune&asOf=2025-06-30")).count).toBe(10823);
  });

  it("says that nothing is held before 2008", async () => {
    expect(await json("/api/v1/units?kind=province&asOf=2000-01-01")).toMatchObject({ count: 0, complete: false });
  });

  it("finds names without accents, and former names", async () => {
    const names = async (query: string) =>
      (await json(`/api/v1/units?${query}`)).units.map((unit: { name: string }) => unit.name);
    expect(await names("kind=province&q=da nang")).toEqual(["Đà Nẵng"]);
    expect(await names("kind=province&q=Kon%20Tum")).toEqual(["Quảng Ngãi"]);
  });
});

describe("/api/v1/campaigns", () => {
  it("tells seven campaigns with the editions of a year", async () => {
    const { campaigns } = await json("/api/v1/campaigns?year=2026");
    expect(campaigns).toHaveLength(7);
    const spring = campaigns.find((campaign: { id: string }) => campaign.id === "le-hoi-xuan-hong");
    expect(
      spring.editions.map((edition: { scope: string; datesFrom: string }) => [edition.scope, edition.datesFrom]),
    ).toEqual([
      ["VN", "rule"],
      ["01", "published"],
    ]);
  });
});

describe("/api/v1/drives", () => {
  it("lists announced drives by place and day", async () => {
    const told = await json(`/api/v1/drives?province=01&commune=00004&from=${inDays(10)}&to=${inDays(10)}`);
    expect(told).toMatchObject({
      total: 1,
      containsDemo: true,
      drives: [{ id: driveId, freePlaces: 17, isDemo: true }],
    });
    expect((await json(`/api/v1/drives?province=79`)).total).toBe(0);
    expect((await json(`/api/v1/drives?from=${inDays(11)}`)).total).toBe(0);
  });

  it("tells one with the places left in each slot, and nobody's phone", async () => {
    const response = await call(`/api/v1/drives/${driveId}`);
    const text = await response.text();
    expect(JSON.parse(text)).toMatchObject({ id: driveId, slots: [{ capacity: 20, free: 17 }] });
    expect(text).not.toContain("912345678");
  });

  it.each([newId(), "not-an-id"])("answers 404 for %s", async (id) => {
    expect(await problem(`/api/v1/drives/${id}`)).toMatchObject({ status: 404, type: "/api-docs#drive_not_found" });
  });

  it("does not show a draft", async () => {
    await owner.query("UPDATE drive SET status = 'draft' WHERE id = $1", [driveId]);
    expect((await call(`/api/v1/drives/${driveId}`)).status).toBe(404);
    await owner.query("UPDATE drive SET status = 'published' WHERE id = $1", [driveId]);
  });

  it("leads on with a link when there are more", async () => {
    const other = await addDrive(owner, {
      ...(
        await owner.query("SELECT facility_id, host_organisation_id, venue_id FROM drive WHERE id = $1", [driveId])
      ).rows.map((row) => ({
        facilityId: row.facility_id,
        hostOrganisationId: row.host_organisation_id,
        venueId: row.venue_id,
      }))[0],
      provinceId: "P01",
      communeId: "C00004",
      creditedUnitId: "P01",
      heldOn: inDays(12),
      startsAt: instantInVietnam(inDays(12), "08:00"),
      endsAt: instantInVietnam(inDays(12), "11:00"),
      status: "published",
    });
    const response = await call("/api/v1/drives?province=01&limit=1");
    expect(response.headers.get("link")).toBe('</api/v1/drives?province=01&limit=1&offset=1>; rel="next"');
    expect((await json("/api/v1/drives?province=01&limit=1&offset=1")).drives[0].id).toBe(other.id);
  });
});

describe("a bad request", () => {
  it.each([
    ["/api/v1/progress?year=25", 400, "year_malformed", "year"],
    ["/api/v1/progress?year=", 400, "year_malformed", "year"],
    ["/api/v1/progress?year=2025&year=2026", 400, "parameter_twice", "year"],
    ["/api/v1/progress?years=2025", 400, "unknown_parameter", "years"],
    ["/api/v1/progress?unit=Hà Nội", 400, "unit_malformed", "unit"],
    ["/api/v1/progress?unit=03", 404, "unit_not_found", undefined],
    ["/api/v1/progress?year=2026&unit=02", 404, "unit_not_found", undefined],
    ["/api/v1/progress?year=2025&campaign=moon", 404, "campaign_not_found", undefined],
    ["/api/v1/progress?year=2025&campaign=%3Cb%3E", 400, "malformed", "campaign"],
    ["/api/v1/outreach?unit=03", 404, "unit_not_found", undefined],
    ["/api/v1/outreach?period=month", 400, "malformed", "period"],
    ["/api/v1/units?kind=district", 400, "kind_unknown", "kind"],
    ["/api/v1/units?asOf=2025-02-30", 400, "date_malformed", "asOf"],
    ["/api/v1/units?parent=03&kind=commune", 404, "parent_not_found", undefined],
    ["/api/v1/units?q=a", 400, "text_too_short", "q"],
    ["/api/v1/units?q=%25%25", 400, "text_too_short", "q"],
    ["/api/v1/campaigns?year=soon", 400, "year_malformed", "year"],
    ["/api/v1/drives?from=2027-01-02&to=2027-01-01", 400, "from_after_to", "from"],
    ["/api/v1/drives?limit=0", 400, "number_out_of_range", "limit"],
    ["/api/v1/drives?limit=1000000000", 400, "number_out_of_range", "limit"],
    ["/api/v1/drives?province=Hanoi", 400, "province_malformed", "province"],
    ["/api/v1/nothing", 404, "path_not_found", undefined],
  ])("%s is told as problem+json: %i %s", async (address, status, word, parameter) => {
    const told = await problem(address);
    expect(told).toMatchObject({ status, type: `/api-docs#${word}` });
    expect(told.parameter).toBe(parameter);
    expect(told.detail).not.toMatch(/[{}]|problem\./);
  });

  it("is told in the language asked for", async () => {
    expect((await problem("/api/v1/progress?year=x")).detail).toContain("không phải là một năm");
    expect(
      (await problem("/api/v1/progress?year=x", { "accept-language": "en-GB,en;q=0.9,vi;q=0.5" })).detail,
    ).toContain("is not a year");
    expect((await problem("/api/v1/progress?year=x", { "accept-language": "vi,en;q=0.9" })).detail).toContain(
      "không phải",
    );
  });
});

describe("an address for reading", () => {
  it.each(Object.keys(routes))("%s takes nothing but GET, HEAD and OPTIONS, and says so", async (address) => {
    const { GET: _get, OPTIONS, ...others } = routes[address] as Record<string, (request: Request) => Response>;
    expect(Object.keys(others).filter((name) => /^[A-Z]+$/.test(name))).toEqual(["DELETE", "PATCH", "POST", "PUT"]);
    for (const method of ["DELETE", "PATCH", "POST", "PUT"]) {
      const response = others[method]?.(
        new Request("http://localhost:3000/", { method, headers: { "accept-language": "en" } }),
      );
      expect(response?.status).toBe(405);
      expect(response?.headers.get("allow")).toBe("GET, HEAD, OPTIONS");
      expect(response?.headers.get("content-type")).toBe("application/problem+json; charset=utf-8");
      expect(await response?.json()).toMatchObject({ status: 405, type: "/api-docs#read_only", title: "Read only" });
    }
    expect(OPTIONS?.(new Request("http://localhost:3000/")).headers.get("allow")).toBe("GET, HEAD, OPTIONS");
  });

  it("includes every one there is, but the one for addresses that are not", () => {
    const files = readdirSync("app/api", { recursive: true, encoding: "utf8" }).filter((file) =>
      /(^|\/)route\.ts$/.test(file),
    );
    expect(files.map((file) => `/api/${file.replace("/route.ts", "")}`).sort()).toEqual(
      [...Object.keys(routes), "/api/[...rest]"].sort(),
    );
  });
});

describe("caches and other sites", () => {
  it("may keep an answer, and are told when it is still true", async () => {
    const response = await call("/api/v1/progress?year=2025");
    expect(response.headers.get("cache-control")).toBe("public, max-age=0, s-maxage=2");
    expect(response.headers.get("access-control-allow-origin")).toBe("*");
    expect(response.headers.get("set-cookie")).toBeNull();
    const etag = response.headers.get("etag") ?? "";
    const again = await call("/api/v1/progress?year=2025", { "if-none-match": `"other", W/${etag}` });
    expect(again.status).toBe(304);
    expect(await again.text()).toBe("");
    expect((await call("/api/v1/progress?year=2025", { "if-none-match": '"other"' })).status).toBe(200);
  });

  it("never keep a problem or the state of health", async () => {
    expect((await call("/api/v1/progress?year=x")).headers.get("cache-control")).toBe("no-store");
    expect((await call("/api/health")).headers.get("cache-control")).toBe("no-store");
  });

  it("may ask whether they may read", () => {
    const response = progress.OPTIONS();
    expect(response.status).toBe(204);
    expect(response.headers.get("access-control-allow-methods")).toBe("GET, HEAD, OPTIONS");
  });
});

describe("/api/health", () => {
  it("is well when the database has every migration", async () => {
    const response = await call("/api/health");
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({
      status: "ok",
      database: "ok",
      migrations: { state: "current", pending: [] },
    });
  });

  it("answers 503 with the same body when a migration is missing", async () => {
    const name = (await owner.query("SELECT migration_name FROM _prisma_migrations ORDER BY 1 LIMIT 1")).rows[0]
      .migration_name;
    await owner.query("UPDATE _prisma_migrations SET finished_at = NULL WHERE migration_name = $1", [name]);
    try {
      const response = await call("/api/health");
      expect(response.status).toBe(503);
      expect(response.headers.get("retry-after")).toBe("5");
      expect(await response.json()).toEqual({
        status: "unavailable",
        database: "ok",
        migrations: { state: "pending", pending: [name] },
      });
    } finally {
      await owner.query("UPDATE _prisma_migrations SET finished_at = now() WHERE migration_name = $1", [name]);
    }
  });
});

describe("the OpenAPI description", () => {
  const document = openApiDocument();

  it.each([
    "/api/v1/units",
    "/api/v1/units?kind=commune",
    "/api/v1/units?kind=commune&asOf=2025-06-01&parent=01",
    "/api/v1/campaigns",
    "/api/v1/progress?year=2025",
    "/api/v1/progress?year=2025&unit=01",
    "/api/v1/progress?year=2025&campaign=hanh-trinh-do",
    "/api/v1/progress?year=2019&unit=79",
    "/api/v1/progress?year=2026",
    "/api/v1/outreach?year=2025",
    "/api/v1/outreach?year=2025&unit=01&period=h1",
    "/api/v1/outreach?unit=00004",
    "/api/v1/drives",
    "/api/v1/drives/{id}",
    "/api/health",
    "/api/live",
  ])("is what %s answers", async (address) => {
    const [path = ""] = address.split("?");
    const response = await call(address.replace("{id}", driveId));
    expect(response.status).toBe(200);
    const content = document.paths[path]?.get.responses["200"].content["application/json"];
    expect(checks(content?.schema).safeParse(await response.json()).error).toBeUndefined();
    if (content && "example" in content)
      expect(checks(content.schema).safeParse(content.example).error).toBeUndefined();
  });

  it("would notice an answer that does not fit", () => {
    const schema = checks({ $ref: "#/components/schemas/Health" });
    expect(
      schema.safeParse({ status: "fine", database: "ok", migrations: { state: "current", pending: [] } }).success,
    ).toBe(false);
  });

  it("describes problems as they are", async () => {
    const told = await problem("/api/v1/progress?year=x");
    expect(checks({ $ref: "#/components/schemas/Problem" }).safeParse(told).error).toBeUndefined();
  });

  it("names every parameter with its schema and leaves no reference loose", () => {
    const text = JSON.stringify(document);
    for (const [, name = ""] of text.matchAll(/#\/components\/schemas\/(\w+)/g))
      expect(document.components.schemas).toHaveProperty(name);
    for (const { get } of Object.values(document.paths))
      for (const parameter of get.parameters)
        expect(parameter).toMatchObject({
          name: expect.any(String),
          schema: expect.any(Object),
          description: expect.any(String),
        });
    expect(text).not.toContain("$defs");
  });

  function checks(schema: unknown): z.ZodType {
    const local = (value: unknown) => JSON.parse(JSON.stringify(value).replaceAll("#/components/schemas/", "#/$defs/"));
    return z.fromJSONSchema({ ...local(schema), $defs: local(document.components.schemas) });
  }
});

async function call(address: string, headers: Record<string, string> = {}): Promise<Response> {
  const url = new URL(address, "http://localhost:3000");
  const id = /^\/api\/v1\/drives\/(.+)$/.exec(url.pathname)?.[1];
  const request = new Request(url, { headers });
  if (id) return drive.GET(request, { params: Promise.resolve({ id }) });
  return (handlers[url.pathname] ?? unknownAddress)(request, { params: Promise.resolve({}) });
}

// biome-ignore lint/suspicious/noExplicitAny: answers are looked into by name here and checked by shape below
async function json(address: string, headers?: Record<string, string>): Promise<any> {
  const response = await call(address, headers);
  expect(response.status).toBe(200);
  return response.json();
}

async function problem(address: string, headers?: Record<string, string>) {
  const response = await call(address, headers);
  expect(response.headers.get("content-type")).toBe("application/problem+json; charset=utf-8");
  const told = await response.json();
  expect(told.status).toBe(response.status);
  return told as { type: string; title: string; status: number; detail: string; parameter?: string };
}
