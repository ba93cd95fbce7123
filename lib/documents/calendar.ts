/** What a calendar needs to know of an appointment. */
export interface CalendarEvent {
  /** Stays the same for the same appointment, so that a later file replaces the earlier entry. */
  readonly uid: string;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly title: string;
  readonly place: string;
  readonly description: string;
  readonly address: string;
  readonly position: { readonly lat: number; readonly lon: number } | null;
  readonly cancelled: boolean;
  /** When this was written; a newer file wins over an older one. */
  readonly writtenAt: Date;
}

/** An appointment as a calendar file (RFC 5545), in UTC, so that every calendar shows its own hour. */
export function calendarFile(event: CalendarEvent): string {
  const lines = [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//Giot Hong//Blood donation//VI",
    "METHOD:PUBLISH",
    "BEGIN:VEVENT",
    `UID:${escaped(event.uid)}`,
    `DTSTAMP:${stamp(event.writtenAt)}`,
    `SEQUENCE:${Math.floor(event.writtenAt.getTime() / 1000) % 2_000_000_000}`,
    `DTSTART:${stamp(event.startsAt)}`,
    `DTEND:${stamp(event.endsAt)}`,
    `SUMMARY:${escaped(event.title)}`,
    `LOCATION:${escaped(event.place)}`,
    `DESCRIPTION:${escaped(event.description)}`,
    `URL:${event.address}`,
    ...(event.position ? [`GEO:${event.position.lat};${event.position.lon}`] : []),
    `STATUS:${event.cancelled ? "CANCELLED" : "CONFIRMED"}`,
    "END:VEVENT",
    "END:VCALENDAR",
  ];
  return `${lines.map(folded).join("\r\n")}\r\n`;
}

/** The file as a download. */
export function calendarResponse(event: CalendarEvent, name: string): Response {
  return new Response(calendarFile(event), {
    headers: {
      "content-type": "text/calendar; charset=utf-8",
      "content-disposition": `attachment; filename="${name}.ics"`,
    },
  });
}

function stamp(at: Date): string {
  return `${at.toISOString().slice(0, 19).replace(/[-:]/g, "")}Z`;
}

/** A line's end within a text, also a lone one, must not begin a property of the file. */
function escaped(text: string): string {
  return text.replace(/[\\;,]/g, "\\$&").replace(/\r\n?|\n/g, "\\n");
}

/** Lines are at most 75 bytes; what is longer goes on after a space, never in the middle of a letter. */
function folded(line: string): string {
  const parts: string[] = [];
  let part = "";
  let bytes = 0;
  for (const letter of line) {
    const size = Buffer.byteLength(letter);
    if (bytes + size > 75) {
      parts.push(part);
      part = " ";
      bytes = 1;
    }
    part += letter;
    bytes += size;
  }
  return [...parts, part].join("\r\n");
}
