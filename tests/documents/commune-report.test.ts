import readXlsx from "read-excel-file/node";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { reportSetting } from "@/app/[locale]/report-setting";
import * as progressRoute from "@/app/api/v1/progress/route";
import { composeReport } from "@/lib/documents/report/compose";
import { reportFile } from "@/lib/documents/report/file";
import { type ReportPeriod, readReportQuestion } from "@/lib/documents/report/period";
import { publicReportFacts } from "@/lib/documents/report/queries";
import { composeDeck } from "@/lib/documents/report/slides";
import type { ProgressAnswer } from "@/lib/progress/answer";
import { publicPeers } from "@/lib/progress/drill/peers";
import { publicDrill } from "@/lib/progress/drill/queries";
import { spanOf } from "@/lib/progress/span";
import { useDatabase } from "@/tests/support/database";
import { docxContent } from "@/tests/support/docx-tables";
import { addCampaignEdition, addHeldDrive, addOrganisation, addOutreach, addTarget } from "@/tests/support/facts";
import { pdfText } from "@/tests/support/pdf-text";

// What a test has just written is to be seen: every answer is asked for anew.
vi.mock("@/lib/db/lately", () => ({ lately: (read: unknown) => read }));

const { owner } = useDatabase();
const now = new Date("2026-11-26T05:00:00Z");
const today = "2026-11-26";
const year = 2026;
const own = { id: "C00008", code: "00008" };
let others: string[];
let hosts: string[];

beforeEach(async () => {
  await owner.query("TRUNCATE drive, organisation, report, outreach_activity CASCADE");
  await owner.query("DELETE FROM target WHERE source_figure_id IS NULL");
  const { rows } = await owner.query(
    "SELECT id FROM unit WHERE parent_id = 'P01' AND kind = 'commune' AND id <> $1 ORDER BY id LIMIT 3",
    [own.id],
  );
  others = rows.map(({ id }) => id);
  hosts = [];
  for (const name of ["Trường Thử", "Ủy ban Thử"])
    hosts.push((await addOrganisation(owner, { unitId: "P01", kind: "commune", name })).id);
});

const held = (communeId: string, heldOn: string, donations: number, host = 0) =>
  addHeldDrive(owner, donations, {
    provinceId: "P01",
    communeId,
    creditedUnitId: "P01",
    hostOrganisationId: hosts[host] ?? "",
    heldOn,
  });

async function factsOf(period: ReportPeriod = "year", unitCode = own.code) {
  const facts = await publicReportFacts({ unitCode, year, period }, now);
  if (!facts.ok) throw new Error(facts.refusal);
  return facts.value;
}

const paperOf = async (period: ReportPeriod = "year", locale: "vi" | "en" = "vi") =>
  composeReport(await factsOf(period), locale);
type Written = Awaited<ReturnType<typeof paperOf>>;

const textOf = (paper: Written) =>
  paper.blocks
    .flatMap((block) => (block.kind === "paragraph" ? [block.runs] : block.kind === "list" ? block.items : []))
    .map((runs) => runs.map(({ text }) => text).join(""))
    .join("\n");

const rowsOf = (paper: Written, name: string) =>
  paper.annexes.find(({ table }) => table.table.name === name)?.table.table.rows ?? [];

const scope = { id: own.id, kind: "commune" as const };

async function apiOf(query: string): Promise<ProgressAnswer> {
  const response = await progressRoute.GET(new Request(`http://localhost/x?${query}`), { params: Promise.resolve({}) });
  return response.json() as Promise<ProgressAnswer>;
}

