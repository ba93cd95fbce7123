import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { citizenNumberWarnings, looksLikeCitizenCard, parseCitizenCard } from "@/lib/donors/citizen-card";
import { maskIdentityNumber } from "@/lib/donors/identity-number";

const sample = "001099000001|012345678|Nguyễn Văn A|01011999|Nam|Số 1, Phường X, Hà Nội|25042021";
const person = {
  number: "001099000001",
  oldNumber: "012345678",
  fullName: "Nguyễn Văn A",
  birthOn: "1999-01-01",
  sex: "male",
  address: "Số 1, Phường X, Hà Nội",
  issuedOn: "2021-04-25",
  warnings: [],
};
const read = (text: string) => {
  const outcome = parseCitizenCard(text);
  return outcome.ok ? outcome.value : outcome.refusal;
};

describe("the QR code of a citizen card", () => {
  test.each([
    ["as printed", sample, {}],
    ["without an old number", sample.replace("012345678", ""), { oldNumber: null }],
    ["with the empty part swallowed by the scanner", sample.replace("|012345678", ""), { oldNumber: null }],
    ["with Enter behind", `${sample}\r\n`, {}],
    ["with Tab behind", `${sample}\t`, {}],
    ["with the scanner's own mark before", `]Q3${sample}`, {}],
    ["decomposed", sample.normalize("NFD"), {}],
    ["in capitals", sample.replace("Nguyễn Văn A", "NGUYỄN VĂN A"), {}],
    ["with more parts, as on the newer card", `${sample}|Nguyễn Văn B|Trần Thị C||001055000002|`, {}],
    ["with the bar typed as a tilde", sample.replaceAll("|", "~"), {}],
    ["with full-width bars", sample.replaceAll("|", "｜"), {}],
    ["with spaces around the bars", sample.replaceAll("|", " | "), {}],
    ["without the last part", sample.slice(0, -9), { issuedOn: null, warnings: ["issue_date_missing"] }],
    ["with an empty last part", sample.slice(0, -8), { issuedOn: null, warnings: ["issue_date_missing"] }],
    [
      "with an impossible issue date",
      sample.replace("25042021", "31022021"),
      { issuedOn: null, warnings: ["issue_date_unreadable"] },
    ],
    [
      "issued before the birth",
      sample.replace("25042021", "25041990"),
      { issuedOn: "1990-04-25", warnings: ["issued_before_birth"] },
    ],
    [
      "with a strange old number",
      sample.replace("012345678", "12345"),
      { oldNumber: null, warnings: ["old_number_unreadable"] },
    ],
    [
      "without an address",
      sample.replace("Số 1, Phường X, Hà Nội", ""),
      { address: null, warnings: ["address_missing"] },
    ],
    ["with a mangled address", sample.replace("Phường", "Ph??ng"), { address: null, warnings: ["address_mangled"] }],
  ])("%s", (_, text, differs) => expect(read(text)).toEqual({ ...person, ...differs }));

  test.each(["Nữ", "Nu", "NỮ", "N?", "N\uFFFD", "Nuwx", "Nữ".normalize("NFD")])("%s is a woman", (word) => {
    const card = read(sample.replace("Nam", word).replace("001099", "001199"));
    expect(card).toMatchObject({ sex: "female", warnings: [] });
  });

  test.each([
    ["", "card_empty"],
    ["\r\n", "card_empty"],
    ["0912345678", "card_not_a_card"],
    ["https://hienmau.example/ve/7K2M9QXF", "card_not_a_card"],
    ["Nguyễn Văn A", "card_not_a_card"],
    ["001099000001|012345678|Nguyễn Văn A", "card_incomplete"],
    ["00109900000|012345678|Nguyễn Văn A|01011999|Nam|X|25042021", "card_number_unreadable"],
    ["001099000001|012345678|Nguy?n V?n A|01011999|Nam|X|25042021", "card_name_unreadable"],
    ["001099000001|012345678||01011999|Nam|X|25042021", "card_name_unreadable"],
    ["001099000001|012345678|Nguyễn Văn A|31021999|Nam|X|25042021", "card_birth_unreadable"],
    ["001099000001|012345678|Nguyễn Văn A|1999|Nam|X|25042021", "card_birth_unreadable"],
    ["001099000001|012345678|Nguyễn Văn A|01011999|?|X|25042021", "card_sex_unreadable"],
    ["001099000001|012345678|Nguyễn Văn A|01011999||X|25042021", "card_sex_unreadable"],
  ])("%j is refused: %s", (text, refusal) => expect(read(text)).toBe(refusal));

  test("whatever stands behind the seventh part is not kept", () => {
    fc.assert(
      fc.property(fc.array(fc.stringMatching(/^[A-Za-zÀ-ỹ0-9 ]{1,30}$/), { maxLength: 6 }), (more) => {
        expect(read([sample, ...more].join("|"))).toEqual(person);
      }),
    );
  });

  test("no text makes it throw, and what is accepted is whole", () => {
    const part = fc.oneof(fc.string({ unit: "binary" }), fc.constantFrom(...sample.split("|"), ""));
    fc.assert(
      fc.property(fc.array(part, { maxLength: 9 }), (parts) => {
        const outcome = parseCitizenCard(parts.join("|"));
        if (!outcome.ok) return;
        expect(outcome.value.number).toMatch(/^\d{12}$/);
        expect(outcome.value.birthOn).toMatch(/^\d{4}-\d{2}-\d{2}$/);
        expect(outcome.value.fullName.length).toBeGreaterThan(1);
      }),
    );
  });

  test("a scan is told from what somebody types", () => {
    expect(looksLikeCitizenCard(sample)).toBe(true);
    expect(looksLikeCitizenCard("nguyen van a")).toBe(false);
    expect(looksLikeCitizenCard("7K2M 9QXF")).toBe(false);
  });
});

describe("what the number itself says", () => {
  test.each([
    ["001099000001", "male", "1999-05-05", []],
    ["001199000001", "female", "1999-05-05", []],
    ["001201000001", "male", "2001-05-05", []],
    ["001301000001", "female", "2001-05-05", []],
    ["001099000001", "female", "1999-05-05", ["sex_differs"]],
    ["001099000001", "male", "1998-05-05", ["birth_year_differs"]],
    ["001301000001", "female", "1901-05-05", ["birth_year_differs"]],
    ["097099000001", "male", "1999-05-05", ["province_unknown"]],
    ["000099000001", null, null, ["province_unknown"]],
    ["001099000001", null, null, []],
  ] as const)("%s, %s, born %s: %j", (number, sex, birthOn, warnings) => {
    expect(citizenNumberWarnings(number, { sex, birthOn })).toEqual(warnings);
  });
});

test.each([
  ["citizen_card", "4821", "••••••••4821"],
  ["old_id_card", "4821", "•••••4821"],
  ["passport", "4821", "••••4821"],
] as const)("%s ending in %s is shown %s", (kind, lastFour, shown) => {
  expect(maskIdentityNumber(kind, lastFour)).toBe(shown);
});
