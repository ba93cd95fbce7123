import sql from "sql-template-tag";
import { z } from "zod";
import type { ContactActor, DonorActor } from "@/lib/auth/actor";
import { anywhere, insist } from "@/lib/auth/authorize";
import { type CivilDate, yearOf } from "@/lib/core/time";
import { prepared, row, rows } from "@/lib/db/statement";
import { shortName } from "./rules";

/** One of the people who share a contact, told so that they recognise themselves and no more. */
export interface SharedPerson {
  readonly id: string;
  readonly shortName: string;
  readonly birthYear: number;
  readonly isChosen: boolean;
}

/** The people of the contact that was proven with a code. */
export async function peopleOfContact(actor: ContactActor | DonorActor): Promise<SharedPerson[]> {
  insist(actor, "donor.choose", anywhere);
  const found = await rows(
    z.object({ id: z.string(), full_name: z.string(), born_on: z.string() }),
    sql`SELECT id, full_name, born_on FROM donor WHERE phone = ${actor.contact} OR email = ${actor.contact}
      ORDER BY born_on, id LIMIT 20`,
  );
  return found.map((person) => ({
    id: person.id,
    shortName: shortName(person.full_name),
    birthYear: yearOf(person.born_on),
    isChosen: actor.kind === "donor" && actor.donorId === person.id,
  }));
}

/** A donor's own name and birthday, for the page that greets them. */
export async function ownGreeting(actor: DonorActor): Promise<{ fullName: string; bornOn: CivilDate }> {
  insist(actor, "donor.own", anywhere);
  const found = await row(
    z.object({ fullName: z.string(), bornOn: z.string() }),
    prepared(sql`SELECT full_name AS "fullName", born_on AS "bornOn" FROM donor WHERE id = ${actor.donorId}::uuid`),
  );
  if (found === null) throw new Error("A live session has no donor.");
  return found;
}
