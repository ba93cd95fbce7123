import { staffFor } from "@/lib/auth/current";
import { listTemplate } from "@/lib/awards/matching/template";

/** A spreadsheet of an old list to fill in. */
export async function GET(_request: Request, { params }: { params: Promise<{ locale: string }> }) {
  const { locale } = await params;
  await staffFor("award.count", locale, "/staff/awards/import");
  const file = await listTemplate(locale === "en" ? "en" : "vi");
  return new Response(new Uint8Array(file), {
    headers: {
      "content-type": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
      "content-disposition": `attachment; filename="danh-sach-cu.xlsx"`,
      "cache-control": "private, no-store",
    },
  });
}
