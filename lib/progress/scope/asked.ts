import type { StaffActor } from "@/lib/auth/actor";
import { publicCodesOf, publicScope, type UnitScope } from "./queries";

/** What an address asks for, each part once. */
export type Asked = Readonly<Record<string, string | undefined>>;

/** The parts of an address as the pages read them: of one given twice the first. */
export function askedOf(search: Readonly<Record<string, string | string[] | undefined>>): Asked {
  return Object.fromEntries(
    Object.entries(search).map(([key, value]) => [key, Array.isArray(value) ? value[0] : value]),
  );
}

/**
 * The unit an address is about, by its `unit` and, where a view has something to say of communes, its `commune`; where
 * it names none, the one the reader works in. A commune of another province does not count; without communes a commune's
 * province stands in for it. Null for a code that no unit bears.
 */
export async function scopeAsked(
  actor: StaffActor,
  asked: Asked,
  { communes }: { communes: boolean },
): Promise<UnitScope | null> {
  const unit = await publicScope((asked.unit ? asked.unit : await ownCode(actor)) || "VN");
  if (unit === null) return null;
  const province = unit.kind === "commune" ? unit.parent : unit;
  const commune = communes && asked.commune ? await publicScope(asked.commune) : null;
  const chosen = commune?.parent?.id === province?.id ? commune : null;
  if (chosen) return chosen;
  return unit.kind === "commune" && !communes && province ? publicScope(province.code) : unit;
}

async function ownCode(actor: StaffActor): Promise<string | null> {
  if (actor.grants.some(({ scope }) => scope.kind === "nation")) return null;
  const ids = actor.grants.flatMap(({ scope }) => (scope.kind === "unit" ? [scope.unitId] : []));
  return ids.length === 0 ? null : ((await publicCodesOf(ids))[0] ?? null);
}
