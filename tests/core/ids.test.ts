import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { formatTicketCode, isId, newId, newTicketCode, parseTicketCode } from "@/lib/core/ids";

const bytes = fc.uint8Array({ minLength: 7, maxLength: 7 });
const codes = bytes.map((seven) => newTicketCode(() => seven));
const LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

describe("ids", () => {
  test("ids are UUIDv7, in the order in which they were made", () => {
    const ids = Array.from({ length: 50 }, newId);
    expect(ids.every((id) => isId(id) && id[14] === "7")).toBe(true);
    expect([...ids].sort()).toEqual(ids);
  });
  test.each(["", "1", "0198F9C0-0000-7000-8000-000000000000", "0198f9c0-0000-7000-8000-00000000000z", null])(
    "%s is not an id",
    (value) => expect(isId(value)).toBe(false),
  );
});

describe("ticket codes", () => {
  test("a code is eight characters that cannot be taken for others, and differs each time", () => {
    const made = Array.from({ length: 200 }, () => newTicketCode());
    expect(made.every((code) => /^[0-9A-HJKMNP-TV-Z]{8}$/.test(code))).toBe(true);
    expect(new Set(made).size).toBe(200);
  });

  test("a code is read however it is typed", () => {
    fc.assert(
      fc.property(codes, (code) => {
        const forms = [code, code.toLowerCase(), formatTicketCode(code), ` ${code.slice(0, 3)}-${code.slice(3)} `];
        forms.push(code.replace(/0/g, "o"), code.replace(/1/g, "I"), code.replace(/1/g, "l"));
        for (const form of forms) expect(parseTicketCode(form)).toEqual({ ok: true, value: code });
      }),
    );
  });

  test("ticket_code_mistyped: any one wrong character is noticed", () => {
    fc.assert(
      fc.property(codes, fc.nat(7), fc.constantFrom(...LETTERS), (code, at, letter) => {
        fc.pre(code[at] !== letter);
        const wrong = code.slice(0, at) + letter + code.slice(at + 1);
        expect(parseTicketCode(wrong)).toEqual({ ok: false, refusal: "ticket_code_mistyped" });
      }),
    );
  });

  test("ticket_code_mistyped: any two characters swapped are noticed", () => {
    fc.assert(
      fc.property(codes, fc.nat(7), fc.nat(7), (code, a, b) => {
        fc.pre(code[a] !== code[b]);
        const letters = [...code];
        [letters[a], letters[b]] = [letters[b] as string, letters[a] as string];
        expect(parseTicketCode(letters.join(""))).toEqual({ ok: false, refusal: "ticket_code_mistyped" });
      }),
    );
  });

  test.each(["", "ABC", "123456789", "ABCDEFGU", "ABCDEFG!"])("ticket_code_malformed: %j", (text) =>
    expect(parseTicketCode(text)).toEqual({ ok: false, refusal: "ticket_code_malformed" }),
  );
});
