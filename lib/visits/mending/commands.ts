import type { StaffActor } from "@/lib/auth/actor";
import { type Outcome, refused } from "@/lib/core/outcome";
import { mendContact } from "@/lib/donors/contact/commands";
import { type AddPaperRefusal, addPaper } from "@/lib/donors/papers/commands";
import { type ProposedCommune, publicCommunesOfAddress } from "@/lib/units/queries";
import { driveForDeed, placeOf } from "../place";
import type { AddPaper, MendContact } from "../schema";
export type MendContactRefusal = "contact_changed_meanwhile" | "commune_unknown" | "commune_several";

/**
 * Mends the phone, e-mail and home of somebody at this desk. The home is told in words and must mean one commune of
 * today; when it may mean several they come back (`communes`) to choose from.
 */
export async function mendContactAtDesk(
  actor: StaffActor,
  input: MendContact,
): Promise<{ outcome: Outcome<{ id: string }, MendContactRefusal>; communes?: readonly ProposedCommune[] }> {
  const drive = await driveForDeed(actor, "donor.mend", input.driveId);
  const asks = input.homeAsItIs === undefined && input.home;
  const proposed = asks ? await publicCommunesOfAddress(asks) : [];
  const chosen = input.commune
    ? proposed.find(({ provinceId, communeId }) => `${provinceId}/${communeId}` === input.commune)
    : (proposed.find(({ name, province }) => `${name}, ${province}` === input.home) ??
      (proposed.length === 1 ? proposed[0] : undefined));
  if (asks && !chosen) {
    return proposed.length > 0
      ? { outcome: refused("commune_several"), communes: proposed }
      : { outcome: refused("commune_unknown") };
  }
  const outcome = await mendContact(actor, placeOf(drive), {
    donorId: input.donorId,
    version: input.version,
    contact: {
      phone: input.phone ?? null,
      email: input.email ?? null,
      addressLine: input.addressLine ?? null,
      home: input.homeAsItIs ? "as_it_is" : (chosen ?? null),
    },
  });
  return { outcome };
}

/** Adds the number of the paper at hand to the record of the person it names; see `addPaper`. */
export async function addPaperAtDesk(
  actor: StaffActor,
  input: AddPaper,
): Promise<Outcome<{ id: string }, AddPaperRefusal>> {
  const drive = await driveForDeed(actor, "donor.mend", input.driveId);
  return addPaper(actor, placeOf(drive), input.donorId, input);
}
