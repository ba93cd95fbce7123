import sql from "sql-template-tag";
import { z } from "zod";
import { type Runner, rows } from "@/lib/db/statement";
import { kindsOfNumber } from "@/lib/donors/identity-number";
import { hashesOfNumber } from "@/lib/donors/identity-vault";
import type { ListRow } from "./read";
import { type ListedPerson, type Match, matchPerson, type PossibleDonor, swapped } from "./rules";

const donorShape = z.object({
  id: z.string(),
  name: z.string(),
  nameKey: z.string(),
  bornOn: z.string(),
  bloodAbo: z.string().nullable(),
  bloodRh: z.string().nullable(),
  hasNumber: z.boolean(),
});

/**
 * Who each row means among the donors who live in a unit. One question for all rows: the donors of the birthdays told
 * (and of those with day and month exchanged), of the names told, and, where only a year is told, those of that year
 * whose name shares its last word or all but it.
 */
export async function matchRows(unitId: string, list: readonly ListRow[], on?: Runner): Promise<Map<number, Match>> {
  const holders = await holdersOf(unitId, list, on);
  const days = list.flatMap(({ bornOn }) => (bornOn ? [bornOn, swapped(bornOn) ?? bornOn] : []));
  const years = list.flatMap(({ bornYear, nameKey }) => (bornYear ? [{ year: bornYear, ...endsOf(nameKey) }] : []));
  const held = [...holders.values()].flatMap((holder) => (typeof holder === "object" ? [holder.holder] : []));
  const donors = await rows(
    donorShape,
    sql`SELECT d.id, d.full_name AS name, d.name_key AS "nameKey", d.born_on::text AS "bornOn", d.blood_abo AS "bloodAbo",
        d.blood_rh AS "bloodRh", EXISTS (SELECT FROM donor_identity i WHERE i.donor_id = d.id AND i.kind = 'citizen_card') AS "hasNumber"
      FROM donor d WHERE d.home_province_id = ${unitId} AND (
        d.born_on = ANY (${[...new Set(days)]}::date[]) OR d.name_key = ANY (${[...new Set(list.map(({ nameKey }) => nameKey))]}::text[])
        OR d.id = ANY (${held}::uuid[])
        OR EXISTS (SELECT FROM jsonb_to_recordset(${JSON.stringify(years)}::jsonb) AS y (year integer, last text, first text)
          WHERE d.born_on >= make_date(y.year, 1, 1) AND d.born_on < make_date(y.year + 1, 1, 1)
            AND (d.name_key LIKE '% ' || y.last OR d.name_key LIKE y.first || ' %')))`,
    on,
  );
  const byDay = grouped(donors, ({ bornOn }) => bornOn);
  const byName = grouped(donors, ({ nameKey }) => nameKey);
  const byYear = grouped(donors, ({ bornOn }) => bornOn.slice(0, 4));
  const byId = new Map(donors.map((donor) => [donor.id, donor]));
  return new Map(
    list.map((row) => {
      const number = row.number === null ? null : (holders.get(row.number) ?? unknownNumber(row.number));
      const person: ListedPerson = { ...row, number };
      const possible = new Set<PossibleDonor>([
        ...(row.bornOn ? [...(byDay.get(row.bornOn) ?? []), ...(byDay.get(swapped(row.bornOn) ?? "") ?? [])] : []),
        ...(byName.get(row.nameKey) ?? []),
        ...(row.bornYear ? (byYear.get(`${row.bornYear}`) ?? []) : []),
      ]);
      const owner = typeof number === "object" && number !== null ? byId.get(number.holder) : undefined;
      if (owner) possible.add(owner);
      return [row.line, matchPerson(person, [...possible])];
    }),
  );
}

const holderShape = z.object({ hash: z.string(), donorId: z.string(), isOwn: z.boolean() });

/** Whose the numbers are, by the number as it was typed; a holder of another province is nobody to be shown. */
async function holdersOf(
  unitId: string,
  list: readonly ListRow[],
  on?: Runner,
): Promise<Map<string, { holder: string } | "elsewhere">> {
  const typed = [...new Set(list.flatMap(({ number }) => (number === null ? [] : [number])))];
  const hashed = typed.flatMap((number) =>
    kindsOfNumber(number)
      .flatMap((one) => hashesOfNumber(one.kind, one.number))
      .map((hash) => [hash.toString("hex"), number] as const),
  );
  if (hashed.length === 0) return new Map();
  const numberOf = new Map(hashed);
  const found = await rows(
    holderShape,
    sql`SELECT encode(i.number_hash, 'hex') AS hash, i.donor_id AS "donorId", coalesce(d.home_province_id = ${unitId}, false) AS "isOwn"
      FROM donor_identity i JOIN donor d ON d.id = i.donor_id
      WHERE i.number_hash = ANY (SELECT decode(h, 'hex') FROM unnest(${[...numberOf.keys()]}::text[]) h)`,
    on,
  );
  return new Map(
    found.map(({ hash, donorId, isOwn }) => [numberOf.get(hash) ?? "", isOwn ? { holder: donorId } : "elsewhere"]),
  );
}

/** A citizen card nobody holds speaks against a donor whose card is another; of an old card nothing follows. */
function unknownNumber(number: string): "nobody" | null {
  return kindsOfNumber(number).some(({ kind }) => kind === "citizen_card") ? "nobody" : null;
}

/** The last word of a name, and all before it. */
function endsOf(nameKey: string): { first: string; last: string } {
  const at = nameKey.lastIndexOf(" ");
  return at < 0 ? { first: nameKey, last: nameKey } : { first: nameKey.slice(0, at), last: nameKey.slice(at + 1) };
}

function grouped<T>(items: readonly T[], key: (item: T) => string): Map<string, T[]> {
  const by = new Map<string, T[]>();
  for (const item of items) {
    const there = by.get(key(item));
    if (there) there.push(item);
    else by.set(key(item), [item]);
  }
  return by;
}
