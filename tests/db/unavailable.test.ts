import { describe, expect, it } from "vitest";
import { DatabaseUnavailable, isBroken, named } from "@/lib/db/unavailable";

const withCode = (code: string) => Object.assign(new Error("said by Postgres or by Node"), { code });
const because = (error: unknown) => (named(error) as DatabaseUnavailable).because;

describe("a database that cannot be asked", () => {
  it.each([
    ["ECONNREFUSED", "down"],
    ["57P01", "down"],
    ["57P03", "down"],
    ["08006", "down"],
    ["25006", "down"],
    ["55P03", "late"],
    ["57014", "late"],
    ["53300", "busy"],
    ["40P01", "busy"],
    ["53100", "full"],
  ])("is known by the code %s: %s", (code, word) => {
    expect(because(withCode(code))).toBe(word);
  });

  it.each([
    ["Connection terminated unexpectedly", "down"],
    ["Query read timeout", "silent"],
    ["timeout exceeded when trying to connect", "busy"],
  ])("is known by what the driver says: %s", (message, word) => {
    expect(because(new Error(message))).toBe(word);
  });

  it("carries the word that tells the error page, and nothing of any row", () => {
    const told = named(Object.assign(withCode("55P03"), { detail: "Key (phone)=(0912 345 678)" }));
    expect(told).toMatchObject({ name: "DatabaseUnavailable", digest: "UNAVAILABLE" });
    expect(JSON.stringify(told) + (told as Error).message).not.toContain("0912");
  });

  it("is told from a refusal and from a mistake of ours, which stay as they are", () => {
    for (const error of [withCode("23505"), withCode("42703"), new Error("undefined is not a function")])
      expect(named(error)).toBe(error);
  });

  it("leaves a connection good after a refusal, and useless once it is gone or says nothing", () => {
    expect([withCode("23505"), withCode("55P03"), withCode("40P01")].map(isBroken)).toEqual([false, false, false]);
    expect([withCode("57P01"), withCode("ECONNRESET"), new Error("Query read timeout")].map(isBroken)).toEqual([
      true,
      true,
      true,
    ]);
    expect(named(new DatabaseUnavailable("busy"))).toBeInstanceOf(DatabaseUnavailable);
  });
});
