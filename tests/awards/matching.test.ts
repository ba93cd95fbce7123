import fc from "fast-check";
import { expect, it } from "vitest";
import {
  isNearName,
  type ListedPerson,
  matchPerson,
  type PossibleDonor,
  slips,
  swapped,
} from "@/lib/awards/matching/rules";
import { nameSearchKey } from "@/lib/core/text";

const donor = (id: string, name: string, bornOn: string, differing: Partial<PossibleDonor> = {}): PossibleDonor => ({
  id,
  name,
  nameKey: nameSearchKey(name),
  bornOn,
  bloodAbo: null,
  bloodRh: null,
  hasNumber: false,
  ...differing,
});

const listed = (name: string, bornOn: string | null, differing: Partial<ListedPerson> = {}): ListedPerson => ({
  name,
  nameKey: nameSearchKey(name),
  bornOn,
  bornTurned: false,
  bornYear: null,
  bloodAbo: null,
  bloodRh: null,
  number: null,
  ...differing,
});

const ha = donor("ha", "Trần Thị Hà", "1980-05-03", { bloodAbo: "O", bloodRh: "+" });

it.each<[string, ListedPerson, object]>([
  ["the whole of it agrees", listed("Trần Thị Hà", "1980-05-03"), { verdict: "certain", donorId: "ha" }],
  ["typed without accents", listed("TRAN THI HA", "1980-05-03"), { verdict: "certain", donorId: "ha" }],
  ["other accents", listed("Trần Thị Hạ", "1980-05-03"), { verdict: "uncertain", doubt: "accents" }],
  ["a letter too many", listed("Trần Thị Hàa", "1980-05-03"), { verdict: "uncertain", doubt: "spelling" }],
  ["words that changed places", listed("Thị Trần Hà", "1980-05-03"), { verdict: "uncertain", doubt: "spelling" }],
  [
    "day and month exchanged",
    listed("Trần Thị Hà", "1980-03-05"),
    { verdict: "uncertain", doubt: "day_month_swapped" },
  ],
  ["a year alone", listed("Trần Thị Hà", null, { bornYear: 1980 }), { verdict: "uncertain", doubt: "year_only" }],
  ["no date", listed("Trần Thị Hà", null), { verdict: "uncertain", doubt: "no_date" }],
  ["a day off", listed("Trần Thị Hà", "1980-05-04"), { verdict: "uncertain", doubt: "date_differs" }],
  [
    "another group",
    listed("Trần Thị Hà", "1980-05-03", { bloodAbo: "B" }),
    { verdict: "uncertain", doubt: "group_differs" },
  ],
  ["somebody else", listed("Lê Văn Nam", "1980-05-03"), { verdict: "not_found" }],
  ["another birthday", listed("Trần Thị Hà", "1971-09-20"), { verdict: "not_found" }],
  ["their number", listed("Trần Thị Hà", null, { number: { holder: "ha" } }), { verdict: "certain", donorId: "ha" }],
  [
    "a number under another name",
    listed("Lê Văn Nam", "1980-05-03", { number: { holder: "ha" } }),
    { verdict: "uncertain", doubt: "number_disagrees", candidates: ["ha"] },
  ],
  [
    "a number of another province",
    listed("Trần Thị Hà", "1980-05-03", { number: "elsewhere" }),
    { verdict: "uncertain", doubt: "number_of_another" },
  ],
])("judges a row by what it says: %s", (_what, row, expected) => {
  expect(matchPerson(row, [ha])).toMatchObject(expected);
});

it("asks when two donors are meant alike, or one is a slip of the pen away", () => {
  expect(
    matchPerson(listed("Trần Thị Hà", "1980-05-03"), [ha, donor("h2", "Trần Thị Há", "1980-05-03")]),
  ).toMatchObject({
    doubt: "several",
  });
  expect(
    matchPerson(listed("Trần Thị Hà", "1980-05-03"), [ha, donor("h3", "Trần Thị Hà", "1980-03-05")]),
  ).toMatchObject({
    doubt: "several",
  });
  expect(matchPerson(listed("Trần Thị Hà", "1980-05-03"), [{ ...ha, hasNumber: true }])).toMatchObject({
    verdict: "certain",
  });
  expect(
    matchPerson(listed("Trần Thị Hà", "1980-05-03", { number: "nobody" }), [{ ...ha, hasNumber: true }]),
  ).toMatchObject({ doubt: "number_of_another" });
});

const syllables = ["Hà", "Hạ", "Hoa", "Hòa", "An", "Ân", "Lan", "Nam", "Năm", "Minh", "Mình"];
const name = fc
  .tuple(fc.constantFrom("Trần", "Lê"), fc.constantFrom("Thị", "Văn"), fc.constantFrom(...syllables))
  .map((w) => w.join(" "));
const born = fc
  .tuple(fc.constantFrom(1980, 1981), fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 12 }))
  .map(([y, m, d]) => `${y}-${`${m}`.padStart(2, "0")}-${`${d}`.padStart(2, "0")}`);

/** What a pen makes of a row about somebody: one thing wrong at most with the name and one with the date. */
const slip = fc.record({
  name: fc.constantFrom("none", "accents", "dropped", "doubled", "words"),
  at: fc.nat(),
  date: fc.constantFrom("none", "swapped", "year"),
});

it("never calls a row certain of anybody but whom it was written of, in a crowd of near namesakes", () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(name, born), { minLength: 1, maxLength: 30 }), fc.nat(), slip, (people, who, pen) => {
      const crowd = people.map(([called, day], index) => donor(`${index}`, called, day));
      const meant = crowd[who % crowd.length] as PossibleDonor;
      const at = pen.at % meant.name.length;
      const called = {
        none: meant.name,
        accents: meant.nameKey,
        dropped: meant.name.slice(0, at) + meant.name.slice(at + 1),
        doubled: meant.name.slice(0, at) + meant.name.slice(at, at + 1) + meant.name.slice(at),
        words: meant.name.split(" ").reverse().join(" "),
      }[pen.name] as string;
      const day = pen.date === "year" ? null : pen.date === "swapped" ? swapped(meant.bornOn) : meant.bornOn;
      const row = listed(called, day, { bornYear: day === null ? Number(meant.bornOn.slice(0, 4)) : null });
      const match = matchPerson(row, crowd);
      if (match.verdict === "certain") expect(match.donorId).toBe(meant.id);
    }),
    { numRuns: 3000 },
  );
});

it("counts slips as a pen makes them, and no further than needed", () => {
  expect(slips("nguyen van an", "nguyen van na")).toBe(1);
  expect(slips("le thi van", "van thi le")).toBe(3);
  expect(isNearName("le thi van", "van thi le")).toBe(true);
  fc.assert(
    fc.property(fc.string({ maxLength: 12 }), fc.string({ maxLength: 12 }), (a, b) => {
      expect(slips(a, b)).toBe(slips(b, a));
      expect(slips(a, a)).toBe(0);
    }),
  );
});
