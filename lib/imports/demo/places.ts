import type { ClientBase } from "pg";
import { newId } from "@/lib/core/ids";
import { nameSearchKey } from "@/lib/core/text";
import type { Chance } from "./random";
import type { RowsToWrite } from "./rows";
import type { Words } from "./words";

/** A province with its communes, as far as placing a drive needs it. */
export interface Ground {
  readonly provinceId: string;
  readonly code: string;
  readonly name: string;
  readonly people: number;
  readonly communes: readonly { id: string; name: string; lat: number | null; lon: number | null }[];
}

export interface Spot {
  readonly venueId: string;
  readonly communeId: string;
  readonly hostId: string;
  readonly segment?: string;
}

/** Every province with its communes and its people, the most populous first. */
export async function readGrounds(client: ClientBase): Promise<Ground[]> {
  const { rows } = await client.query(
    `SELECT p.id AS "provinceId", p.code, p.name,
       coalesce((SELECT max(people) FROM unit_population n WHERE n.unit_id = p.id), 1000000)::int AS people,
       (SELECT json_agg(json_build_object('id', c.id, 'name', c.full_name, 'lat', c.lat, 'lon', c.lon) ORDER BY c.code)
        FROM unit c WHERE c.parent_id = p.id AND c.kind = 'commune' AND c.valid_to IS NULL) AS communes
     FROM unit p WHERE p.kind = 'province' AND p.valid_to IS NULL ORDER BY people DESC, p.code`,
  );
  return rows;
}

/** The places and bodies of the demonstration: found again by name, made when met for the first time. */
export class Places {
  private constructor(
    private readonly rows: RowsToWrite,
    private readonly words: Words,
    private readonly known: Map<string, string>,
  ) {}

  static async read(client: ClientBase, rows: RowsToWrite, words: Words): Promise<Places> {
    const known = new Map<string, string>();
    for (const [kind, owner] of Object.entries({ facility: "unit_id", organisation: "unit_id", venue: "commune_id" })) {
      const found = await client.query(`SELECT id, ${owner} AS owner, name_key FROM ${kind}`);
      for (const row of found.rows) known.set(`${kind}|${row.owner}|${row.name_key}`, row.id);
    }
    return new Places(rows, words, known);
  }

  /** The collecting facility of a province: made up, and named so. */
  facility(ground: Ground): string {
    const name = `Trung tâm máu minh họa ${ground.name}`;
    return this.once("facility", ground.provinceId, name, (id) => ({
      id,
      name,
      name_key: nameSearchKey(name),
      kind: "blood_centre",
      unit_id: ground.provinceId,
      daily_capacity: 75,
      is_demo: true,
    }));
  }

  /** The fixed point of a province, open every day. */
  fixedPoint(ground: Ground): Spot {
    const commune = ground.communes[0];
    if (!commune) throw new Error(`${ground.name} has no communes: load the reference data.`);
    return {
      venueId: this.venue(ground, commune, `Điểm hiến máu cố định ${ground.name}`, "blood_centre", true),
      communeId: commune.id,
      hostId: this.organisation(ground, commune.id, `Hội Chữ thập đỏ ${ground.name}`, "red_cross"),
    };
  }

  /** Somewhere for a drive: a university, a commune's hall, a hospital, a works. */
  somewhere(chance: Chance, ground: Ground): Spot {
    const commune = chance.one(ground.communes);
    const universities = this.words.venues.universities.filter((place) => place.province_code === ground.code);
    const kind = chance.weighted(["university", "hall", "office", "factory"] as const, (place) =>
      place === "university" ? Math.min(4, universities.length) : { hall: 5, office: 2, factory: 2 }[place],
    );
    if (kind === "university") {
      const { name } = chance.one(universities);
      return {
        venueId: this.venue(ground, commune, name, "school", false),
        communeId: commune.id,
        hostId: this.organisation(ground, null, `Đoàn Thanh niên ${name}`, "school"),
        segment: "student",
      };
    }
    if (kind === "factory") {
      const name = `Khu công nghiệp minh họa ${lowered(commune.name)}`;
      return {
        venueId: this.venue(ground, commune, name, "factory", false),
        communeId: commune.id,
        hostId: this.organisation(ground, commune.id, `Công đoàn ${name}`, "company"),
        segment: "worker",
      };
    }
    const place = kind === "hall" ? "Nhà văn hóa" : "Trụ sở Ủy ban nhân dân";
    return {
      venueId: this.venue(ground, commune, `${place} ${lowered(commune.name)}`, kind, false),
      communeId: commune.id,
      hostId: this.organisation(ground, commune.id, `Ủy ban nhân dân ${lowered(commune.name)}`, "commune"),
    };
  }

  /** A barracks, for drives credited to one of the two ministries. */
  barracks(chance: Chance, ground: Ground, ministry: string): Spot {
    const commune = chance.one(ground.communes);
    const force = ministry === "MBCA" ? "Công an" : "Quân đội";
    return {
      venueId: this.venue(ground, commune, `Doanh trại minh họa ${force} ${ground.name}`, "barracks", false),
      communeId: commune.id,
      hostId: this.organisation(ground, null, `Đơn vị ${force} minh họa ${ground.name}`, "armed_forces"),
      segment: "armed_forces",
    };
  }

  private venue(ground: Ground, commune: Ground["communes"][number], name: string, kind: string, fixed: boolean) {
    return this.once("venue", commune.id, name, (id) => ({
      id,
      name,
      name_key: nameSearchKey(name),
      kind,
      province_id: ground.provinceId,
      commune_id: commune.id,
      address: `Số ${((name.length * 7) % 90) + 1}, phố Minh Họa`,
      lat: commune.lat,
      lon: commune.lon,
      is_fixed: fixed,
      is_demo: true,
      created_at: new Date().toISOString(),
    }));
  }

  private organisation(ground: Ground, communeId: string | null, name: string, kind: string): string {
    return this.once("organisation", ground.provinceId, name, (id) => ({
      id,
      name,
      name_key: nameSearchKey(name),
      kind,
      unit_id: ground.provinceId,
      commune_id: communeId,
      is_demo: true,
    }));
  }

  private once(
    kind: "facility" | "organisation" | "venue",
    owner: string,
    name: string,
    make: (id: string) => Record<string, unknown>,
  ): string {
    const key = `${kind}|${owner}|${nameSearchKey(name)}`;
    const found = this.known.get(key);
    if (found) return found;
    const id = newId();
    this.rows.add(kind, make(id));
    this.known.set(key, id);
    return id;
  }
}

/** "Phường Bạch Mai" inside a name: "phường Bạch Mai". */
function lowered(name: string): string {
  return name.charAt(0).toLocaleLowerCase("vi") + name.slice(1);
}
