import { mint, type StaffActor } from "@/lib/auth/actor";
import { newId } from "@/lib/core/ids";
import { donorsByName, donorsByNumber, donorsByPhone } from "@/lib/donors/queries";
import type { BenchDatabase, House } from "../house";
import { bornOn, cardOf, nameOf, numbered, phoneOf } from "../made-up";
import type { Part } from "../part";
import { type Line, ms, times } from "../report";

/** T5: somebody stands at the desk and is found, however many donors there are. */
export const lookUps: Part = {
  name: "look-ups",
  about: "finding a donor by card, phone, or name and day of birth, at two sizes",
  run: async ({ house, small, middle, large, full }) => {
    // The target speaks of 12 million against 2; by default there is no time for either.
    const [few, many] = [await (full ? middle() : small()), await large()];
    const atFew = await timed(house, few);
    const atMany = await timed(house, many);
    return (Object.keys(limits) as Way[]).map((way) => lineOf(way, [atFew[way], few], [atMany[way], many]));
  },
};

const limits = { card: 10, phone: 10, "name and birth date": 50 } as const;
type Way = keyof typeof limits;

interface Timed {
  p50: number;
  p99: number;
}

const actor = mint<StaffActor>({ kind: "staff", accountId: newId(), name: "", sessionId: newId(), grants: [] });
const everywhere = { nation: true, unitIds: [], communeIds: [], driveIds: [], facilities: [] };
const tries = 1_000;

/** Each way a thousand times, one after the other, for donors spread over all there are; the site's own queries. */
async function timed(house: House, database: BenchDatabase): Promise<Record<Way, Timed>> {
  await house.enter(database);
  const ways: Record<Way, (n: number) => Promise<string[]>> = {
    card: (n) => donorsByNumber(actor, [{ kind: "citizen_card", number: cardOf(n) }]),
    phone: (n) => donorsByPhone(actor, phoneOf(n), null),
    "name and birth date": (n) =>
      donorsByName(actor, { name: nameOf(n), bornOn: bornOn(n), reach: everywhere, driveId: numbered("drive", 1) }),
  };
  const found = {} as Record<Way, Timed>;
  for (const [way, ask] of Object.entries(ways) as [Way, (n: number) => Promise<string[]>][]) {
    const took: number[] = [];
    for (let n = 0; n < tries; n++) {
      const donor = (n * 7_919_993) % database.donors;
      const began = performance.now();
      const ids = await ask(donor);
      took.push(performance.now() - began);
      if (!ids.includes(numbered("donor", donor))) throw new Error(`A donor was not found by ${way}.`);
    }
    took.sort((a, b) => a - b);
    found[way] = { p50: took[tries / 2] ?? 0, p99: took[tries * 0.99] ?? 0 };
  }
  return found;
}

const millions = ({ donors }: BenchDatabase) => (donors / 1e6).toLocaleString("en");

function lineOf(way: Way, [few, before]: [Timed, BenchDatabase], [many, after]: [Timed, BenchDatabase]): Line {
  const grown = many.p50 / few.p50;
  const limit = limits[way];
  return {
    target: "T5",
    what: `Found by ${way}, ${millions(after)} million donors`,
    wanted: `p99 ≤ ${limit} ms; p50 ≤ 3×`,
    measured: `p50 ${ms(many.p50)}, p99 ${ms(many.p99)}; p50 ${times(grown)} of that at ${millions(before)} million`,
    met: many.p99 <= limit && grown <= 3,
  };
}
