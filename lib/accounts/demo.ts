import sql from "sql-template-tag";
import { z } from "zod";
import { hashPassword } from "@/lib/auth/passwords";
import { newId } from "@/lib/core/ids";
import { nameSearchKey } from "@/lib/core/text";
import { execute, type Runner, row } from "@/lib/db/statement";
import { type DemoSignIn, demoSignIns } from "./demo-sign-ins";

/** The collecting facility of the demonstration, in Hanoi. */
export const demoFacilityName = "Trung tâm máu minh họa Hà Nội";

/**
 * Makes the demonstration's people and their collecting facility, once: whoever is there already is left as they are.
 * The units must be loaded. Answers the id of the facility.
 */
export async function seedDemoAccounts(on?: Runner): Promise<{ facilityId: string }> {
  const facilityId = await demoFacility(on);
  for (const person of demoSignIns) await seedAccount(person, facilityId, on);
  return { facilityId };
}

async function demoFacility(on?: Runner): Promise<string> {
  const made = await row(
    z.object({ id: z.string() }),
    sql`INSERT INTO facility (id, name, name_key, kind, unit_id, daily_capacity, is_demo)
      VALUES (${newId()}::uuid, ${demoFacilityName}, ${nameSearchKey(demoFacilityName)}, 'blood_centre', 'P01', 90, true)
      ON CONFLICT (unit_id, name_key) DO UPDATE SET is_demo = true RETURNING id`,
    on,
  );
  if (made === null) throw new Error("The demo facility was neither found nor made.");
  return made.id;
}

async function seedAccount(person: DemoSignIn, facilityId: string, on?: Runner): Promise<void> {
  const found = await row(z.unknown(), sql`SELECT id FROM account WHERE email = ${person.email}`, on);
  if (found !== null) return;
  await execute(
    sql`WITH made AS (
        INSERT INTO account (id, email, name, password_hash, is_demo)
        VALUES (${newId()}::uuid, ${person.email}, ${person.name}, ${await hashPassword(person.password)}, true)
        ON CONFLICT (email) DO NOTHING RETURNING id)
      INSERT INTO role_assignment (id, account_id, role, scope_kind, unit_id, facility_id)
      SELECT ${newId()}::uuid, made.id, ${person.role}, ${person.scope.kind}, ${scopeUnit(person)},
        ${person.atDemoFacility ? facilityId : null}::uuid
      FROM made`,
    on,
  );
}

function scopeUnit({ scope }: DemoSignIn): string | null {
  if (scope.kind === "nation") return null;
  return scope.kind === "unit" ? scope.unitId : scope.communeId;
}
