import { nameSearchKey } from "@/lib/core/text";

/** Which bodies of a long list are looked at. */
export const bodyFilters = ["all", "untold", "behind"] as const;
export type BodyFilter = (typeof bodyFilters)[number];

/** Is a body looked at? By its name without regard to accents, and by what is missing of it. */
export function isShown(
  body: {
    readonly name: string;
    readonly people: number | null;
    readonly fewPeople: boolean;
    readonly met: boolean | null;
  },
  { find, only }: { find: string; only: BodyFilter },
): boolean {
  if (!nameSearchKey(body.name).includes(nameSearchKey(find))) return false;
  if (only === "untold") return body.people === null && !body.fewPeople;
  return only === "all" || body.met === false;
}
