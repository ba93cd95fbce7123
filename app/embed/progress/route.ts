import { todayInVietnam, yearOf } from "@/lib/core/time";
import { emptyWidget, progressWidget, widgetPolicy } from "@/lib/documents/widget";
import { localizedPath } from "@/lib/i18n/path";
import { progressAnswer } from "@/lib/progress/answer";
import { progressLately } from "@/lib/progress/lately";

/**
 * `/embed/progress?unit=01&year=2025&lang=vi`: the only page other sites may frame. It reads no cookie, runs no script
 * and is the same for everybody, so any cache may keep it for a minute.
 */
export async function GET(request: Request): Promise<Response> {
  const asked = new URL(request.url).searchParams;
  const locale = asked.get("lang") === "en" ? "en" : "vi";
  const unitCode = asked.get("unit") ?? "VN";
  const named = asked.get("year") ?? "";
  const year = /^(19|20)\d{2}$/.test(named) ? Number(named) : yearOf(todayInVietnam(new Date()));
  const isUnit = /^(VN|\d{2}|[A-Z]{3})$/.test(unitCode);
  const progress = isUnit && (named === "" || String(year) === named) ? await progressLately({ year, unitCode }) : null;
  const board = unitCode === "VN" ? "/progress" : `/progress/units/${unitCode}`;
  const href = `${process.env.PUBLIC_ORIGIN ?? ""}${localizedPath(locale, `${board}?year=${year}`)}`;
  return new Response(progress ? progressWidget(progressAnswer(progress), locale, href) : emptyWidget(locale), {
    status: progress ? 200 : 404,
    headers: {
      "content-type": "text/html; charset=utf-8",
      "content-security-policy": widgetPolicy,
      "cache-control": progress ? "public, max-age=60, s-maxage=60, stale-while-revalidate=60" : "public, max-age=10",
    },
  });
}
