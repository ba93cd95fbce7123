import { expect, it } from "vitest";
import { systemActor } from "@/lib/auth/system";
import { addDays, instantInVietnam } from "@/lib/core/time";
import { endForgottenVisits } from "@/lib/visits/jobs";
import { useDatabase } from "../support/database";
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
  expect(await endForgottenVisits(systemActor("test"), on(3))).toBe(2);
  expect(await endForgottenVisits(systemActor("test"), on(3))).toBe(0);
  const { rows } = await owner.query("SELECT status FROM visit WHERE drive_id = $1 ORDER BY number", [drive.id]);
  expect(rows.map(({ status }) => status)).toEqual(["left", "left", "bleeding", "donated"]);
  const { rowCount } = await owner.query(
    "SELECT FROM audit_event WHERE actor_kind = 'system' AND action = 'visit.leave' AND subject_id = ANY ($1)",
    [visits.map(({ id }) => id)],
  );
  expect(rowCount).toBe(2);
});
