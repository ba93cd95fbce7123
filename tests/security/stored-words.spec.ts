import { expect, test } from "@playwright/test";
import { addBooking, addSlot } from "../support/facts";
import { whoMay } from "./expectation";
import { actionFixtures, pageOf } from "./fixtures";
import { markup } from "./hostile";
import { actionNamed, callAction, type Fields, visit } from "./site";
import { type Caller, cookieOf, day, insideCommune, newDonor, useWorld } from "./world";

const world = useWorld();
test.describe.configure({ timeout: 60_000 });

/** Words with everything in them that some page, letter or file might take for its own language. */
const nasty = (of: string) => `${of} ${process.pid} ${markup}</script><script>hong1()</script> {x} 'q" %_ \\,; =1+1`;

async function done(name: string, form: Fields, caller: Caller) {
  const action = actionNamed(name);
  const answer = await callAction(action, await pageOf(world, action), form, await cookieOf(caller));
  expect(answer.outcome, `${name}: ${answer.text.slice(0, 400)}`).toBe("done");
  return answer;
}

const formOf = async (name: string, caller: Caller) => ({ ...(await actionFixtures[name]?.form(world, caller)) });

test("hostile words are kept as they were typed and shown as words, on pages, in data, letters and calendars", async () => {
  const planner = whoMay(world, "drive.plan");
  const form = await formOf("planDriveAction", planner);
  const title = nasty("Tên");
  const note = `${nasty("Lưu ý")}\r\nBEGIN:VEVENT\rATTENDEE:mailto:x@elsewhere.example`;
  await done(
    "planDriveAction",
    {
      ...form,
      title,
      publicNote: note,
      heldOn: day(2),
      newHostName: nasty("Đơn vị"),
      newHostKind: "school",
      newVenueName: nasty("Nơi"),
      newVenueKind: "hall",
      newVenueAddress: nasty("Số 1"),
      newVenueProvinceId: "P96",
      newVenueCommuneId: insideCommune,
      intent: "publish",
    },
    planner,
  );
  const { rows } = await world.db.query(
    `SELECT d.id, d.title, d.public_note, d.status, o.name AS host, v.name AS venue, v.address FROM drive d
      JOIN organisation o ON o.id = d.host_organisation_id JOIN venue v ON v.id = d.venue_id WHERE d.id = $1`,
    [form.id],
  );
  const kept = rows[0];
  expect(kept).toMatchObject({
    title,
    status: "published",
    host: nasty("Đơn vị"),
    venue: nasty("Nơi"),
    address: nasty("Số 1"),
  });
  expect(kept.public_note.replace(/\r\n?/g, "\n")).toBe(note.replace(/\r\n?/g, "\n"));

  const donor = await newDonor(world.db);
  const own: Caller = { kind: "donor", whose: "another", ...donor };
  const profile = await world.db.query("SELECT version FROM donor WHERE id = $1", [donor.donorId]);
  await done(
    "mendOwnProfileAction",
    { ...(await formOf("mendOwnProfileAction", own)), version: `${profile.rows[0].version}`, employer: nasty("Lớp") },
    own,
  );
  const slot = await addSlot(world.db, { driveId: kept.id });
  const booking = await addBooking(world.db, { slotId: slot.id, donorId: donor.donorId });
  const clerk = whoMay(world, "visit.arrive");
  const admin = whoMay(world, "people.manage");
  await done("invitePersonAction", { ...(await formOf("invitePersonAction", admin)), name: nasty("Người mới") }, admin);

  const shown: [string, Caller][] = [
    ["/?when=30&q=onerror", { kind: "nobody" }],
    [`/drives/${kept.id}`, { kind: "nobody" }],
    [`/en/drives/${kept.id}`, { kind: "nobody" }],
    [`/drives/${kept.id}/book`, own],
    ["/me", own],
    ["/me/profile", own],
    [`/me/tickets/${booking.id}`, own],
    [`/me/tickets/${booking.id}/move`, own],
    [`/staff/drives?q=${encodeURIComponent(title)}`, planner],
    [`/staff/drives/${kept.id}`, planner],
    [`/staff/drives/${kept.id}/edit`, planner],
    [`/staff/drives/${kept.id}/poster`, planner],
    [`/staff/drives/${kept.id}/people`, planner],
    [`/staff/drives/${kept.id}/put-off`, planner],
    [`/staff/desk/${kept.id}`, clerk],
    ["/staff/people", admin],
  ];
  for (const [address, caller] of shown) {
    const response = await visit(address, await cookieOf(caller));
    const text = await response.text();
    expect(response.status, address).toBe(200);
    expect(text, address).not.toContain(markup);
    expect(text, address).not.toContain("<script>hong1");
    expect(text, address).toContain("hong1");
  }

  const data = await visit(`/api/v1/drives/${kept.id}`, null);
  expect(data.headers.get("content-type")).toContain("application/json");
  expect(JSON.stringify(await data.json())).toContain(JSON.stringify(title).slice(1, -1));

  for (const file of [`/drives/${kept.id}/calendar.ics`, `/me/tickets/${booking.id}/calendar.ics`]) {
    const text = await (await visit(file, await cookieOf(own))).text();
    const names = text.split(/\r\n(?! )|\r(?!\n)|(?<!\r)\n/).map((line) => line.split(/[:;]/)[0]);
    expect(
      names.filter((name) => name === "BEGIN"),
      file,
    ).toHaveLength(2);
    expect(names, file).not.toContain("ATTENDEE");
  }

  await done(
    "putOffDriveAction",
    { driveId: kept.id, how: "cancelled", reason: "other", words: nasty("Vì"), sure: "yes" },
    planner,
  );
  const letters = await world.db.query("SELECT subject, body FROM outgoing_message WHERE recipient = $1", [
    donor.contact,
  ]);
  expect(letters.rows.length).toBeGreaterThan(0);
  for (const { subject, body } of letters.rows) {
    expect(subject).not.toMatch(/[\r\n]/);
    expect(body).toContain(markup);
  }
  const mailbox = await (await visit("/mailbox", null)).text();
  expect(mailbox).not.toContain(markup);
  expect(mailbox).toContain("hong1");
});
