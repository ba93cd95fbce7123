import { describe, expect, it } from "vitest";
import { newId } from "@/lib/core/ids";
import { readTime } from "@/lib/drives/rules";
import { copyDriveInput, editSlotsInput, planDriveInput, putOffDriveInput } from "@/lib/drives/schema";

const whole = {
  id: newId(),
  hostId: newId(),
  facilityId: newId(),
  venueId: newId(),
  creditedUnitId: "P01",
  heldOn: "2027-03-14",
  startTime: "7h30",
  endTime: "1130",
  plannedUnits: "1.200",
  slotMinutes: "15",
  places: "12",
  reserveValue: "20",
};
const complaints = (input: object) =>
  Object.fromEntries(
    planDriveInput.safeParse(input).error?.issues.map((issue) => [issue.path.join("."), issue.message]) ?? [],
  );

describe("a plan as it is typed", () => {
  it("reads Vietnamese dates, hours and numbers", () => {
    expect(planDriveInput.parse({ ...whole, heldOn: "14/03/2027", contactPhone: "0912 345 678" })).toMatchObject({
      heldOn: "2027-03-14",
      startTime: "07:30",
      endTime: "11:30",
      plannedUnits: 1200,
      reserveKind: "percent",
      campaignsBy: "auto",
      editions: [],
      intent: "draft",
      contactPhone: "+84912345678",
    });
  });

  it("says everything that is missing at once", () => {
    expect(Object.keys(complaints({ id: whole.id })).sort()).toEqual(
      [
        "creditedUnitId",
        "endTime",
        "facilityId",
        "heldOn",
        "hostId",
        "places",
        "plannedUnits",
        "reserveValue",
        "slotMinutes",
        "startTime",
        "venueId",
      ].sort(),
    );
  });

  it.each([
    ["endTime", { endTime: "07:30" }, "drives.error.ends_before_start"],
    ["startTime", { startTime: "25:00" }, "drives.error.time_malformed"],
    ["heldOn", { heldOn: "30/02/2027" }, "drives.error.day_malformed"],
    ["reserveValue", { reserveValue: "101" }, "drives.error.over_100"],
    ["reserveValue", { reserveKind: "number", reserveValue: "13" }, "drives.error.reserve_over_places"],
    ["pauseTo", { pauseFrom: "11:30" }, "drives.error.pause_whole"],
    ["pauseTo", { pauseFrom: "11:30", pauseTo: "11:00" }, "drives.error.pause_backwards"],
    ["contactPhone", { contactPhone: "12" }, "drives.error.phone_malformed"],
    ["newHostKind", { newHostName: "Trường Mới" }, "forms.error.required"],
    ["newVenueAddress", { newVenueName: "Nhà Mới", newVenueKind: "hall" }, "forms.error.required"],
    ["newVenuePosition", { newVenuePosition: "105.8, 21" }, "venues.error.position_swapped"],
  ])("%s: %o", (field, differing, message) => {
    expect(complaints({ ...whole, ...differing })).toMatchObject({ [field]: message });
  });
});

it.each([
  ["7:30", "07:30"],
  ["07h30", "07:30"],
  ["7g30", "07:30"],
  ["0730", "07:30"],
  ["730", "07:30"],
  ["13h", "13:00"],
  ["8", "08:00"],
  ["23:59", "23:59"],
  ["24:00", null],
  ["7:60", null],
  ["sáng", null],
  ["", null],
])("reads the time %s as %s", (text, time) => {
  expect(readTime(text)).toBe(time);
});

describe("slots as they are typed", () => {
  const driveId = newId();
  const slotId = newId();

  it("gathers the rows by the slot's id", () => {
    const input = { driveId, version: "3", [`capacity.${slotId}`]: "8", [`remove.${slotId}`]: "yes", other: "x" };
    expect(editSlotsInput.parse(input)).toEqual({
      driveId,
      version: 3,
      slots: [{ id: slotId, capacity: 8, walkInReserve: 0, remove: true }],
      add: null,
    });
  });

  it("complains at the very box", () => {
    const wrong = editSlotsInput.safeParse({ driveId, version: "3", [`capacity.${slotId}`]: "tám", addFrom: "11:00" });
    expect(wrong.error?.issues.map((issue) => issue.path.join("."))).toEqual([
      `capacity.${slotId}`,
      "addTo",
      "addCapacity",
    ]);
  });
});

it("puts a drive off only when somebody says they are sure, and in words where no reason fits", () => {
  const asked = { driveId: newId(), how: "cancelled", reason: "other" };
  expect(putOffDriveInput.safeParse(asked).error?.issues.map((issue) => issue.path[0])).toEqual(["sure"]);
  expect(putOffDriveInput.safeParse({ ...asked, sure: "yes" }).error?.issues[0]?.path).toEqual(["words"]);
  expect(putOffDriveInput.safeParse({ ...asked, sure: "yes", words: "mất điện" }).success).toBe(true);
});

it("copies by weeks or to a day, never to nothing", () => {
  expect(copyDriveInput.safeParse({ driveId: newId() }).success).toBe(false);
  expect(copyDriveInput.safeParse({ driveId: newId(), weeks: "27" }).success).toBe(false);
  expect(copyDriveInput.parse({ driveId: newId(), weeks: "4" })).toMatchObject({ weeks: 4 });
});
