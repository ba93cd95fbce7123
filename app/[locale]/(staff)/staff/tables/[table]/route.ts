import { noAnswer } from "@/app/api/answer";
import { currentStaff } from "@/lib/auth/current";
import { isTableFormat, tableDownload } from "@/lib/documents/download";
import { isStaffTable } from "@/lib/documents/tables/names";
import { staffTableFile } from "@/lib/documents/tables/queries";
import { askedOf } from "@/lib/progress/scope/asked";

type Context = { params: Promise<{ locale: string; table: string }> };

/** `/staff/tables/drill?unit=01&year=2026&as=xlsx`: a table of a staff page, with that page's filters, as a file. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  const { locale, table } = await params;
  const actor = await currentStaff();
  if (actor === null) return noAnswer(401);
  const search = new URL(request.url).searchParams;
  const asked = askedOf(Object.fromEntries([...search.keys()].map((name) => [name, search.getAll(name)])));
  const format = asked.as ?? "xlsx";
  if (!isStaffTable(table) || !isTableFormat(format)) return noAnswer(404);
  const language = locale === "en" ? "en" : "vi";
  const found = await staffTableFile(actor, {
    table,
    asked,
    locale: language,
    origin: process.env.PUBLIC_ORIGIN ?? "",
  });
  return found === null
    ? noAnswer(404)
    : tableDownload(found, format, language, { "cache-control": "private, no-store" });
}
