import { describe, expect, it } from "vitest";
import { calendarFile } from "@/lib/documents/calendar";

const event = {
  uid: "ticket-1@giothong",
  startsAt: new Date("2026-11-29T01:30:00Z"),
  endsAt: new Date("2026-11-29T01:45:00Z"),
  title: "Hiến máu: Đại học Bách khoa Hà Nội",
  place: "Nhà C2, 1 Đại Cồ Việt; phường Bạch Mai",
  description: "Mã phiếu 7K2M 9QXF\nMang theo căn cước",
  address: "https://giothong.example/drives/1",
  position: { lat: 21.005, lon: 105.845 },
  cancelled: false,
  writtenAt: new Date("2026-11-22T03:00:00Z"),
};
const unfolded = (file: string) => file.replace(/\r\n /g, "");

describe("a calendar file", () => {
  it("tells the hour in UTC, the place and the position", () => {
    const file = calendarFile(event);
    for (const line of [
      "DTSTART:20261129T013000Z",
      "DTEND:20261129T014500Z",
      "GEO:21.005;105.845",
      "STATUS:CONFIRMED",
      "LOCATION:Nhà C2\\, 1 Đại Cồ Việt\\; phường Bạch Mai",
      "DESCRIPTION:Mã phiếu 7K2M 9QXF\\nMang theo căn cước",
    ])
      expect(unfolded(file).split("\r\n")).toContain(line);
  });

  it("lets no end of a line in a text begin a property of its own", () => {
    const file = calendarFile({ ...event, title: "a\rATTENDEE:mailto:x@elsewhere.example\nb\r\nc" });
    expect(file.split(/\r\n|\r|\n/).filter((line) => /^(ATTENDEE|b|c)/.test(line))).toEqual([]);
  });

  it("folds at 75 bytes and never in the middle of a letter", () => {
    const file = calendarFile({ ...event, description: "ễ".repeat(200) });
    for (const line of file.split("\r\n")) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
    expect(unfolded(file)).toContain(`DESCRIPTION:${"ễ".repeat(200)}\r\n`);
  });

  it("of a cancelled appointment takes it out of the calendar", () => {
    expect(calendarFile({ ...event, cancelled: true, position: null })).toContain("STATUS:CANCELLED");
  });
});