describe("the report of a commune", () => {
  beforeEach(async () => {
    await held(own.id, "2026-02-10", 60);
    await held(own.id, "2026-05-12", 41, 1);
    await held(own.id, "2026-09-01", 73);
    for (const [at, id] of others.entries()) await held(id, "2026-03-03", 80 + at * 20);
    await addTarget(owner, { unitId: own.id, year, value: 200 });
    await addOutreach(owner, { unitId: own.id, heldOn: "2026-02-01", peopleReached: 3 });
  });

  it("tells its total, target, rate, months, hosts and neighbours as the API and the drill-down do", async () => {
    const api = await apiOf(`year=${year}&unit=${own.code}`);
    // The target is in units of 250 ml, and each donation is of 350.
    expect(api).toMatchObject({ received: 244, recorded: { donations: 174 }, rate: { computed: 122 } });
    const paper = await paperOf();
    const text = textOf(paper);
    for (const figure of ["244", "200", "122%", "3 buổi hiến máu", "không nêu vì dưới 5"])
      expect(text).toContain(figure);
    expect(paper.subject).toContain("phường Ngọc Hà, thành phố Hà Nội");
    expect(rowsOf(paper, "months").map((row) => row[1])).toEqual(
      api.months.flatMap(({ received }) => (received === null ? [] : [received])),
    );
    const span = spanOf({ year: String(year) }, today);
    const drill = await publicDrill({ scope, by: "unit", span, campaignId: null, today });
    expect(rowsOf(paper, "hosts")).toEqual(drill.rows.map(({ name, donations, drives }) => [name, donations, drives]));
    const peers = await publicPeers({ scope, span, today });
    expect(rowsOf(paper, "neighbours").map((row) => [row[0], row[2], row[4], row[5]])).toEqual(
      peers.map(({ name, donations, drives, target }) => [name, donations, drives, target]),
    );
  });

  it("has the same numbers in Word, PDF and the workbook, and an English voice", async () => {
    const paper = await paperOf();
    const file = async (as: "docx" | "pdf" | "xlsx") => Buffer.from(await (await reportFile(paper, as)).arrayBuffer());
    const expected = rowsOf(paper, "hosts");
    expect(expected).toHaveLength(2);
    const word = docxContent(await file("docx")).tables.find(([head]) => head?.[0] === "Cơ quan, tổ chức") ?? [];
    expect(word.slice(1).map((row) => row.slice(0, 3))).toEqual(expected.map((row) => row.map(String)));
    const sheets = (await readXlsx(await file("xlsx"))) as unknown as { data: unknown[][] }[];
    const sheet = sheets.find(({ data }) => data[1]?.[0] === "Cơ quan, tổ chức");
    expect(sheet?.data.slice(2, 4).map((row) => row.slice(0, 3))).toEqual(expected);
    const pdf = pdfText(await file("pdf"));
    for (const row of expected) expect(pdf).toContain(row.join(" "));
    expect(textOf(await paperOf("year", "en"))).toContain("hosted by 2 bodies");
  });

  it("of half a year counts what came by its last day, and leads to the page it is from", async () => {
    const paper = await paperOf("h1");
    // In units of 250 ml, as its target is counted and as its year is told: 101 donations of 350.
    expect(textOf(paper)).toContain("141");
    expect(rowsOf(paper, "hosts").map((row) => row[1])).toEqual([60, 41]);
    expect(paper.sources.map(({ address }) => address)).toContain(
      `/staff/progress/drill?unit=01&commune=${own.code}&year=${year}&span=h1`,
    );
  });

  it("is refused before the commune was", async () => {
    const early = await publicReportFacts({ unitCode: own.code, year: 2025, period: "h1" }, now);
    expect(early).toMatchObject({ ok: false, refusal: "unit_not_yet" });
    expect(await publicReportFacts({ unitCode: "99999", year, period: "year" }, now)).toMatchObject({
      refusal: "unit_unknown",
    });
  });
});

/** A commune's paper and slides, with nothing in them that names a row. */
async function everythingTold(period: ReportPeriod, unitCode = own.code) {
  const facts = await factsOf(period, unitCode);
  return JSON.stringify(
    ["vi", "en"].map((one) => [composeReport(facts, one as "vi"), composeDeck(facts, one as "en")]),
  );
}

/** What is told when the drives brought this, one reading after the other. */
async function toldOfEach<Case>(
  cases: readonly Case[],
  hold: (one: Case) => Promise<unknown>,
  read: () => Promise<unknown>,
) {
  const told: unknown[] = [];
  for (const one of cases) {
    await owner.query("TRUNCATE drive CASCADE");
    await hold(one);
    told.push(await read());
  }
  return told;
}

