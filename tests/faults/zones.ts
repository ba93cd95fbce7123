import { askOnce, bookingWish, donationWish } from "./client";
import { type Fault, Promises } from "./fault";
import { History } from "./history";
import { ask } from "./requests";
import { judged } from "./summary";
import { announcedDrive, bleedingAt, openDrive, people } from "./world";

const zones = ["UTC", "Asia/Ho_Chi_Minh", "America/New_York"];

/** The machine stands elsewhere: days and hours are those of Viet Nam all the same. */
export const elsewhere: Fault = {
  name: "zones",
  async run(ground) {
    const promises = new Promises();
    const history = new History("zones");
    const drive = await announcedDrive(ground.owner, { count: 3, capacity: 10 });
    // Booked elsewhere than is read, since every booking changes what is left to read.
    const booked = await announcedDrive(ground.owner, { count: 1, capacity: 10 });
    const open = await openDrive(ground.owner);
    const donors = await people(ground.owner, zones.length);
    const chairs = await bleedingAt(ground.owner, open.driveId, zones.length);
    // Between midnight and seven in the morning in Viet Nam it is still yesterday in UTC.
    await ground.owner.query(
      `UPDATE slot SET starts_at = d.starts_at + interval '10 minutes', ends_at = d.starts_at + interval '25 minutes'
       FROM drive d WHERE d.id = slot.drive_id AND slot.id = $1`,
      [drive.slotIds[0]],
    );
    const seen: string[][] = [];
    for (const [index, TZ] of zones.entries()) {
      const server = await ground.server({ TZ });
      const donor = donors[index];
      const chair = chairs[index];
      if (!donor || !chair) throw new Error("Nobody came.");
      const slot = booked.slotIds[0] as string;
      for (const wish of [bookingWish(booked.driveId, slot, donor), donationWish(open, chair)]) {
        const { settled, answer } = await askOnce(server.port, wish, history);
        promises.keep(settled, `a ${wish.what} was answered ${answer.status} under ${TZ}`);
      }
      seen.push(
        await Promise.all(
          ["/", `/drives/${drive.driveId}`, `/en/drives/${drive.driveId}`, `/drives/${drive.driveId}/calendar.ics`].map(
            async (path) => wordsOf((await ask(server.port, { path, headers: { accept: "text/html" } })).text),
          ),
        ),
      );
      await server.stop();
    }
    for (const [index, words] of seen.entries())
      for (const [page, text] of words.entries())
        promises.keep(text === seen[0]?.[page], `${zones[index]}: ${firstDifference(text, seen[0]?.[page] ?? "")}`);
    const { rows } = await ground.owner.query<{ different: number; wrong: number }>(
      `SELECT count(DISTINCT g.given_on)::int AS different, count(*) FILTER (WHERE g.given_on <> d.held_on
         OR g.given_on <> (g.given_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date)::int AS wrong
       FROM donation g JOIN drive d ON d.id = g.drive_id WHERE g.drive_id = $1`,
      [open.driveId],
    );
    promises.keep(rows[0]?.different === 1 && rows[0].wrong === 0, "the day of a donation is not the day in Viet Nam");
    const sum = await judged(promises, ground.owner, [booked.driveId, open.driveId], history);
    return promises.verdict(
      `${zones.join(", ")}: the same words on ${seen[0]?.length} pages, the same day on every donation; ${sum}`,
    );
  },
};

/** What a person reads: no scripts, no marks that change with every answer, no places left (they go down meanwhile). Sorted, as the title may come with the head or be sent after it. */
function wordsOf(html: string): string {
  return html
    .replace(/<script[\s\S]*?<\/script>/g, "")
    .replace(/(DTSTAMP|SEQUENCE):\S+/g, "")
    .replace(/<[^>]*>/g, " ")
    .replace(/còn \d+|\d+ (chỗ|places?|left)/gi, "")
    .split(/\s+/)
    .sort()
    .join(" ");
}

function firstDifference(text: string, other: string): string {
  const at = [...text].findIndex((letter, index) => letter !== other[index]);
  const shown = (whole: string) => `"${whole.slice(Math.max(0, at - 30), at + 30)}"`;
  return `${shown(text)} where UTC reads ${shown(other)}`;
}
