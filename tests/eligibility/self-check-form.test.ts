import { describe, expect, test } from "vitest";
import { selfCheckInput } from "@/lib/eligibility/self-check-form";

const messageOf = (birthOn: string) => selfCheckInput.safeParse({ birthOn }).error?.issues[0]?.message;

describe("the birthday in the self-check", () => {
  test.each(["14/03/2001", "14-3-2001", "14.03.2001", "14032001", "2001-03-14"])("is read from %s", (birthOn) => {
    expect(selfCheckInput.parse({ birthOn }).birthOn).toBe("2001-03-14");
  });

  test.each([
    ["14/03/01", "core.date_malformed"],
    ["hôm qua", "core.date_malformed"],
    ["31/02/2001", "core.date_impossible"],
    ["14/03/2101", "eligibility.check.birth_impossible"],
    ["14/03/1899", "eligibility.check.birth_impossible"],
  ])("%s is refused: %s", (birthOn, message) => {
    expect(messageOf(birthOn)).toBe(message);
  });
});
