import sql, { type Sql } from "sql-template-tag";
import { z } from "zod";
import { formatTicketCode } from "@/lib/core/ids";
import { addDays, instantInVietnam, todayInVietnam } from "@/lib/core/time";
import { execute, rows } from "@/lib/db/statement";
import { publicRules } from "@/lib/eligibility/queries";
import { COMPONENTS } from "@/lib/eligibility/rule-set";
import { ageVerdict, nextEligibleOn } from "@/lib/eligibility/rules";
import { formatDate, formatDateLong, formatTime } from "@/lib/i18n/format";
import { localizedPath } from "@/lib/i18n/path";
import { translatorFor } from "@/lib/i18n/translator";
import { canSend, queueMessage } from "@/lib/jobs/outbox";

/**
 * What the worker writes to donors who agreed to reminders. Each looks for what is due and writes each message once: the
 * business key says so, however often and on however many machines it runs. Confirmations are looked for rather than
 * written with the booking, so that taking a place stays one short statement.
 */

const keepHours = 24 * 7;
/** How far back a worker that was away looks for bookings not yet confirmed. */
const confirmWithinHours = 12;
/** How many days late the news that one may give again still is news. */
const againWithinDays = 7;

/** Whom to write to: agreed to reminders; made-up people only once somebody has signed in as them. */
const wantsReminders = sql`EXISTS (SELECT FROM consent k WHERE k.donor_id = p.id AND k.purpose = 'reminders'
    AND k.withdrawn_at IS NULL)
  AND (p.phone IS NOT NULL OR p.email IS NOT NULL)
  AND (NOT p.is_demo OR EXISTS (SELECT FROM session x WHERE x.donor_id = p.id))`;

const contactColumns = sql`p.phone, p.email, p.locale`;
const contactShape = z.object({
  phone: z.string().nullable(),
  email: z.string().nullable(),
  locale: z.enum(["vi", "en"]),
});
type Contact = z.output<typeof contactShape>;

const bookingShape = contactShape.extend({
  id: z.string(),
  code: z.string(),
  startsAt: z.date(),
  heldOn: z.string(),
  venueName: z.string(),
  address: z.string(),
  movedAt: z.date().nullable(),
});

function bookingsDue(due: Sql) {
  return rows(
    bookingShape,
    sql`SELECT b.id, b.code, s.starts_at AS "startsAt", d.held_on AS "heldOn", v.name AS "venueName", v.address,
        b.moved_at AS "movedAt", ${contactColumns}
      FROM booking b JOIN donor p ON p.id = b.donor_id JOIN slot s ON s.id = b.slot_id JOIN drive d ON d.id = b.drive_id
        JOIN venue v ON v.id = d.venue_id
      WHERE b.status = 'booked' AND d.status IN ('published', 'open') AND ${wantsReminders} AND ${due}
      ORDER BY b.id LIMIT 5000`,
  );
}

/** Confirms bookings just made or moved; answers how many were written about. */
export async function confirmBookings(now = new Date()): Promise<number> {
  const since = new Date(now.getTime() - confirmWithinHours * 3_600_000);
  const due =
    await bookingsDue(sql`s.starts_at > ${now} AND greatest(b.booked_at, b.moved_at) BETWEEN ${since} AND ${now}
    AND NOT EXISTS (SELECT FROM outgoing_message m WHERE m.business_key = 'booking:' || b.id ||
      coalesce(':' || round(extract(epoch FROM b.moved_at)), ''))`);
  for (const booking of due) {
    const moved = booking.movedAt === null ? "" : `:${Math.round(booking.movedAt.getTime() / 1000)}`;
    await write(booking, booking.movedAt ? "moved" : "booked", factsOf(booking), `booking:${booking.id}${moved}`);
  }
  return due.length;
}

/** Reminds of tomorrow's bookings, but not those made today: their confirmation is still fresh. */
export async function remindOfTomorrow(now = new Date()): Promise<number> {
  const today = todayInVietnam(now);
  const tomorrow = addDays(today, 1);
  const due = await bookingsDue(sql`d.held_on = ${tomorrow}::date
    AND greatest(b.booked_at, b.moved_at) < ${instantInVietnam(today, "00:00")}
    AND NOT EXISTS (SELECT FROM outgoing_message m WHERE m.business_key = 'reminder:' || b.id || ':' || d.held_on)`);
  for (const booking of due) {
    await write(booking, "reminder", factsOf(booking), `reminder:${booking.id}:${booking.heldOn}`);
  }
  return due.length;
}

