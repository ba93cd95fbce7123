import sql from "sql-template-tag";
import { z } from "zod";
import { auditFrom } from "@/lib/audit/record";
import type { Actor } from "@/lib/auth/actor";
import { anywhere, insist } from "@/lib/auth/authorize";
import { newId } from "@/lib/core/ids";
import { nameSearchKey } from "@/lib/core/text";
import { type Runner, row, rows, Undo } from "@/lib/db/statement";
import type { FacilityInput, HostInput, VenueInput } from "./schema";

/** Why a place, a host or a team cannot be used for a drive. */
export type VenueRefusal =
  | "host_unknown"
  | "facility_unknown"
  | "facility_closed"
  | "venue_unknown"
  | "venue_exists"
  | "commune_unknown"
  | "commune_ambiguous";

/** A venue as a drive needs it. */
export interface SettledVenue {
  readonly id: string;
  readonly provinceId: string;
  readonly communeId: string;
}

const idShape = z.object({ id: z.string() });

/**
 * The host a form named, made when it is new. The same name in the same unit is the same organisation: it is used, not
 * doubled. Throws `Undo("host_unknown")` for one that is not there.
 */
export async function settleHost(actor: Actor, input: HostInput, unitId: string, communeId: string, tx: Runner) {
  if (!input.newHostName) return known("organisation", input.hostId, "host_unknown", tx);
  insist(actor, "place.manage", anywhere);
  const made = await row(
    idShape,
    sql`WITH made AS (
        INSERT INTO organisation (id, name, name_key, kind, unit_id, commune_id)
        VALUES (${newId()}::uuid, ${input.newHostName}, ${nameSearchKey(input.newHostName)},
          ${input.newHostKind ?? "other"}, ${unitId}, ${communeId})
        ON CONFLICT ON CONSTRAINT organisation_name_once_per_unit DO UPDATE SET name_key = excluded.name_key
        RETURNING *, xmax = 0 AS fresh
      ), audit AS (${auditFrom(actor, "organisation.make", {
        from: sql`made WHERE made.fresh`,
        subjectKind: "organisation",
        subjectId: sql`made.id`,
        unitId: sql`made.unit_id`,
      })})
      SELECT id FROM made`,
    tx,
  );
  if (made === null) throw new Undo<VenueRefusal>("host_unknown");
  return made.id;
}

/**
 * The collecting facility a form named, made when it is new (the same name in the same unit is the same facility). One
 * that has closed is refused (`facility_closed`) but to the drive `keptBy` that has it already.
 */
export async function settleFacility(
  actor: Actor,
  input: FacilityInput,
  unitId: string,
  keptBy: string | null,
  tx: Runner,
) {
  if (!input.newFacilityName) {
    const id = await known("facility", input.facilityId, "facility_unknown", tx);
    return takingDrives(id, keptBy, tx);
  }
  insist(actor, "place.manage", anywhere);
  const key = nameSearchKey(input.newFacilityName);
  const made = await row(
    idShape,
    sql`WITH made AS (
        INSERT INTO facility (id, name, name_key, kind, unit_id)
        VALUES (${newId()}::uuid, ${input.newFacilityName}, ${key}, ${input.newFacilityKind ?? "hospital"}, ${unitId})
        ON CONFLICT ON CONSTRAINT facility_name_once_per_unit DO UPDATE SET name_key = excluded.name_key
        RETURNING *, xmax = 0 AS fresh
      ), audit AS (${auditFrom(actor, "facility.make", {
        from: sql`made WHERE made.fresh`,
        subjectKind: "facility",
        subjectId: sql`made.id`,
        unitId: sql`made.unit_id`,
      })})
      SELECT id FROM made`,
    tx,
  );
  if (made === null) throw new Undo<VenueRefusal>("facility_unknown");
  return takingDrives(made.id, keptBy, tx);
}

