import { newId } from "@/lib/core/ids";
import { givenNameSortKey, nameSearchKey } from "@/lib/core/text";
import { addDays, ageOn, type CivilDate, yearOf } from "@/lib/core/time";
import type { Chance } from "./random";
import type { RowsToWrite } from "./rows";
import type { Words } from "./words";

/** A made-up donor as far as planning a day needs to know them. */
export interface Person {
  readonly id: string;
  readonly sex: "female" | "male";
  readonly bornOn: CivilDate;
  readonly segment: string;
  donations: number;
  lastGivenOn: CivilDate | null;
  lastComponent: string | null;
  lastVolumeMl: number | null;
  hasOpenBooking: boolean;
  isNew: boolean;
}

/** Everybody who may turn up, by the province where they live. */
export type Crowd = Map<string, Person[]>;

/** Rest long enough for every kind of donation; demo donors never come sooner. */
const restDays = 84;

/** May this person be at a drive on this day, by age and rest? */
export function mayGive(person: Person, on: CivilDate): boolean {
  const age = ageOn(person.bornOn, on);
  return age >= 18 && age <= 60 && (person.lastGivenOn === null || addDays(person.lastGivenOn, restDays) <= on);
}

const segments = [
  { name: "student", weight: 38 },
  { name: "civil_servant", weight: 16 },
  { name: "armed_forces", weight: 12 },
  { name: "worker", weight: 20 },
  { name: "farmer", weight: 8 },
  { name: "religious", weight: 1 },
  { name: "other", weight: 5 },
];

const employers: Record<string, readonly string[]> = {
  student: ["Đoàn trường minh họa", "Câu lạc bộ sinh viên minh họa"],
  civil_servant: ["Cơ quan hành chính minh họa"],
  armed_forces: ["Đơn vị minh họa"],
  worker: ["Công ty minh họa", "Nhà máy minh họa"],
};

/** Where somebody new lives, and the day they first turn up. */
export interface Arrival {
  readonly provinceId: string;
  readonly communeId: string;
  readonly on: CivilDate;
  readonly segment?: string;
  /** Somebody the demonstration always has, with a phone to sign in by. */
  readonly known?: { fullName: string; sex: "female" | "male"; bornOn: CivilDate; phone: string };
}

/** Makes up one more donor with consents, and lets them wait to be written. */
export function newPerson(chance: Chance, words: Words, rows: RowsToWrite, crowd: Crowd, arrival: Arrival): Person {
  const sex = arrival.known?.sex ?? (chance.happens(0.46) ? "female" : "male");
  const fullName = arrival.known?.fullName ?? madeUpName(chance, words, sex);
  const segment = arrival.segment ?? chance.weighted(segments, ({ weight }) => weight).name;
  const age = segment === "student" ? chance.whole(18, 23) : chance.whole(20, 57);
  const bornOn = arrival.known?.bornOn ?? addDays(`${yearOf(arrival.on) - age - 1}-12-31`, chance.whole(-364, 0));
  const person: Person = {
    id: newId(),
    sex,
    bornOn,
    segment,
    donations: 0,
    lastGivenOn: null,
    lastComponent: null,
    lastVolumeMl: null,
    hasOpenBooking: false,
    isNew: true,
  };
  const blood = chance.weighted(words.blood_groups.abo, ({ weight }) => weight).group;
  rows.add("donor", {
    id: person.id,
    full_name: fullName,
    name_key: nameSearchKey(fullName),
    given_name_key: givenNameSortKey(fullName),
    sex,
    born_on: bornOn,
    phone: arrival.known?.phone ?? null,
    email: `nguoihien.${person.id.slice(-12)}@demo.giothong.example`,
    blood_abo: chance.happens(0.8) ? blood : null,
    blood_rh: null,
    home_province_id: arrival.provinceId,
    home_commune_id: arrival.communeId,
    segment,
    employer: chance.happens(0.6) ? (employers[segment]?.[0] ?? null) : null,
    locale: "vi",
    donation_count: 0,
    is_demo: true,
    version: 1,
    created_at: `${arrival.on}T00:00:00Z`,
  });
  consentsOf(chance, person.id, arrival.on).forEach((consent) => {
    rows.add("consent", consent);
  });
  const neighbours = crowd.get(arrival.provinceId);
  if (neighbours) neighbours.push(person);
  else crowd.set(arrival.provinceId, [person]);
  return person;
}

/** Consents as people give them: the record always, the rest as they please. */
export function consentsOf(chance: Chance, donorId: string, on: CivilDate) {
  const wishes = { donation_record: 1, reminders: 0.78, urgent_appeals: 0.55, public_honours: 0.4 };
  return Object.entries(wishes)
    .filter(([, probability]) => chance.happens(probability))
    .map(([purpose]) => ({
      id: newId(),
      donor_id: donorId,
      purpose,
      text_version: "2026-01",
      channel: chance.happens(0.5) ? "web" : "paper",
      given_at: `${on}T00:00:00Z`,
    }));
}

/** Somebody from around who may give on this day: mostly a donor of before, sometimes a new face. */
export function somebody(
  chance: Chance,
  words: Words,
  rows: RowsToWrite,
  crowd: Crowd,
  arrival: Arrival,
  taken: ReadonlySet<string>,
  returning = 0.74,
): Person {
  const neighbours = crowd.get(arrival.provinceId) ?? [];
  if (neighbours.length > 20 && chance.happens(returning)) {
    for (let tries = 0; tries < 12; tries += 1) {
      const person = chance.one(neighbours);
      if (!taken.has(person.id) && !person.hasOpenBooking && mayGive(person, arrival.on)) return person;
    }
  }
  return newPerson(chance, words, rows, crowd, arrival);
}

/** A name put together from parts by how common they are; nobody in particular. */
export function madeUpName(chance: Chance, words: Words, sex: "female" | "male"): string {
  const byWeight = (list: { name: string; weight: number }[]) => chance.weighted(list, ({ weight }) => weight).name;
  const { pattern } = chance.weighted(words.structure[sex], ({ weight }) => weight);
  return pattern
    .split(" ")
    .map((part) => {
      if (part === "family") return byWeight(words.family);
      if (part === "given") return byWeight(words.given[sex]);
      if (part === "middle") return byWeight(words.middle[sex]);
      if (part === "middle2") return byWeight(words.middle[`${sex}_second`]);
      return part;
    })
    .join(" ");
}