function factsOf(booking: z.output<typeof bookingShape>) {
  return {
    code: formatTicketCode(booking.code),
    hour: formatTime(booking.locale, booking.startsAt),
    day: formatDateLong(booking.locale, booking.heldOn),
    venue: booking.venueName,
    address: booking.address,
    link: siteAddress(booking.locale, `/me/tickets/${booking.id}`),
  };
}

const restedShape = contactShape.extend({
  donationId: z.string(),
  bornOn: z.string(),
  donations: z.array(z.object({ component: z.enum(COMPONENTS), givenOn: z.string() })),
});

/**
 * Tells donors that they may give whole blood again: once a donation, on the first allowed day or within a week of it,
 * and only when nothing else stands in the way and nothing is booked.
 */
export async function tellEligibleAgain(now = new Date()): Promise<number> {
  const today = todayInVietnam(now);
  const { values } = await publicRules(today);
  const longest = Math.max(values.restDaysWholeBlood, values.restDaysRedCells);
  const found = await rows(
    restedShape,
    sql`SELECT g.id AS "donationId", p.born_on AS "bornOn", ${contactColumns},
        (SELECT json_agg(json_build_object('component', o.component, 'givenOn', o.given_on)) FROM donation o
          WHERE o.donor_id = p.id AND o.status = 'recorded' AND o.given_on > ${today}::date - 400) AS donations
      FROM donor p JOIN LATERAL (SELECT id FROM donation l WHERE l.donor_id = p.id AND l.status = 'recorded'
          ORDER BY l.given_at DESC LIMIT 1) g ON true
      WHERE p.last_given_on BETWEEN ${today}::date - ${longest + againWithinDays}::integer AND ${today}::date
        AND ${wantsReminders}
        AND NOT EXISTS (SELECT FROM booking b WHERE b.donor_id = p.id AND b.status = 'booked')
        AND NOT EXISTS (SELECT FROM deferral f WHERE f.donor_id = p.id AND f.lifted_at IS NULL
          AND (f.last_day IS NULL OR f.last_day >= ${today}::date))
        AND NOT EXISTS (SELECT FROM outgoing_message m WHERE m.business_key = 'again:' || g.id)
      ORDER BY p.id LIMIT 20000`,
  );
  const due = found.filter(({ bornOn, donations }) => {
    const from = nextEligibleOn(donations, "whole_blood", values);
    return (
      from !== null && from <= today && from >= addDays(today, -againWithinDays) && !ageVerdict(bornOn, today, values)
    );
  });
  for (const donor of due) {
    const facts = { day: formatDate(donor.locale, today), link: siteAddress(donor.locale, "/") };
    // Kept until the news is none: the message itself is what says that it was sent.
    await write(donor, "again", facts, `again:${donor.donationId}`, keepHours + 24 * againWithinDays);
  }
  return due.length;
}

/** Removes answers given at home once they have served: the booking ended without a visit, or a month has passed. */
export async function discardDeclarations(now = new Date()): Promise<number> {
  return execute(
    sql`DELETE FROM declaration USING booking b JOIN drive d ON d.id = b.drive_id
      WHERE declaration.booking_id = b.id
        AND (b.status IN ('cancelled', 'no_show', 'drive_cancelled') OR d.held_on < ${todayInVietnam(now)}::date - 30)`,
  );
}

async function write(
  to: Contact,
  kind: "booked" | "moved" | "reminder" | "again",
  facts: Record<string, string>,
  businessKey: string,
  keptFor = keepHours,
): Promise<void> {
  const channel = to.phone !== null && (canSend("sms") || to.email === null) ? "sms" : "email";
  const recipient = channel === "sms" ? to.phone : to.email;
  if (recipient === null || !canSend(channel)) return;
  const t = translatorFor(to.locale) as unknown as (key: string, facts: Record<string, string>) => string;
  await queueMessage({
    channel,
    recipient,
    kind: `bookings.${kind}`,
    subject: t(`bookings.letter.${kind}.subject`, facts),
    body: t(`bookings.letter.${kind}.body`, facts),
    locale: to.locale,
    businessKey,
    keepHours: keptFor,
  });
}

function siteAddress(locale: string, path: string): string {
  return `${process.env.PUBLIC_ORIGIN ?? ""}${localizedPath(locale, path)}`;
}