/** The facility, held so that it does not close meanwhile; refused where it has closed and the drive has it not yet. */
async function takingDrives(id: string, keptBy: string | null, tx: Runner): Promise<string> {
  const open = await row(
    idShape,
    sql`SELECT f.id FROM facility f WHERE f.id = ${id}::uuid AND (f.closed_on IS NULL
        OR EXISTS (SELECT FROM drive d WHERE d.id = ${keptBy}::uuid AND d.facility_id = f.id)) FOR SHARE OF f`,
    tx,
  );
  if (open === null) throw new Undo<VenueRefusal>("facility_closed");
  return open.id;
}

/**
 * The venue a form named, made when it is new. A venue of that name in that commune is refused (`venue_exists`): its
 * address may differ, and the list has it.
 */
export async function settleVenue(actor: Actor, input: VenueInput, tx: Runner): Promise<SettledVenue> {
  const shape = z.object({ id: z.string(), provinceId: z.string(), communeId: z.string() });
  if (!input.newVenueName) {
    const found = await row(
      shape,
      sql`SELECT id, province_id AS "provinceId", commune_id AS "communeId" FROM venue WHERE id = ${input.venueId ?? null}::uuid`,
      tx,
    );
    if (found === null) throw new Undo<VenueRefusal>("venue_unknown");
    return found;
  }
  insist(actor, "place.manage", anywhere);
  const commune = await settleCommune(input, tx);
  const made = await row(
    shape,
    sql`WITH made AS (
        INSERT INTO venue (id, name, name_key, kind, province_id, commune_id, address, lat, lon, is_fixed)
        VALUES (${newId()}::uuid, ${input.newVenueName}, ${nameSearchKey(input.newVenueName)}, ${input.newVenueKind ?? "other"},
          ${commune.provinceId}, ${commune.id}, ${input.newVenueAddress ?? ""},
          ${input.newVenuePosition?.lat ?? null}::float8, ${input.newVenuePosition?.lon ?? null}::float8,
          ${input.newVenueFixed === "yes"})
        ON CONFLICT ON CONSTRAINT venue_once_per_commune DO NOTHING RETURNING *
      ), audit AS (${auditFrom(actor, "venue.make", {
        from: sql`made`,
        subjectKind: "venue",
        subjectId: sql`made.id`,
        unitId: sql`made.province_id`,
      })})
      SELECT id, province_id AS "provinceId", commune_id AS "communeId" FROM made`,
    tx,
  );
  if (made === null) throw new Undo<VenueRefusal>("venue_exists");
  return made;
}

/** The commune a form named, by id from the list or by its name within a province ("phường Ba Đình", "ba dinh"). */
async function settleCommune(input: VenueInput, tx: Runner): Promise<{ id: string; provinceId: string }> {
  const shape = z.object({ id: z.string(), provinceId: z.string(), name: z.string(), fullName: z.string() });
  const found = await rows(
    shape,
    sql`SELECT id, parent_id AS "provinceId", name, full_name AS "fullName" FROM unit
      WHERE kind = 'commune' AND valid_to IS NULL AND ${
        input.newVenueCommuneId
          ? sql`id = ${input.newVenueCommuneId}`
          : sql`parent_id = ${input.newVenueProvinceId ?? ""}`
      }`,
    tx,
  );
  const key = nameSearchKey(input.newVenueCommune ?? "");
  const inFull = found.filter((commune) => nameSearchKey(commune.fullName) === key);
  const inShort = found.filter((commune) => nameSearchKey(commune.name) === key);
  const [only, another] = input.newVenueCommuneId ? found : inFull.length > 0 ? inFull : inShort;
  if (!only) throw new Undo<VenueRefusal>("commune_unknown");
  if (another) throw new Undo<VenueRefusal>("commune_ambiguous");
  return only;
}

async function known(
  table: "organisation" | "facility",
  id: string | undefined,
  refusal: VenueRefusal,
  tx: Runner,
): Promise<string> {
  const found = await row(
    idShape,
    table === "organisation"
      ? sql`SELECT id FROM organisation WHERE id = ${id ?? null}::uuid`
      : sql`SELECT id FROM facility WHERE id = ${id ?? null}::uuid`,
    tx,
  );
  if (found === null) throw new Undo<VenueRefusal>(refusal);
  return found.id;
}
