import type { StaffActor } from "@/lib/auth/actor";
import { NotAllowed } from "@/lib/auth/authorize";
import { saveTemplate, type TemplateRefusal } from "@/lib/awards/templates/commands";
import { writingAuthority } from "@/lib/awards/templates/queries";
import type { SaveTemplate } from "@/lib/awards/templates/schema";
import { type Outcome, refused } from "@/lib/core/outcome";
import type { CertificatePage } from "./layout";
import { samplePage } from "./sample";

/** Draws a template that may not be saved yet as a made-up person's paper; for those who see the body's templates. */
export async function drawTemplate(actor: StaffActor, input: SaveTemplate): Promise<CertificatePage> {
  const authority = await writingAuthority(actor, input.authorityId);
  if (authority === null) throw new NotAllowed("award.rules");
  return samplePage(input, authority);
}

/** Saves a template whose words fit their paper. It stands here because only this room knows how wide a letter is. */
export async function keepTemplate(
  actor: StaffActor,
  input: SaveTemplate,
): Promise<Outcome<{ id: string }, TemplateRefusal | "too_full">> {
  if ((await drawTemplate(actor, input)).isTooFull) return refused("too_full");
  return saveTemplate(actor, input);
}
