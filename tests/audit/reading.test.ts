import { beforeAll, expect, test } from "vitest";
import { reading, recordRead } from "@/lib/audit/reading";
import type { StaffActor } from "@/lib/auth/actor";
import { newId } from "@/lib/core/ids";
import { findAtDesk } from "@/lib/visits/find/commands";
import { deskPerson } from "@/lib/visits/person/queries";
import { useDatabase } from "../support/database";
import { addAgreedDonor, addDrive, staffAt } from "../support/desk";
import { addVisit } from "../support/facts";

const { owner } = useDatabase();
let drive: Awaited<ReturnType<typeof addDrive>>;
let clerk: StaffActor;
let person: { id: string; phone?: string | null };
beforeAll(async () => {
  drive = await addDrive(owner);
  clerk = await staffAt(owner, "desk_clerk");
  person = await addAgreedDonor(owner, { phone: "+84912000777" });
});

const read = (donorId = newId()) =>
  recordRead(clerk, {
    action: "donor.look_up",
    subjectKind: "donor",
    subjectId: donorId,
    driveId: drive.id,
    unitId: drive.creditedUnitId,
  });

async function written(action: string) {
  const { rows } = await owner.query(
    "SELECT unit_id, subject_kind, subject_id, detail FROM audit_event WHERE action = $1 AND actor_id = $2",
    [action, clerk.accountId],
  );
  return rows;
}

test("a clerk who reads one record after the other is told of in the audit, once, and then shown nothing more", async () => {
  const again = newId();
  for (let time = 0; time < 150; time += 1) expect(await read(again)).toBe(true);
  expect(await written("donor.read_many")).toEqual([]);

  for (let others = 0; others < reading.most; others += 1) expect(await read()).toBe(others < reading.most - 1);
  expect(await written("donor.read_many")).toEqual([
    {
      unit_id: drive.creditedUnitId,
      subject_kind: "account",
      subject_id: clerk.accountId,
      detail: { people: reading.tellAt },
    },
  ]);
  // The records at hand can still be worked with; a new one is not shown, and no row says that it was.
  expect(await read(again)).toBe(true);
  const visit = await addVisit(owner, { driveId: drive.id, donorId: person.id });
  expect(await deskPerson(clerk, drive.id, { visitId: visit.id })).toBeNull();
  expect(await findAtDesk(clerk, { driveId: drive.id, text: person.phone ?? "" })).toEqual({
    ok: false,
    refusal: "read_too_many",
  });
  expect((await written("visit.read")).length).toBe(0);

  await owner.query("UPDATE audit_event SET happened_at = happened_at - interval '11 minutes' WHERE actor_id = $1", [
    clerk.accountId,
  ]);
  expect(await deskPerson(clerk, drive.id, { visitId: visit.id })).not.toBeNull();
});
