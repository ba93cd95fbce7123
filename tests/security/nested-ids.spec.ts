import { expect, test } from "@playwright/test";
import { actionDoors } from "@/lib/auth/doors";
import type { Deed } from "@/lib/auth/matrix";
import { addBooking, addSlot } from "../support/facts";
import { whoMay } from "./expectation";
import { actionFixtures, pageOf } from "./fixtures";
import { addColleague } from "./people";
import { actionNamed, callAction, type Fields, visit } from "./site";
import { type Caller, cookieOf, day, insideUnit, newDonor, newDrive, useWorld } from "./world";

const world = useWorld();
test.describe.configure({ mode: "parallel", timeout: 60_000 });

/** A row as it stands, to see that it stayed so. */
async function rowOf(table: string, id: unknown): Promise<string> {
  const { rows } = await world.db.query(`SELECT t::text AS row FROM ${table} t WHERE id = $1`, [id]);
  return rows[0].row;
}

async function formOf(name: string, caller: Caller): Promise<Record<string, Fields[string]>> {
  return { ...(await actionFixtures[name]?.form(world, caller)) };
}

async function say(name: string, form: Fields, caller: Caller): Promise<string> {
  const action = actionNamed(name);
  const answer = await callAction(action, await pageOf(world, action), form, await cookieOf(caller));
  expect(answer.status, name).toBeLessThan(500);
  return answer.refusal ?? answer.outcome;
}

test.describe("a right id beside one that belongs elsewhere", () => {
  const nested: [action: string, key: string, table: string][] = [
    ["leaveVisitAction", "visitId", "visit"],
    ["screenVisitAction", "visitId", "visit"],
    ["deferVisitAction", "visitId", "visit"],
    ["beginDonationAction", "visitId", "visit"],
    ["stopDonationAction", "visitId", "visit"],
    ["recordDonationAction", "visitId", "visit"],
    ["correctDonationAction", "donationId", "donation"],
    ["voidDonationAction", "donationId", "donation"],
    ["confirmDonationAction", "donationId", "donation"],
    ["liftDeferralAction", "deferralId", "deferral"],
    ["unstaffDriveAction", "assignmentId", "role_assignment"],
    ["revokeRoleAction", "assignmentId", "role_assignment"],
  ];
  for (const [name, key, table] of nested) {
    test(`changes nothing at ${name}`, async () => {
      const caller = whoMay(world, actionDoors[name] as Deed);
      const [own, other] = [await formOf(name, caller), await formOf(name, caller)];
      const before = await rowOf(table, other[key]);
      const heard = await say(name, { ...own, [key]: other[key] ?? "" }, caller);
      expect(heard).not.toBe("done");
      expect(await rowOf(table, other[key])).toBe(before);
    });
  }

  test("changes nothing at the slots of another drive", async () => {
    const caller = whoMay(world, "drive.plan");
    const [own, other] = [await formOf("editSlotsAction", caller), await formOf("editSlotsAction", caller)];
    const slotId =
      Object.keys(other)
        .find((key) => key.startsWith("capacity."))
        ?.slice("capacity.".length) ?? "";
    const before = await rowOf("slot", slotId);
    await say("editSlotsAction", { ...own, [`capacity.${slotId}`]: "99", [`remove.${slotId}`]: "yes" }, caller);
    expect(await rowOf("slot", slotId)).toBe(before);
  });

  test("takes nobody in on somebody else's booking", async () => {
    const caller = whoMay(world, "visit.arrive");
    const form = await formOf("arriveAction", caller);
    const slot = await addSlot(world.db, { driveId: form.driveId as string });
    const booking = await addBooking(world.db, { slotId: slot.id, donorId: (await newDonor(world.db)).donorId });
    const before = await rowOf("booking", booking.id);
    await say("arriveAction", { ...form, bookingId: booking.id }, caller);
    expect(await rowOf("booking", booking.id)).toBe(before);
  });
});

