import { describe, expect, it } from "vitest";
import type { StaffActor } from "@/lib/auth/actor";
import { systemActor } from "@/lib/auth/system";
import { addDays, instantInVietnam } from "@/lib/core/time";
import { recordDonation } from "@/lib/donations/commands";
import { drivePlan } from "@/lib/drives/plan/queries";
import { arrive } from "@/lib/visits/arrival/commands";
import { endForgottenVisits } from "@/lib/visits/jobs";
import { stopDonation } from "@/lib/visits/leaving/commands";
import { deskQueue } from "@/lib/visits/queue/queries";
import { useDatabase } from "../support/database";
import { arrivalOf, bagOf, bleeding, good, staffAt } from "../support/desk";
import { addDrive, addVisit, usualDay } from "../support/facts";

const { owner } = useDatabase();

it("ends, some days later, visits nobody ended before the needle, and leaves the others alone", async () => {
  const drive = await addDrive(owner, { status: "open" });
  const visits = await Promise.all(
    (["arrived", "fit", "bleeding", "donated"] as const).map(async (status, n) =>
      addVisit(owner, { driveId: drive.id, status, number: n + 1 }),
    ),
  );
  const on = (days: number) => instantInVietnam(addDays(usualDay, days), "00:15");
  expect(await endForgottenVisits(systemActor("test"), on(2))).toBe(0);
  expect(await endForgottenVisits(systemActor("test"), on(3))).toBe(3);
  expect(await endForgottenVisits(systemActor("test"), on(3))).toBe(0);
  const { rows } = await owner.query("SELECT status FROM visit WHERE drive_id = $1 ORDER BY number", [drive.id]);
  expect(rows.map(({ status }) => status)).toEqual(["left", "left", "bleeding", "donated"]);
  const { rowCount } = await owner.query(
    "SELECT FROM audit_event WHERE actor_kind = 'system' AND action = 'visit.leave' AND subject_id = ANY ($1)",
    [visits.map(({ id }) => id)],
  );
  expect(rowCount).toBe(2);
});

describe("a needle of which nobody said what came of it", () => {
  const days = (n: number) => addDays(usualDay, n);
  const morning = (n: number) => instantInVietnam(days(n), "09:00");
  const comesAgain = async (screener: StaffActor, donorId: string, after: number) => {
    const drive = await addDrive(owner, { status: "open", heldOn: days(after) });
    return arrive(screener, arrivalOf(drive.id, donorId), morning(after));
  };

  it("is shown as one to finish, and asks its donor to rest rather than to be in two places", async () => {
    const screener = await staffAt(owner, "medical_screener");
    const drive = await addDrive(owner, { status: "open" });
    const visit = await bleeding(owner, screener, drive.id);
    expect(await comesAgain(screener, visit.donorId, 2)).toMatchObject({ refusal: "here_elsewhere" });
    await endForgottenVisits(systemActor("test"), morning(3));

    const queue = await deskQueue(screener, drive.id, morning(3));
    expect(queue?.items).toMatchObject([{ status: "bleeding", toFinish: true }]);
    expect(await drivePlan(screener, drive.id)).toMatchObject({ inside: 1, toFinish: 1 });
    expect(await comesAgain(screener, visit.donorId, 4)).toMatchObject({
      refusal: "resting",
      facts: { firstAllowedOn: days(84) },
    });
    expect(await comesAgain(screener, visit.donorId, 84)).toMatchObject({ ok: true });
  });

  it("may still be recorded, by the rules of its own day, while its donor is at another drive", async () => {
    const screener = await staffAt(owner, "medical_screener");
    const visit = await bleeding(owner, screener, (await addDrive(owner, { status: "open" })).id);
    await endForgottenVisits(systemActor("test"), morning(3));
    good(await comesAgain(screener, visit.donorId, 84));
    const kept = good(await recordDonation(screener, bagOf(visit), morning(84)));
    expect(kept).toMatchObject({ volumeMl: 350, flags: [] });
  });

  it("lets its donor give again once it is said to have stopped, unless much was lost", async () => {
    const screener = await staffAt(owner, "medical_screener");
    for (const { lostMl, answer } of [
      { lostMl: undefined, answer: { ok: true } },
      { lostMl: 199, answer: { ok: true } },
      { lostMl: 200, answer: { refusal: "resting", facts: { firstAllowedOn: days(84) } } },
    ]) {
      const visit = await bleeding(owner, screener, (await addDrive(owner, { status: "open" })).id);
      await endForgottenVisits(systemActor("test"), morning(3));
      const asked = { driveId: visit.driveId, visitId: visit.id, version: visit.version + 1, because: "vein", lostMl };
      good(await stopDonation(screener, asked as Parameters<typeof stopDonation>[1], morning(4)));
      expect(await comesAgain(screener, visit.donorId, 5)).toMatchObject(answer);
    }
  });
});
