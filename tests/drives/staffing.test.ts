import { expect, it } from "vitest";
import { mint, type StaffActor } from "@/lib/auth/actor";
import { newId } from "@/lib/core/ids";
import { staffDrive } from "@/lib/drives/team/commands";
import { useDatabase } from "../support/database";
import { addAccount, addDrive } from "../support/facts";

const { owner } = useDatabase();

it("does not let whoever plans a drive make himself its doctor: oneself", async () => {
  const drive = await addDrive(owner);
  const account = await addAccount(owner);
  const manager = mint<StaffActor>({
    kind: "staff",
    accountId: account.id,
    name: account.name,
    sessionId: newId(),
    grants: [{ role: "drive_manager", scope: { kind: "unit", unitId: drive.creditedUnitId }, facilityId: null }],
  });
  for (const who of [{ accountId: account.id }, { email: account.email }]) {
    expect(await staffDrive(manager, { driveId: drive.id, role: "medical_screener", ...who })).toEqual({
      ok: false,
      refusal: "oneself",
    });
  }
  const { rows } = await owner.query("SELECT FROM role_assignment WHERE account_id = $1", [account.id]);
  expect(rows).toHaveLength(0);
});
