import sql from "sql-template-tag";
import { z } from "zod";
import { escapeLike, nameSearchKey } from "@/lib/core/text";
import { addDays, type CivilDate } from "@/lib/core/time";
import { row, rows } from "@/lib/db/statement";
import { type AddressIndex, addressIndex, proposeCommunes } from "./address";
import { formerNames } from "./history/former-names";
import { believedFirst } from "./populations/valid";
import { type PublicUnit, publicUnitShape } from "./schema";

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

export type UnitKind = "province" | "ministry" | "commune";

/** What is not held, in words a caller can show: `units.not_held.<word>` of the message files. */
export type NotHeld = "before_2008" | "communes_before_mergers" | "communes_earlier";

export interface UnitsFound {
  asOf: CivilDate;
  units: PublicUnit[];
  notHeld: NotHeld[];
}

interface UnitSearch {
  /** One kind; without it the reporting units, provinces and ministries. */
  kind?: UnitKind | null;
  /** Only the parts of this unit: a province's code as it was that day, or VN. */
  parent?: string | null;
  /** The country as it was on this day. */
  asOf: CivilDate;
  /** Letters of a name, with or without accents; a former name finds what came of it, over any number of changes. */
  text?: string | null;
}

/**
 * Units as they were on a day, by code; communes before 1 July 2025 come from the list of former communes, which holds
 * those of the last day only. Null when there was no such parent.
 */
export async function publicUnits({
  kind = null,
  parent = null,
  asOf,
  text = null,
}: UnitSearch): Promise<UnitsFound | null> {
  const parentId = parent === null ? null : await unitIdOf(parent, asOf);
  if (parent !== null && parentId === null) return null;
  const key = text === null ? null : `%${escapeLike(nameSearchKey(text))}%`;
  if (kind === "commune") {
    const began = await communesBegan();
    if (asOf < began) return formerCommunes(asOf, began, parentId, key);
  }
  const kinds = kind === null ? ["province", "ministry"] : [kind];
  const units = await rows(
    publicUnitShape,
    sql`WITH RECURSIVE ${formerNames(text ?? "", asOf)}
      SELECT u.code, u.kind, v.type, v.name, v.full_name AS "fullName", u.name_en AS "nameEn", parent.code AS parent,
        NULL AS district,
        CASE WHEN u.region_code IS NOT NULL THEN jsonb_build_object('code', u.region_code, 'name', u.region, 'nameEn', u.region_en) END AS region,
        u.area_km2 AS "areaKm2", u.lat, u.lon, people.population,
        u.valid_from AS "validFrom", u.valid_to AS "validTo",
        coalesce(before.codes, '{}') AS predecessors, coalesce(after.codes, '{}') AS successors,
        CASE WHEN v.full_name <> former.name AND u.name_key NOT LIKE ${key}::text THEN former.name END AS "foundBy"
      FROM unit u
      JOIN unit_version v ON v.unit_id = u.id AND v.valid_from <= ${asOf} AND (v.valid_to IS NULL OR v.valid_to > ${asOf})
      LEFT JOIN unit parent ON parent.id = u.parent_id
      LEFT JOIN LATERAL (
        SELECT jsonb_build_object('people', p.people, 'year', p.year, 'basis', p.basis) AS population
        FROM (SELECT n.* FROM unit_population n WHERE n.unit_id = u.id ORDER BY ${believedFirst(asOf)} LIMIT 1) p
      ) people ON true
      LEFT JOIN LATERAL (
        SELECT array_agg(old.code ORDER BY old.code) AS codes
        FROM unit_succession s JOIN unit old ON old.id = s.predecessor_id WHERE s.successor_id = u.id
      ) before ON u.kind = 'province'
      LEFT JOIN LATERAL (
        SELECT array_agg(new.code ORDER BY new.code) AS codes
        FROM unit_succession s JOIN unit new ON new.id = s.successor_id WHERE s.predecessor_id = u.id
      ) after ON u.kind = 'province'
      LEFT JOIN former ON former.unit_id = u.id
      WHERE u.kind = ANY (${kinds}) AND u.valid_from <= ${asOf} AND (u.valid_to IS NULL OR u.valid_to > ${asOf})
        AND (${parentId}::text IS NULL OR u.parent_id = ${parentId}::text)
        AND (${key}::text IS NULL OR u.name_key LIKE ${key}::text OR former.name IS NOT NULL)
      ORDER BY u.kind DESC, u.code`,
  );
  return { asOf, units, notHeld: units.length === 0 && key === null ? ["before_2008"] : [] };
}

async function formerCommunes(
  asOf: CivilDate,
  began: CivilDate,
  parentId: string | null,
  key: string | null,
): Promise<UnitsFound> {
  const units = await rows(
    publicUnitShape,
    sql`SELECT f.code, 'commune' AS kind, NULL AS type, f.name, f.name AS "fullName", NULL AS "nameEn", p.code AS parent,
        f.district, NULL AS region, NULL AS "areaKm2", NULL AS lat, NULL AS lon, NULL AS population,
        NULL AS "validFrom", f.ended_on AS "validTo", '{}'::text[] AS predecessors, into_units.codes AS successors,
        NULL AS "foundBy"
      FROM former_commune f
      JOIN unit p ON p.id = f.province_id
      JOIN LATERAL (
        SELECT array_agg(u.code ORDER BY u.code) AS codes
        FROM former_commune_successor s JOIN unit u ON u.id = s.unit_id WHERE s.former_commune_id = f.id
      ) into_units ON true
      WHERE (${parentId}::text IS NULL OR f.province_id = ${parentId}::text)
        AND (${key}::text IS NULL OR f.name_key LIKE ${key}::text)
      ORDER BY f.code NULLS LAST, f.province, f.district, f.name, f.id`,
  );
  const lastDay = addDays(began, -1);
  return {
    asOf,
    units,
    notHeld: asOf === lastDay ? ["communes_before_mergers"] : ["communes_before_mergers", "communes_earlier"],
  };
}

async function unitIdOf(code: string, on: CivilDate): Promise<string | null> {
  const found = await row(
    z.object({ id: z.string() }),
    sql`SELECT id FROM unit WHERE code = ${code} AND kind IN ('nation', 'province', 'ministry')
        AND valid_from <= ${on} AND (valid_to IS NULL OR valid_to > ${on})`,
  );
  return found?.id ?? null;
}

/** The day from which the present communes are held. */
async function communesBegan(): Promise<CivilDate> {
  const found = await row(
    z.object({ on: z.string().nullable() }),
    sql`SELECT min(valid_from) AS on FROM unit WHERE kind = 'commune'`,
  );
  return found?.on ?? "9999-12-31";
}
