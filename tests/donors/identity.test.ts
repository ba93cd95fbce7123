import { afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { kindsOfNumber, parseIdentityNumber } from "@/lib/donors/identity-number";
import { hashesOfNumber, hashOfNumber, openNumber, sealNumber } from "@/lib/donors/identity-vault";

beforeAll(() => {
  process.env.IDENTITY_HASH_KEY = Buffer.alloc(32, 1).toString("base64");
  process.env.IDENTITY_ENCRYPTION_KEY = Buffer.alloc(32, 2).toString("base64");
});

describe("a number of a paper", () => {
  test.each([
    ["citizen_card", " 001 099 000 001 ", "001099000001"],
    ["old_id_card", "012.345.678", "012345678"],
    ["passport", "c1234567", "C1234567"],
    ["military", "QD-123456", "QD123456"],
  ] as const)("%s %s is kept as %s", (kind, text, kept) => {
    expect(parseIdentityNumber(kind, text)).toEqual({ ok: true, value: kept });
  });

  test.each([
    ["citizen_card", "00109900001", "identity_number_malformed"],
    ["old_id_card", "0123456789", "identity_number_malformed"],
    ["police", "", "identity_number_empty"],
    ["passport", "C12#4567", "identity_number_malformed"],
  ] as const)("%s %s is refused", (kind, text, refusal) => {
    expect(parseIdentityNumber(kind, text)).toEqual({ ok: false, refusal });
  });

  test("twelve digits may be a citizen card, nine an old one", () => {
    expect(kindsOfNumber("001099000001").map(({ kind }) => kind)).toContain("citizen_card");
    expect(kindsOfNumber("012345678").map(({ kind }) => kind)).toContain("old_id_card");
    expect(kindsOfNumber("nguyen van a").length).toBe(0);
  });
});

describe("the vault", () => {
  test("gives back what was sealed, each time under another cipher", () => {
    const first = sealNumber("citizen_card", "001099000001");
    const second = sealNumber("citizen_card", "001099000001");
    expect(openNumber("citizen_card", first)).toBe("001099000001");
    expect(first.cipher.equals(second.cipher)).toBe(false);
    expect(first.hash.equals(second.hash)).toBe(true);
    expect(first.lastFour).toBe("0001");
    expect(first.cipher.includes("001099000001")).toBe(false);
  });

  test("the same characters on another paper are another number", () => {
    expect(hashOfNumber("military", "A1234567").equals(hashOfNumber("passport", "A1234567"))).toBe(false);
    expect(() => openNumber("passport", sealNumber("military", "A1234567"))).toThrow();
  });

  test("a changed value does not open", () => {
    const sealed = sealNumber("citizen_card", "001099000001");
    sealed.cipher.writeUInt8(sealed.cipher.readUInt8(28) ^ 1, 28);
    expect(() => openNumber("citizen_card", sealed)).toThrow();
  });

  test("says which key is missing", () => {
    const kept = process.env.IDENTITY_HASH_KEY;
    process.env.IDENTITY_HASH_KEY = "short";
    expect(() => hashOfNumber("passport", "A1234567")).toThrow(/IDENTITY_HASH_KEY/);
    process.env.IDENTITY_HASH_KEY = kept;
  });
});

describe("changing the keys", () => {
  afterEach(() => vi.unstubAllEnvs());

  test("rows of both keys are found and opened while the rest is sealed anew", () => {
    const before = sealNumber("passport", "C1234567");
    const [oldHash, oldSeal] = [process.env.IDENTITY_HASH_KEY, process.env.IDENTITY_ENCRYPTION_KEY];
    vi.stubEnv("IDENTITY_KEY_VERSION", "2");
    vi.stubEnv("IDENTITY_HASH_KEY", Buffer.alloc(32, 3).toString("base64"));
    vi.stubEnv("IDENTITY_ENCRYPTION_KEY", Buffer.alloc(32, 4).toString("base64"));
    expect(() => openNumber("passport", before)).toThrow(/version 1/);

    vi.stubEnv("IDENTITY_HASH_KEY_PREVIOUS", oldHash);
    vi.stubEnv("IDENTITY_ENCRYPTION_KEY_PREVIOUS", oldSeal);
    const after = sealNumber("passport", "C1234567");
    expect([before.keyVersion, after.keyVersion]).toEqual([1, 2]);
    expect(openNumber("passport", before)).toBe("C1234567");
    expect(openNumber("passport", after)).toBe("C1234567");
    expect(hashesOfNumber("passport", "C1234567")).toEqual([after.hash, before.hash]);
  });

  test("with one key there is one hash", () => {
    expect(hashesOfNumber("passport", "C1234567")).toEqual([hashOfNumber("passport", "C1234567")]);
  });
});
