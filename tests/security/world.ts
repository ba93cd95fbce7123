import { test } from "@playwright/test";
import { Pool } from "pg";
import type { Role } from "@/lib/auth/roles";
import { roles } from "@/lib/auth/roles";
import { closePool } from "@/lib/db/pool";
import { addAccount, addConsent, addDonor, addDrive, addFacility, addRoleAssignment } from "../support/facts";
import { donorCookie, staffCookie } from "../support/sign-in";
import { origin } from "./site";

/** Everybody who may knock: each role where the thing is and elsewhere, donors, a proven contact, a passer-by. */
export type Caller =
  | { kind: "staff"; role: Role; where: "inside" | "outside"; email: string; accountId: string }
  | { kind: "donor"; whose: "own" | "another"; donorId: string; contact: string }
  | { kind: "contact"; contact: string }
  | { kind: "nobody" };

/** The province everything in this world lies in, and one that has nothing to do with it. */
export const insideUnit = "P96";
export const insideCommune = "C31825";
const outsideUnit = "P04";

export interface World {
  readonly db: Pool;
  readonly facilityId: string;
  /** The donor whose things are asked for, by a name that stands nowhere else. */
  readonly owner: { donorId: string; contact: string; name: string };
  readonly callers: readonly Caller[];
}

/** One account per role and place, two donors; what actions are about is made by each fixture anew. */
async function makeWorld(): Promise<World> {
  const db = new Pool({ connectionString: process.env.DATABASE_OWNER_URL, max: 4 });
  const facility = await addFacility(db, { unitId: insideUnit });
  const elsewhere = await addFacility(db, { unitId: outsideUnit });
  const owner = await newDonor(db, "Khổng Tước Vi");
  const another = await newDonor(db, "Lạc Thiên Ân");
  const callers: Caller[] = [{ kind: "nobody" }, { kind: "contact", contact: owner.contact }];
  callers.push({ kind: "donor", whose: "own", donorId: owner.donorId, contact: owner.contact });
  callers.push({ kind: "donor", whose: "another", donorId: another.donorId, contact: another.contact });
  for (const role of roles) {
    for (const where of ["inside", "outside"] as const) {
      const account = await addAccount(db);
      const facilityId = where === "inside" ? facility.id : elsewhere.id;
      await addRoleAssignment(db, {
        accountId: account.id,
        role,
        scopeKind: "unit",
        unitId: where === "inside" ? insideUnit : outsideUnit,
        ...(role === "collecting_facility" ? { facilityId } : {}),
      });
      callers.push({ kind: "staff", role, where, email: account.email, accountId: account.id });
    }
  }
  return { db, facilityId: facility.id, owner: { ...owner, name: "Khổng Tước Vi" }, callers };
}

/** The world of a file of tests: made before its first, left after its last. To be asked for once, outside of tests. */
export function useWorld(): World {
  const world = {} as World;
  test.beforeAll(async () => {
    Object.assign(world, await makeWorld());
  });
  test.afterAll(async () => {
    await world.db?.end();
    await closePool();
  });
  return world;
}

let donors = 0;

/** A donor with a phone of their own. */
export async function newDonor(db: Pool, fullName?: string): Promise<{ donorId: string; contact: string }> {
  donors += 1;
  const contact = `+8493${String(process.pid % 1000).padStart(3, "0")}${String(donors).padStart(4, "0")}`;
  const donor = await addDonor(db, {
    phone: contact,
    homeProvinceId: insideUnit,
    homeCommuneId: insideCommune,
    ...(fullName ? { fullName } : {}),
  });
  await addConsent(db, { donorId: donor.id });
  return { donorId: donor.id, contact };
}

/** Today in Viet Nam, shifted by days. */
export function day(shift = 0): string {
  return new Date(Date.now() + 7 * 3_600_000 + shift * 86_400_000).toISOString().slice(0, 10);
}

/** A drive of the inside province, by the inside facility, the whole day long. */
export async function newDrive(world: World, differing: Parameters<typeof addDrive>[1] = {}) {
  const heldOn = (differing.heldOn as string | undefined) ?? day();
  return addDrive(world.db, {
    provinceId: insideUnit,
    communeId: insideCommune,
    facilityId: world.facilityId,
    heldOn,
    startsAt: new Date(`${heldOn}T00:05:00+07:00`),
    endsAt: new Date(`${heldOn}T23:55:00+07:00`),
    ...differing,
  });
}

/** A fresh session for a caller; each call brings its own, as some of them end it. */
export async function cookieOf(caller: Caller): Promise<string | null> {
  if (caller.kind === "nobody") return null;
  const cookie =
    caller.kind === "staff"
      ? await staffCookie(caller.email, origin)
      : await donorCookie(caller.contact, caller.kind === "donor" ? caller.donorId : null, origin);
  return `${cookie.name}=${cookie.value}`;
}

export function nameOf(caller: Caller): string {
  if (caller.kind === "staff") return `${caller.role} ${caller.where}`;
  return caller.kind === "donor" ? `${caller.whose} donor` : caller.kind;
}

/** Counters begin anew at round tens and quarters of an hour: what is counted must not be cut in two by one of them. */
export async function withinOneWindow(): Promise<void> {
  const left = 300_000 - (Date.now() % 300_000);
  if (left < 20_000) await new Promise((resolve) => setTimeout(resolve, left + 500));
}
