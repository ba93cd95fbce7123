import { anywhere, may } from "@/lib/auth/authorize";
import { currentStaff } from "@/lib/auth/current";
import { composeReport } from "@/lib/documents/report/compose";
import { reportFile, reportFormats } from "@/lib/documents/report/file";
import { readReportQuestion } from "@/lib/documents/report/period";
import { publicReportFacts } from "@/lib/documents/report/queries";
import { refusalWords } from "@/lib/documents/report/refusal";

/** `/staff/progress/report/file?unit=VN&year=2025&period=year&as=docx`: a report as Word, PDF or a workbook. */
export async function GET(request: Request, { params }: { params: Promise<{ locale: string }> }): Promise<Response> {
  const { locale } = await params;
  const actor = await currentStaff();
  const asked = Object.fromEntries(new URL(request.url).searchParams);
  const question = readReportQuestion(asked);
  const format = reportFormats.find((one) => one === asked.as);
  if (actor === null || !may(actor, "progress.view", anywhere) || question === null || !format)
    return new Response(null, { status: 404 });
  const facts = await publicReportFacts(question);
  const language = locale === "en" ? "en" : "vi";
  if (facts.ok) return reportFile(composeReport(facts.value, language), format);
  const { title, why } = refusalWords(language, { unit: question.unitCode, year: String(question.year) }, facts);
  return new Response(`${title}. ${why}\n`, {
    status: 404,
    headers: { "content-type": "text/plain; charset=utf-8", "cache-control": "private, no-store" },
  });
}
