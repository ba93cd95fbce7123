import { staffFor } from "@/lib/auth/current";
import { todayInVietnam, yearOf } from "@/lib/core/time";
import { templateRows } from "@/lib/reports/import/queries";
import { templateFile } from "@/lib/reports/import/template";

/** A spreadsheet to fill in for a year: `?year=2026`. */
export async function GET(request: Request, { params }: { params: Promise<{ locale: string }> }) {
  const { locale } = await params;
  const actor = await staffFor("report.import", locale, "/staff/reports/import");
  const asked = new URL(request.url).searchParams.get("year") ?? "";
  const year = /^20\d{2}$/.test(asked) ? Number(asked) : yearOf(todayInVietnam(new Date()));
  const file = await templateFile(await templateRows(actor, year), locale === "en" ? "en" : "vi");
  return new Response(new Uint8Array(file), {
    headers: {
      "content-type": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
      "content-disposition": `attachment; filename="bao-cao-thang-${year}.xlsx"`,
      "cache-control": "private, no-store",
    },
  });
}
