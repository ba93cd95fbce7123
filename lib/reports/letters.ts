import { createTranslator } from "next-intl";
import sql from "sql-template-tag";
import { z } from "zod";
import { officesOf } from "@/lib/accounts/offices";
import { type CivilDate, formatVietnameseDate } from "@/lib/core/time";
import { type Runner, rows } from "@/lib/db/statement";
import en from "@/lib/i18n/messages/en/reports.json";
import vi from "@/lib/i18n/messages/vi/reports.json";
import { localizedPath } from "@/lib/i18n/path";
import { type OutgoingMessage, queueMessages } from "@/lib/jobs/outbox";
import { type Period, periodFacts } from "./periods";

/** How long a letter is kept after it was written. */
const keepHours = 24 * 60;

const readerShape = z.object({ id: z.string(), email: z.string(), locale: z.enum(["vi", "en"]), name: z.string() });
type Reader = z.output<typeof readerShape>;

interface OfReport extends Pick<Period, "kind" | "startsOn"> {
  readonly unitId: string;
}

/** Writes to whoever sent a report that it came back, with the note. Part of the transaction that returned it. */
export async function tellReturned(
  report: OfReport & { id: string; revision: number; submittedBy: string | null },
  note: string,
  tx: Runner,
) {
  const readers = await rows(
    readerShape,
    sql`SELECT a.id, a.email, a.locale, u.name FROM account a JOIN unit u ON u.id = ${report.unitId}
      WHERE a.id = ${report.submittedBy}::uuid AND a.disabled_at IS NULL`,
    tx,
  );
  await queueMessages(
    readers.map((reader) =>
      letter(
        reader,
        report,
        "returned",
        { note, path: `/staff/reports/${report.id}` },
        `report_returned:${report.id}:${report.revision}`,
      ),
    ),
    tx,
  );
}

/** Whom a letter about an owed report reaches: the unit's office, and who sent what came back, of whatever office. */
export async function readersOf(
  { unitId, holderId }: Pick<Owed, "unitId" | "holderId">,
  tx: Runner,
): Promise<Reader[]> {
  const office = await officesOf([unitId], tx);
  const holder = await rows(
    readerShape,
    sql`SELECT a.id, a.email, a.locale, u.name FROM account a JOIN unit u ON u.id = ${unitId}
      WHERE a.id = ${holderId}::uuid AND a.disabled_at IS NULL`,
    tx,
  );
  return [...office, ...holder.filter(({ id }) => !office.some((one) => one.id === id))];
}

/** A report that is owed, as far as its letter tells of it. */
interface Owed extends OfReport {
  readonly dueOn: CivilDate;
  readonly daysLate: number;
  readonly reportId: string | null;
  readonly returnedOn: CivilDate | null;
  readonly returnedNote: string | null;
  readonly holderId: string | null;
}

/** Reminds a unit's office of a report that is due or late, or that came back and waits to be mended. */
export async function remindOffice(readers: readonly Reader[], report: Owed, on: CivilDate, tx: Runner) {
  const { reportId, returnedOn, returnedNote } = report;
  const isBack = reportId !== null && returnedOn !== null;
  const kind = isBack ? "waiting" : report.daysLate > 0 ? "late" : "due";
  const path = isBack
    ? `/staff/reports/${reportId}`
    : `/staff/reports/new?unit=${report.unitId}&kind=${report.kind}&from=${report.startsOn}`;
  const facts = {
    due: formatVietnameseDate(report.dueOn),
    ...(isBack ? { returned: formatVietnameseDate(returnedOn), note: returnedNote ?? "" } : {}),
  };
  await queueMessages(
    readers.map((reader) =>
      letter(
        reader,
        report,
        kind,
        { ...facts, path },
        `report_${kind}:${report.unitId}:${report.kind}:${report.startsOn}:${on}:${reader.id}`,
      ),
    ),
    tx,
  );
}

function letter(
  reader: Reader,
  report: OfReport,
  kind: "returned" | "due" | "late" | "waiting",
  { path, ...facts }: Record<string, string> & { path: string },
  businessKey: string,
): OutgoingMessage {
  const t = translator(reader.locale);
  const period = t("period", periodFacts(report));
  const all = {
    ...facts,
    period,
    unit: reader.name,
    link: `${process.env.PUBLIC_ORIGIN ?? ""}${localizedPath(reader.locale, path)}`,
  };
  return {
    channel: "email",
    recipient: reader.email,
    kind: `reports.${kind}`,
    subject: t(`letter.${kind}.subject`, all),
    body: t(`letter.${kind}.body`, all),
    locale: reader.locale,
    businessKey,
    keepHours,
  };
}

function translator(locale: "vi" | "en") {
  const t = createTranslator({ locale, messages: { reports: locale === "en" ? en : vi }, namespace: "reports" });
  return t as unknown as (key: string, facts?: Record<string, string | number>) => string;
}
