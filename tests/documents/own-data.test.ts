import { expect, it } from "vitest";
import { newId } from "@/lib/core/ids";
import { ownData } from "@/lib/documents/queries";
import { donorActor } from "../support/actors";
import { useDatabase } from "../support/database";
import {
  addBooking,
  addDeferral,
  addDonation,
  addDonor,
  addDrive,
  addRuleSet,
  addScreening,
  addVisit,
  insert,
} from "../support/facts";

const { owner } = useDatabase();

it("tells that somebody waits and until when, and nothing medical: whoever has their phone may read this", async () => {
  const donor = await addDonor(owner, { locale: "vi" });
  const drive = await addDrive(owner);
  const booking = await addBooking(owner, { donorId: donor.id, driveId: drive.id, status: "arrived" });
  await insert(owner, "declaration", {
    id: newId(),
    donorId: donor.id,
    bookingId: booking.id,
    ruleSetId: (await addRuleSet(owner)).id,
    answers: { long_illness: "answered_by_her" },
  });
  const visit = await addVisit(owner, {
    donorId: donor.id,
    driveId: drive.id,
    bookingId: booking.id,
    status: "deferred",
  });
  await addScreening(owner, { visitId: visit.id, verdict: "deferred", hemoglobinGPerL: 97, signedOnPaper: false });
  await addDeferral(owner, { donorId: donor.id, visitId: visit.id, note: "noted_by_the_doctor" });
  await addDonation(owner, { donorId: donor.id, adverseReaction: "vasovagal", adverseSeverity: 2, volumeMl: 350 });

  const data = await ownData(donorActor(donor.id));
  const text = JSON.stringify(data);
  for (const secret of ["tattoo", "2027-01-10", "hemoglobin", "answered_by_her", "noted_by", "vasovagal"]) {
    expect(text.includes(secret), secret).toBe(false);
  }
  expect(data).toMatchObject({
    deferrals: [{ last_day: "2027-07-09" }],
    visits: [{ status: "deferred", examined: true }, { status: "donated" }],
    bookings: [{ answers_given_at_home: true }],
    donations: [{ volume_ml: 350 }],
    told_in_person: expect.stringContaining("giấy tờ"),
  });
});
