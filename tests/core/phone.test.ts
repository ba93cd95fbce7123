import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { formatPhone, maskPhone, parsePhone } from "@/lib/core/phone";

describe("telephone numbers", () => {
  test.each([
    ["0912345678", "+84912345678", "mobile"],
    ["0912 345 678", "+84912345678", "mobile"],
    ["0912.345.678", "+84912345678", "mobile"],
    ["+84912345678", "+84912345678", "mobile"],
    ["+84 (0) 912-345-678", "+84912345678", "mobile"],
    ["84912345678", "+84912345678", "mobile"],
    ["0084912345678", "+84912345678", "mobile"],
    ["912345678", "+84912345678", "mobile"],
    ["843456789", "+84843456789", "mobile"],
    ["０９１２３４５６７８", "+84912345678", "mobile"],
    ["0381234567", "+84381234567", "mobile"],
    ["(024) 3826 1234", "+842438261234", "landline"],
    ["0236 3822 123", "+842363822123", "landline"],
    ["842438261234", "+842438261234", "landline"],
    ["2438261234", "+842438261234", "landline"],
  ])("%s is %s (%s)", (typed, e164, kind) => expect(parsePhone(typed)).toEqual({ ok: true, value: { e164, kind } }));

  test.each([
    ["", "phone_empty"],
    ["  ", "phone_empty"],
    ["không có", "phone_malformed"],
    ["0912345678a", "phone_malformed"],
    ["()", "phone_malformed"],
    ["09123456", "phone_too_short"],
    ["09123456789", "phone_too_long"],
    ["0243826123", "phone_too_short"],
    ["0412345678", "phone_unknown_prefix"],
    ["19001234", "phone_unknown_prefix"],
    ["01111234567", "phone_unknown_prefix"],
    ["+46701234567", "phone_foreign"],
    ["0046701234567", "phone_foreign"],
  ])("%s is refused: %s", (typed, refusal) => expect(parsePhone(typed)).toMatchObject({ ok: false, refusal }));

  test("phone_old_prefix names the number of today", () => {
    expect(parsePhone("01681234567")).toEqual({
      ok: false,
      refusal: "phone_old_prefix",
      facts: { suggestion: "0381234567" },
    });
    expect(parsePhone("+84 1201234567")).toMatchObject({ facts: { suggestion: "0701234567" } });
  });

  test("every form of one number is one number, and what is printed is read back", () => {
    const national = fc
      .tuple(fc.constantFrom("3", "5", "7", "8", "9"), fc.stringMatching(/^\d{8}$/))
      .map((x) => x.join(""));
    fc.assert(
      fc.property(national, (digits) => {
        const e164 = `+84${digits}`;
        for (const form of [`0${digits}`, `84${digits}`, `+84${digits}`, `0084${digits}`, formatPhone(e164)]) {
          expect(parsePhone(form)).toEqual({ ok: true, value: { e164, kind: "mobile" } });
        }
      }),
    );
  });

  test.each([
    ["+84912345821", "0912 345 821"],
    ["+842438261234", "024 3826 1234"],
    ["+842363822123", "0236 3822 123"],
  ])("%s is printed %s", (e164, printed) => expect(formatPhone(e164)).toBe(printed));

  test("a masked number shows three digits only", () => expect(maskPhone("+84912345821")).toBe("•••• 821"));
});
