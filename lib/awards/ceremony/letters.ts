import sql from "sql-template-tag";
import { z } from "zod";
import { type CivilDate, formatVietnameseDate } from "@/lib/core/time";
import { type Runner, rows } from "@/lib/db/statement";
import { translatorFor } from "@/lib/i18n/translator";
import { canSend, queueMessages } from "@/lib/jobs/outbox";
import type { Guest } from "./called";
import { seatName } from "./rules";

/** What an invitation says of the ceremony; `version` grows with each new day, hour or place. */
export interface Told {
  readonly name: string;
  readonly on: CivilDate;
  readonly beginsAt: string;
  readonly place: string;
  readonly note: string | null;
  readonly version: number;
}

/** How long a letter is kept after it was written. */
const keepDays = 60;

/**
 * Writes to those of the guests who are donors and left a contact, in their own language, by text message where there
 * is a phone and a gateway, else by e-mail; part of the transaction that invites them. Answers to how many.
 */
export async function tellInvited(guests: readonly Guest[], told: Told, tx: Runner): Promise<number> {
  const donors = guests.filter(({ subjectKind, hasContact }) => subjectKind === "donor" && hasContact);
  const contacts = await rows(
    z.object({
      id: z.string(),
      phone: z.string().nullable(),
      email: z.string().nullable(),
      locale: z.enum(["vi", "en"]),
      times: z.coerce.number(),
    }),
    sql`SELECT d.id, d.phone, d.email, d.locale,
        (SELECT count(*) FROM honour_event e WHERE e.honour_id = w.honour AND e.kind = 'invited') AS times
      FROM json_to_recordset(${JSON.stringify(donors.map(({ id, subjectId }) => ({ honour: id, donor: subjectId })))}::json)
        AS w (honour uuid, donor uuid) JOIN donor d ON d.id = w.donor`,
    tx,
  );
  const byId = new Map(contacts.map((contact) => [contact.id, contact]));
  const letters = donors.flatMap((guest) => {
    const contact = byId.get(guest.subjectId);
    if (!contact || guest.row === null || guest.seat === null) return [];
    const byText = contact.phone !== null && (canSend("sms") || contact.email === null);
    const t = translatorFor(contact.locale);
    const facts = {
      name: guest.name,
      ceremony: told.name,
      day: formatVietnameseDate(told.on),
      time: told.beginsAt,
      place: told.place,
      seat: seatName({ row: guest.row, seat: guest.seat }),
    };
    return [
      {
        channel: byText ? ("sms" as const) : ("email" as const),
        recipient: (byText ? contact.phone : contact.email) ?? "",
        kind: "award.invitation",
        subject: t("ceremony.letter.subject", facts),
        body: [t("ceremony.letter.body", facts), told.note].filter(Boolean).join("\n"),
        locale: contact.locale,
        // The invitation it carries, the how many-th of this guest: one letter each.
        businessKey: `award-invitation:${guest.id}:${told.version}:${contact.times}`,
        keepHours: 24 * keepDays,
      },
    ];
  });
  await queueMessages(letters, tx);
  return letters.length;
}
