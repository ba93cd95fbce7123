import { done, type Outcome, refused } from "@/lib/core/outcome";
import type { CivilDate } from "@/lib/core/time";

/** The papers a person may show. Soldiers, police and foreigners have no twelve-digit card and are people all the same. */
export const identityKinds = ["citizen_card", "old_id_card", "military", "police", "passport"] as const;
export type IdentityKind = (typeof identityKinds)[number];

export type IdentityRefusal = "identity_number_empty" | "identity_number_malformed";

const shapes: Record<IdentityKind, RegExp> = {
  citizen_card: /^\d{12}$/,
  old_id_card: /^\d{9}$/,
  military: /^(?=(?:.*\d){4})[A-Z0-9]{6,12}$/,
  police: /^(?=(?:.*\d){4})[A-Z0-9]{6,12}$/,
  passport: /^(?=(?:.*\d){4})[A-Z0-9]{6,12}$/,
};

/**
 * A number as it is kept: capitals, without the spaces, dots and hyphens people write into it. The citizen card has
 * twelve digits and the old identity card nine; the other papers six to twelve letters and digits, four of them digits.
 */
export function parseIdentityNumber(kind: IdentityKind, text: string): Outcome<string, IdentityRefusal> {
  const tidy = text
    .normalize("NFKC")
    .replace(/[\s.\-–]/g, "")
    .toUpperCase();
  if (tidy === "") return refused("identity_number_empty");
  return shapes[kind].test(tidy) ? done(tidy) : refused("identity_number_malformed");
}

/** The kinds of paper a number typed alone may belong to: what a search must look under. */
export function kindsOfNumber(text: string): { kind: IdentityKind; number: string }[] {
  return identityKinds.flatMap((kind) => {
    const parsed = parseIdentityNumber(kind, text);
    return parsed.ok ? [{ kind, number: parsed.value }] : [];
  });
}

const lengths: Partial<Record<IdentityKind, number>> = { citizen_card: 12, old_id_card: 9 };

/** A number that its owner recognises and nobody else learns, from its last four characters: `"••••••••4821"`. */
export function maskIdentityNumber(kind: IdentityKind, lastFour: string): string {
  return lastFour.padStart(lengths[kind] ?? 8, "•");
}

/** A paper somebody holds in their hand: its number, and the name and birthday printed on it. */
export interface Paper {
  readonly identityKind: IdentityKind;
  readonly identityNumber: string;
  readonly fullName: string;
  readonly bornOn: CivilDate;
}
