import { afterEach, describe, expect, it } from "vitest";
import { systemActor } from "@/lib/auth/system";
import { newId } from "@/lib/core/ids";
import { openNumber } from "@/lib/donors/identity-vault";
import { donorsByNumber } from "@/lib/donors/queries";
import { sealAnew } from "@/lib/donors/seal-anew";
import { registerWalkIn } from "@/lib/visits/arrival/commands";
import { registerInput } from "@/lib/visits/schema";
import { useDatabase } from "../support/database";
import { addDrive, good, staffAt, usualHour } from "../support/desk";

const { owner } = useDatabase();
const before = { ...process.env };
afterEach(() => {
  for (const name of Object.keys(process.env).filter((name) => name.startsWith("IDENTITY_"))) {
    if (before[name] === undefined) delete process.env[name];
    else process.env[name] = before[name];
  }
});

/** New keys in place, the old ones beside them, as the README says. */
function changeKeys(): void {
  for (const name of ["IDENTITY_HASH_KEY", "IDENTITY_ENCRYPTION_KEY"]) {
    process.env[`${name}_PREVIOUS`] = process.env[name];
    process.env[name] = Buffer.alloc(32, name).toString("base64");
  }
  process.env.IDENTITY_KEY_VERSION = "2";
}

const form = (driveId: string) =>
  registerInput.parse({
    driveId,
    fullName: "Phan Văn Khoá",
    bornOn: "02/09/1990",
    sex: "male",
    identityKind: "citizen_card",
    identityNumber: "001090000777",
    segment: "worker",
    consent: "given",
    registrationKey: newId(),
    requestKey: newId(),
  });

describe("while the keys are being changed", () => {
  it("finds at the desk whom the old key sealed, and does not register them a second time", async () => {
    const clerk = await staffAt(owner, "desk_clerk");
    const number = [{ kind: "citizen_card" as const, number: "001090000777" }];
    const first = good((await registerWalkIn(clerk, form((await addDrive(owner)).id), usualHour)).outcome);
    changeKeys();
    expect(await donorsByNumber(clerk, number)).toEqual([first.donorId]);
    await owner.query("UPDATE visit SET status = 'left', closed_at = now() WHERE donor_id = $1", [first.donorId]);
    const again = good((await registerWalkIn(clerk, form((await addDrive(owner)).id), usualHour)).outcome);
    expect(again).toMatchObject({ donorId: first.donorId, known: true });
  });

  it("seals every number anew, after which the old keys can go", async () => {
    const clerk = await staffAt(owner, "desk_clerk");
    const asked = { ...form((await addDrive(owner)).id), identityNumber: "001090000888", fullName: "Phan Thị Mới" };
    const { donorId } = good((await registerWalkIn(clerk, asked, usualHour)).outcome);
    // Numbers of other tests, which no key reads.
    await owner.query("DELETE FROM donor_identity WHERE donor_id <> $1", [donorId]);
    changeKeys();
    expect(await sealAnew(systemActor("test"))).toEqual({ sealed: 1, twice: 0 });
    expect(await sealAnew(systemActor("test"))).toEqual({ sealed: 0, twice: 0 });
    delete process.env.IDENTITY_HASH_KEY_PREVIOUS;
    delete process.env.IDENTITY_ENCRYPTION_KEY_PREVIOUS;
    expect(await donorsByNumber(clerk, [{ kind: "citizen_card", number: "001090000888" }])).toEqual([donorId]);
    const { rows } = await owner.query(
      'SELECT number_cipher AS cipher, key_version AS "keyVersion" FROM donor_identity',
    );
    expect(openNumber("citizen_card", rows[0])).toBe("001090000888");
  });
});
