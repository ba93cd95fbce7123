import sql from "sql-template-tag";
import { z } from "zod";
import { rows } from "@/lib/db/statement";
import { type AddressIndex, addressIndex, proposeCommunes } from "./address";

const placeShape = z.object({ id: z.string(), code: z.string(), name: z.string() });

/** A place as a list to choose from shows it. */
export type PlaceChoice = z.output<typeof placeShape>;

/** The provinces of today, in the order of the alphabet. */
export async function publicProvinces(): Promise<PlaceChoice[]> {
  return rows(
    placeShape,
    sql`SELECT id, code, name FROM unit WHERE kind = 'province' AND valid_to IS NULL ORDER BY name COLLATE "vi-x-icu", id`,
  );
}

/** The communes of a province of today, in the order of the alphabet. */
export async function publicCommunes(provinceCode: string): Promise<PlaceChoice[]> {
  return rows(
    placeShape,
    sql`SELECT c.id, c.code, c.full_name AS name FROM unit c JOIN unit p ON p.id = c.parent_id
      WHERE c.kind = 'commune' AND c.valid_to IS NULL AND p.kind = 'province' AND p.code = ${provinceCode}
        AND p.valid_to IS NULL
      ORDER BY c.name COLLATE "vi-x-icu", c.id`,
  );
}

/** A present commune that an address on an older card may mean; somebody confirms it. */
export interface ProposedCommune {
  readonly communeId: string;
  readonly provinceId: string;
  readonly name: string;
  readonly province: string;
  /** What it was called when the card was made. */
  readonly was: string | null;
}

/** The present communes an address may mean, the likeliest first; at most five. */
export async function publicCommunesOfAddress(address: string): Promise<ProposedCommune[]> {
  const { index, communes } = await addresses();
  return proposeCommunes(address, index)
    .slice(0, 5)
    .flatMap(({ communeCode, matched, via }) => {
      const commune = communes.get(communeCode);
      return commune ? [{ ...commune, was: via === "former" ? matched : null }] : [];
    });
}

const formerShape = z.object({ name: z.string(), district: z.string(), province: z.string(), newCode: z.string() });
const presentShape = z.object({
  code: z.string(),
  communeId: z.string(),
  provinceId: z.string(),
  name: z.string(),
  province: z.string(),
});

interface Addresses {
  readonly index: AddressIndex;
  readonly communes: ReadonlyMap<string, Omit<z.output<typeof presentShape>, "code">>;
}
let held: { addresses: Promise<Addresses>; until: number } | undefined;
const freshForMilliseconds = 3_600_000;

/** The communes of then and now, prepared for reading addresses; made once an hour. */
function addresses(): Promise<Addresses> {
  if (held && held.until > Date.now()) return held.addresses;
  const made = readAddresses();
  held = { addresses: made, until: Date.now() + freshForMilliseconds };
  made.catch(() => {
    held = undefined;
  });
  return made;
}

async function readAddresses(): Promise<Addresses> {
  const [former, present] = await Promise.all([
    rows(
      formerShape,
      sql`SELECT o.name, o.district, o.province, c.code AS "newCode"
        FROM former_commune o JOIN former_commune_successor s ON s.former_commune_id = o.id JOIN unit c ON c.id = s.unit_id`,
    ),
    rows(
      presentShape,
      sql`SELECT c.code, c.id AS "communeId", c.parent_id AS "provinceId", c.full_name AS name, p.name AS province
        FROM unit c JOIN unit p ON p.id = c.parent_id WHERE c.kind = 'commune' AND c.valid_to IS NULL`,
    ),
  ]);
  return {
    index: addressIndex(
      former,
      present.map(({ code, name, province }) => ({ code, fullName: name, provinceName: province })),
    ),
    communes: new Map(present.map(({ code, ...commune }) => [code, commune])),
  };
}
