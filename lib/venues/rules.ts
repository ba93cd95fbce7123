import { done, type Outcome, refused } from "@/lib/core/outcome";
import { nameSearchKey } from "@/lib/core/text";

/** Kinds of places where blood is given, in the order a form offers them. */
export const venueKinds = [
  "school",
  "hall",
  "office",
  "red_cross",
  "humanitarian_centre",
  "hospital",
  "blood_centre",
  "factory",
  "barracks",
  "religious",
  "vehicle",
  "other",
] as const;
export type VenueKind = (typeof venueKinds)[number];

/** Kinds of organisations that invite people to give. */
export const organisationKinds = [
  "commune",
  "school",
  "company",
  "agency",
  "armed_forces",
  "association",
  "religious",
  "health",
  "red_cross",
  "other",
] as const;
export type OrganisationKind = (typeof organisationKinds)[number];

/** Kinds of facilities that collect blood. */
export const facilityKinds = ["blood_centre", "hospital", "military_hospital", "red_cross"] as const;
export type FacilityKind = (typeof facilityKinds)[number];

/** A position on the earth, in degrees. */
export interface Position {
  readonly lat: number;
  readonly lon: number;
}

/** The frame around the country and its islands; the constraint `venue_position_in_viet_nam` says the same. */
const frame = { south: 6, north: 24, west: 102, east: 118 } as const;

export type PositionRefusal = "position_malformed" | "position_elsewhere" | "position_swapped";

/**
 * Reads a position as people paste it from a map: `21.0285, 105.8542`, with a semicolon or a space between, with
 * degree signs and N/E, with decimal commas (`21,0285; 105,8542`), or a map's address that holds `@21.0285,105.8542`.
 * Latitude first; the other way round is noticed because both lie in different ranges here.
 */
export function parsePosition(text: string): Outcome<Position, PositionRefusal> {
  const pair = pairIn(text.normalize("NFKC").trim());
  if (pair === null) return refused("position_malformed");
  const [lat, lon] = pair;
  if (inVietNam({ lat, lon })) return done({ lat, lon });
  if (inVietNam({ lat: lon, lon: lat })) return refused("position_swapped");
  return refused("position_elsewhere");
}

/** Does a position lie within the frame around Viet Nam? */
export function inVietNam({ lat, lon }: Position): boolean {
  return lat >= frame.south && lat <= frame.north && lon >= frame.west && lon <= frame.east;
}

/** A position as it is typed back into its field. */
export function positionText(position: Position | null): string {
  return position === null ? "" : `${position.lat}, ${position.lon}`;
}

/** An address in one line with its commune and province, each said once: many people type the whole of it. */
export function wholeAddress(address: string, communeName: string, provinceName: string): string {
  const said = nameSearchKey(address);
  const parts = [communeName, provinceName].filter((name) => !said.includes(nameSearchKey(name)));
  return [address, ...parts].filter((part) => part.trim() !== "").join(", ");
}

function pairIn(text: string): [number, number] | null {
  const point = String.raw`(-?\d{1,3}(?:\.\d+)?)`;
  const comma = String.raw`(-?\d{1,3}(?:,\d+)?)`;
  const degrees = String.raw`\s*°?\s*`;
  const found =
    new RegExp(`@${point},${point}`).exec(text) ??
    new RegExp(`^${point}${degrees}[NBnb]?\\s*[,;\\s]\\s*${point}${degrees}[EĐeđ]?$`).exec(text) ??
    new RegExp(`^${comma}${degrees}[NBnb]?\\s*[;\\s]\\s*${comma}${degrees}[EĐeđ]?$`).exec(text);
  if (!found?.[1] || !found[2]) return null;
  return [Number(found[1].replace(",", ".")), Number(found[2].replace(",", "."))];
}