test.describe("two people of one phone", () => {
  test("neither see nor change each other's bookings without choosing anew", async () => {
    const [mother, son] = [await newDonor(world.db), await newDonor(world.db)];
    await world.db.query("UPDATE donor SET phone = $2 WHERE id = $1", [son.donorId, mother.contact]);
    const drive = await newDrive(world, { heldOn: day(1), status: "published" });
    const slots = [await addSlot(world.db, { driveId: drive.id }), await addSlot(world.db, { driveId: drive.id })];
    const booking = await addBooking(world.db, { slotId: slots[0]?.id ?? "", donorId: son.donorId });
    const before = await rowOf("booking", booking.id);
    const caller: Caller = { kind: "donor", whose: "another", ...mother };
    const cookie = await cookieOf(caller);
    for (const page of ["", "/cancel", "/move", "/declaration", "/calendar.ics"]) {
      expect((await visit(`/me/tickets/${booking.id}${page}`, cookie)).status, page).toBe(404);
    }
    for (const [name, form] of [
      ["cancelBookingAction", { bookingId: booking.id }],
      ["moveBookingAction", { bookingId: booking.id, slotId: slots[1]?.id ?? "" }],
      ["declareAction", { bookingId: booking.id }],
    ] as const) {
      expect(await say(name, form, caller), name).not.toBe("done");
    }
    expect(await rowOf("booking", booking.id)).toBe(before);
    const data = await (await visit("/me/data", cookie)).text();
    expect(data).not.toContain(booking.id);
    expect(data).not.toContain(son.donorId);
  });

  test("and a person of another phone cannot be chosen", async () => {
    const [one, two] = [await newDonor(world.db), await newDonor(world.db)];
    const caller: Caller = { kind: "contact", contact: one.contact };
    expect(await say("chooseDonorAction", { donorId: two.donorId }, caller)).not.toBe("done");
  });
});

test.describe("somebody of another province", () => {
  const outside = (role: string) => {
    const caller = world.callers.find((one) => one.kind === "staff" && one.role === role && one.where === "outside");
    if (!caller) throw new Error(`No ${role} outside.`);
    return caller;
  };

  test("finds nothing of ours by searching, filtering or counting", async () => {
    const colleague = await addColleague(world.db);
    const drive = await newDrive(world, { heldOn: day(2), status: "published", title: `Kỳ Lân ${Date.now()}` });
    const asked: [role: string, address: string, mark: string][] = [
      ["provincial_office", `/staff/people?q=${colleague.email}`, colleague.id],
      ["administrator", `/staff/people?q=${colleague.email}`, colleague.id],
      ["provincial_office", `/staff/drives?q=${encodeURIComponent(drive.title ?? "")}`, drive.id],
      ["drive_manager", `/staff/drives?unit=${insideUnit}`, drive.id],
      ["drive_manager", "/staff/drives", drive.id],
      ["desk_clerk", "/staff/desk", drive.id],
      ["medical_screener", `/staff/desk?on=${day(2)}`, drive.id],
      ["administrator", `/staff/audit?id=${drive.id}`, drive.id],
      ["data_protection_officer", `/staff/audit?id=${world.owner.donorId}`, world.owner.name],
      ["drive_manager", `/api/staff/choices?kind=venue&q=`, drive.venueId],
      ["drive_manager", `/api/staff/choices?kind=host&q=`, drive.hostOrganisationId],
      ["drive_manager", `/api/staff/choices?kind=commune&q=&within=${insideUnit}`, "C31825"],
      ["drive_manager", `/staff/drives/new?copy=${drive.id}`, drive.title ?? ""],
    ];
    await say("disableAccountAction", { accountId: colleague.id, version: "1" }, outside("provincial_office"));
    for (const [role, address, mark] of asked) {
      const response = await visit(address, await cookieOf(outside(role)));
      const text = (await response.text()).replaceAll(encodeURIComponent(mark), "").replaceAll(address, "");
      // What was asked for may stand in the search box and its links; a row of the answer has a link of its own.
      const shown = address.includes(mark) ? text.includes(`/${mark}"`) : text.includes(mark);
      expect(shown, `${role} at ${address}`).toBe(false);
    }
    expect(await rowOf("account", colleague.id)).toContain(colleague.email);
  });

  test("plans nothing with our host, place or credit, and gives no role here", async () => {
    const manager = outside("drive_manager");
    const form = await formOf("planDriveAction", manager);
    for (const differing of [{}, { creditedUnitId: "P04" }] as Fields[]) {
      expect(await say("planDriveAction", { ...form, ...differing }, manager)).not.toBe("done");
    }
    const office = outside("provincial_office");
    for (const grant of [
      { unitId: insideUnit },
      { scope: "nation", role: "committee_member" },
      { role: "administrator", unitId: "P04" },
    ] as Fields[]) {
      const invitation = { ...(await formOf("invitePersonAction", office)), ...grant };
      expect(await say("invitePersonAction", invitation, office)).toBe("not_allowed");
    }
  });
});
