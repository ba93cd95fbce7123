import sql from "sql-template-tag";
import { z } from "zod";
import { signLink } from "@/lib/auth/signed-link";
import { todayInVietnam, yearOf } from "@/lib/core/time";
import { execute, rows, transaction } from "@/lib/db/statement";
import { localizedPath } from "@/lib/i18n/path";
import { canSend, queueMessage } from "@/lib/jobs/outbox";
import { type ProgressAnswer, progressAnswer } from "@/lib/progress/answer";
import { progressLately } from "@/lib/progress/lately";
import { type DocumentWords, documentWords } from "../words";
import { stopPurpose } from "./commands";
import { isDueOn, spans } from "./rules";

const dueShape = z.object({
  id: z.string(),
  unitCode: z.string(),
  every: z.enum(spans),
  onDay: z.number(),
  email: z.string(),
  locale: z.enum(["vi", "en"]),
});

/**
 * Writes the letters that are due today: a few figures, a link to the board, and one that ends them. Each goes out once
 * a day however often this runs, and none to an account that is closed or has lost its last role. Answers how many.
 */
export async function sendProgressLetters(now = new Date()): Promise<number> {
  if (!canSend("email")) return 0;
  const today = todayInVietnam(now);
  const due = await rows(
    dueShape,
    sql`SELECT l.id, l.unit_code AS "unitCode", l.every, l.on_day AS "onDay", a.email, a.locale
      FROM progress_letter l JOIN account a ON a.id = l.account_id
      WHERE l.ended_at IS NULL AND l.last_sent_on IS DISTINCT FROM ${today}::date AND a.disabled_at IS NULL
        AND EXISTS (SELECT FROM role_assignment r WHERE r.account_id = a.id AND r.revoked_at IS NULL)
      ORDER BY l.id`,
  );
  let sent = 0;
  for (const letter of due.filter((one) => isDueOn(one, today))) {
    const progress = await progressLately({ year: yearOf(today), unitCode: letter.unitCode });
    if (progress === null) continue;
    const words = documentWords(letter.locale);
    const text = letterText(words, progressAnswer(progress), letter);
    await transaction(async (tx) => {
      await queueMessage(
        {
          channel: "email",
          recipient: letter.email,
          kind: "progress.letter",
          locale: letter.locale,
          businessKey: `progress-letter:${letter.id}:${today}`,
          keepHours: 24 * 7,
          ...text,
        },
        tx,
      );
      await execute(sql`UPDATE progress_letter SET last_sent_on = ${today}::date WHERE id = ${letter.id}::uuid`, tx);
    });
    sent += 1;
  }
  return sent;
}

/** The letter's words: totals of a unit and nothing about a person. */
export function letterText(
  words: DocumentWords,
  progress: ProgressAnswer,
  { id, unitCode }: { id: string; unitCode: string },
): { subject: string; body: string } {
  const { t, whole, percent, day } = words;
  const { received, measuredAgainst, rate, asOf, pace, containsDemo } = progress;
  const origin = process.env.PUBLIC_ORIGIN ?? "";
  const board = unitCode === "VN" ? "/staff/progress" : `/staff/progress/units/${unitCode}`;
  const unit = progress.unit.kind === "nation" ? t("documents.widget.nation") : words.unitName(progress.unit);
  const lines = [
    received === null
      ? t("documents.widget.none")
      : t("documents.letters.received", {
          received: whole(received),
          counted: t(`documents.report.counted.${words.countWord(progress.countedIn)}`),
          on: asOf ? day(asOf) : "",
        }),
    rate.computed !== null && measuredAgainst
      ? t("documents.widget.computed", { rate: percent(rate.computed), target: whole(measuredAgainst.value) })
      : "",
    pace ? t("documents.letters.pace", { perDay: whole(Math.ceil(pace.neededPerDay)), days: pace.daysLeft }) : "",
    containsDemo ? t("documents.note.demo") : "",
    "",
    `${t("documents.letters.board")} ${origin}${localizedPath(words.locale, board)}`,
    `${t("documents.letters.stopLink")} ${origin}${localizedPath(words.locale, `/letters/stop/${signLink(stopPurpose, id)}`)}`,
  ];
  return {
    subject: t("documents.letters.subject", { unit, year: String(progress.year) }),
    body: lines.filter((line, index) => line !== "" || index === 4).join("\n"),
  };
}
