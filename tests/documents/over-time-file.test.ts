import readXlsx from "read-excel-file/node";
import { expect, it, vi } from "vitest";
import { tableDownload } from "@/lib/documents/download";
import { overTimeTable } from "@/lib/documents/progress/over-time";
import { publicSumsOverTime } from "@/lib/progress/over-time/queries";
import { useDatabase } from "../support/database";
import { addHeldDrive } from "../support/facts";

vi.mock("@/lib/db/lately", () => ({ lately: (read: unknown) => read }));

const { owner } = useDatabase();
const now = new Date("2027-06-01T05:00:00Z");
const place = { locale: "vi", page: "https://giothong.example/progress/over-time", now } as const;

it("takes the sums of then and of now along: the page's rows with their total, no formula, in the reader's language", async () => {
  await owner.query("UPDATE unit SET name = '=1+1', full_name = '=1+1' WHERE id = 'P01'");
  await owner.query("UPDATE unit_version SET name = '=1+1', full_name = '=1+1' WHERE unit_id = 'P01'");
  await addHeldDrive(owner, 30, { provinceId: "P01", communeId: "C00004", heldOn: "2027-03-14" });
  for (const view of ["then", "now"] as const) {
    const table = await overTimeTable({ year: 2027, month: "03", province: "", view }, place);
    if (table === null) throw new Error("There are sums of the nation.");
    const sums = await publicSumsOverTime({
      from: "2027-03-01",
      to: "2027-03-31",
      view,
      provinceCode: null,
      today: "2027-06-01",
    });
    expect(table.rows.map(([code]) => code)).toEqual([null, ...(sums?.units ?? []).map(({ unit }) => unit.code)]);
    const column = (head: string) => {
      const at = table.columns.findIndex((one) => one.head === head);
      return table.rows.map((row) => row[at]);
    };
    expect(column("Buổi")).toEqual([sums?.total.drives, ...(sums?.units ?? []).map(({ drives }) => drives)]);
    expect(column("Chính thức")).toEqual([
      sums?.total.official,
      ...(sums?.units ?? []).map(({ official }) => official),
    ]);
    expect(await (await tableDownload(table, "csv", "vi")).text()).toContain(`01;"'=1+1"`);
    const book = await (await tableDownload(table, "xlsx", "vi")).arrayBuffer();
    const [sheet] = await readXlsx(Buffer.from(book));
    expect(sheet?.data.flat()).toContain("=1+1");
  }
  const english = await overTimeTable(
    { year: 2027, month: "", province: "", view: "then" },
    { ...place, locale: "en" },
  );
  expect(english?.name).toBe("sums-over-time-2027-then");
});

it("is not there for a province that was none then", async () => {
  expect(await overTimeTable({ year: 2027, month: "", province: "99", view: "then" }, place)).toBeNull();
});