describe("a commune of few tells nothing more than its page", () => {
  it.each(["year", "h1"] as const)(
    "its %s is one and the same whether one, two, three or four gave",
    async (period) => {
      await addTarget(owner, { unitId: own.id, year, value: 50 });
      const edition = await addCampaignEdition(owner, { year, startsOn: "2026-02-01", endsOn: "2026-02-28" });
      const told = await toldOfEach(
        [1, 2, 3, 4],
        async (count) => {
          const drive = await held(own.id, "2026-02-10", count);
          await owner.query("INSERT INTO drive_campaign (drive_id, edition_id) VALUES ($1, $2)", [
            drive.id,
            edition.id,
          ]);
          for (const [at, id] of others.entries()) await held(id, "2026-02-03", 80 + at * 20);
        },
        () => everythingTold(period),
      );
      expect(new Set(told).size).toBe(1);
      expect(textOf(await paperOf(period))).toContain("số máu tiếp nhận của phường Ngọc Hà không nêu");
      expect(rowsOf(await paperOf(period), "hosts")).toEqual([["Trường Thử", "không nêu", 1]]);
    },
  );

  it("nor does the neighbour kept back beside it", async () => {
    const [, neighbour = ""] = others;
    const told = await toldOfEach(
      [77, 78, 79],
      async (count) => {
        await held(own.id, "2026-02-10", 3);
        for (const id of others) await held(id, "2026-02-03", id === neighbour ? count : 120);
      },
      () => everythingTold("year", neighbour.slice(1)),
    );
    expect(new Set(told).size).toBe(1);
  });

  it("keeps back a half of which one month is small, since the other months would tell that one", async () => {
    const told = await toldOfEach(
      [3, 4],
      async (june) => {
        await held(own.id, "2026-03-10", 50);
        await held(own.id, "2026-06-10", june);
        await held(own.id, "2026-10-10", 20 - june);
        for (const id of others) for (const month of ["03", "06", "10"]) await held(id, `2026-${month}-03`, 90);
      },
      async () => [await everythingTold("h1"), await everythingTold("year")],
    );
    expect(told[0]).toEqual(told[1]);
    expect((await paperOf("year")).standing).toContain("sơ bộ");
    expect((await paperOf("h1")).standing).toContain("Số tổng không nêu");
    expect(textOf(await paperOf("year"))).toContain("70");
    expect(textOf(await paperOf("h1"))).toContain("số máu tiếp nhận của phường Ngọc Hà không nêu");
  });
});

describe("which commune an address asks for", () => {
  it.each(["0004", "000044", "C00004", "00004'--", "<b>", "٠٠٠٠٤", "00004\n"])("not one by %o", (commune) => {
    expect(readReportQuestion({ unit: "01", commune, year: "2026" })).toBeNull();
    expect(readReportQuestion({ unit: commune, year: "2026" })).toBeNull();
  });

  it("one beside its province; not one that was left over from another choice", async () => {
    const asked = async (search: Record<string, string | string[]>) => {
      const { asked, query, communes, facts } = await reportSetting({ year: "2025", ...search });
      const code = facts.ok ? facts.value.question.unitCode : facts.refusal;
      return {
        unit: asked.unit,
        commune: asked.commune,
        named: new URLSearchParams(query).get("unit"),
        code,
        many: communes.length > 0,
      };
    };
    const chosen = { unit: "01", commune: own.code, named: own.code, code: own.code, many: true };
    expect(await asked({ unit: "01", commune: own.code })).toEqual(chosen);
    expect(await asked({ unit: own.code })).toEqual(chosen);
    expect(await asked({ unit: "40", commune: own.code })).toMatchObject({ unit: "40", commune: "", code: "40" });
    expect(await asked({ unit: "VN", commune: own.code })).toMatchObject({
      unit: "VN",
      commune: "",
      code: "VN",
      many: false,
    });
    expect(await asked({ unit: "01", commune: "x" })).toMatchObject({ code: "malformed" });
    expect(await asked({ unit: "99999" })).toMatchObject({ code: "unit_unknown" });
    expect(await asked({ unit: "01", commune: [own.code, "00004"] })).toMatchObject({ commune: "", code: "01" });
  });
});
