import { createTranslator } from "next-intl";
import sql from "sql-template-tag";
import { z } from "zod";
import { type CivilDate, formatVietnameseDate, timeOfDay } from "@/lib/core/time";
import { type Runner, rows } from "@/lib/db/statement";
import en from "@/lib/i18n/messages/en/drives.json";
import vi from "@/lib/i18n/messages/vi/drives.json";
import { canSend, queueMessages } from "@/lib/jobs/outbox";
import { reasonOf } from "./rules";

/** How long a letter is kept after it was written. */
const keepDays = 30;

/**
 * Writes to everybody whose place ended with the drive, in their own language, by text message where there is a phone
 * and a gateway, else by e-mail. Part of the transaction that ended the places: no letter without the deed, no deed without the letter.
 */
export async function tellBooked(
  bookingIds: readonly string[],
  told: { how: "postponed" | "cancelled" | "closed_early"; reason: string; postponedTo: CivilDate | null },
  tx: Runner,
): Promise<void> {
  if (bookingIds.length === 0) return;
  const people = await rows(
    z.object({
      bookingId: z.string(),
      phone: z.string().nullable(),
      email: z.string().nullable(),
      name: z.string(),
      locale: z.enum(["vi", "en"]),
      startsAt: z.date(),
      heldOn: z.string(),
      venue: z.string(),
    }),
    sql`SELECT b.id AS "bookingId", p.phone, p.email, p.full_name AS name, p.locale, s.starts_at AS "startsAt",
        d.held_on AS "heldOn", v.name AS venue
      FROM booking b JOIN donor p ON p.id = b.donor_id JOIN slot s ON s.id = b.slot_id JOIN drive d ON d.id = b.drive_id
        JOIN venue v ON v.id = d.venue_id
      WHERE b.id = ANY (${bookingIds}::uuid[]) AND (p.phone IS NOT NULL OR p.email IS NOT NULL)`,
    tx,
  );
  const letters = people.map((person) => {
    const t = translator(person.locale);
    const facts = {
      name: person.name,
      venue: person.venue,
      day: formatVietnameseDate(person.heldOn),
      time: timeOfDay(person.startsAt),
      reason: reasonWords(person.locale, told.reason),
      newDay: told.postponedTo === null ? "" : formatVietnameseDate(told.postponedTo),
      site: process.env.PUBLIC_ORIGIN ?? "",
    };
    const kind = told.how === "postponed" && told.postponedTo !== null ? "postponed_to" : told.how;
    const byText = person.phone !== null && (canSend("sms") || person.email === null);
    return {
      channel: byText ? ("sms" as const) : ("email" as const),
      recipient: (byText ? person.phone : person.email) ?? "",
      kind: `drive.${told.how}`,
      subject: t(`letter.subject_${told.how}`, facts),
      body: t(`letter.${kind}`, facts),
      locale: person.locale,
      businessKey: `drive_cancelled:${person.bookingId}`,
      keepHours: 24 * keepDays,
    };
  });
  await queueMessages(letters, tx);
}

/** Why a drive was put off, as a sentence's part: the office's own words when it gave some. */
export function reasonWords(locale: "vi" | "en", line: string): string {
  const { reason, words } = reasonOf(line);
  return words || translator(locale)(`put_off_reason.${reason}`);
}

function translator(locale: "vi" | "en") {
  const t = createTranslator({ locale, messages: { drives: locale === "en" ? en : vi }, namespace: "drives" });
  return t as unknown as (key: string, facts?: Record<string, string>) => string;
}
