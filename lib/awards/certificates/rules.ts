import { z } from "zod";
import { authorityKinds } from "../rules";

export const templateShape = z.object({
  id: z.string(),
  authorityKind: z.enum(authorityKinds),
  authorityId: z.string().nullable(),
  orientation: z.enum(["landscape", "portrait"]),
  heading: z.string(),
  body: z.string(),
  closing: z.string(),
  sealNote: z.string().nullable(),
  version: z.number(),
});
/** How a body's certificates read. */
export type CertificateTemplate = z.output<typeof templateShape>;

/** The template a body's certificates are drawn by: its own, or that of its kind. */
export function templateFor(
  templates: readonly CertificateTemplate[],
  authority: { id: string; kind: string },
): CertificateTemplate | null {
  return (
    templates.find(({ authorityId }) => authorityId === authority.id) ??
    templates.find(({ authorityId, authorityKind }) => authorityId === null && authorityKind === authority.kind) ??
    null
  );
}
