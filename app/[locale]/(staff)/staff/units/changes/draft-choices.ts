import type { DraftChoices } from "@/components/mergers/draft-form";
import type { StaffActor } from "@/lib/auth/actor";
import { takenUnits, thingsToShare } from "@/lib/mergers/queries";
import type { ChangeKind } from "@/lib/mergers/rules";
import { provinceChoices } from "@/lib/units/history/queries";
import { typesOfKind } from "@/lib/units/naming";

/** How many new units a split has room for unless a draft has more. */
const partsOfSplit = 4;

/** What the form of a draft offers for these units, and the units themselves. */
export async function draftChoices(actor: StaffActor, kind: ChangeKind, ids: readonly string[], parts = 0) {
  const units = await takenUnits(actor, ids);
  const [first] = units;
  const choices: DraftChoices = {
    kind,
    units: units.map((unit) => unit.id),
    parts: kind === "split" ? Math.max(partsOfSplit, parts) : 1,
    types: first ? typesOfKind[first.kind] : [],
    provinces: kind === "move" ? (await provinceChoices(actor)).filter(({ id }) => id !== first?.parentId) : [],
    things: kind === "split" && first ? await thingsToShare(actor, first.id) : [],
  };
  return { units, choices };
}
