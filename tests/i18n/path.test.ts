import { describe, expect, test } from "vitest";
import { localizedPath, otherLanguage, splitPath } from "@/lib/i18n/path";

describe("addresses and languages", () => {
  test("Vietnamese has no prefix, English stands under /en", () => {
    expect(localizedPath("vi", "/drives/1")).toBe("/drives/1");
    expect(localizedPath("en", "/drives/1")).toBe("/en/drives/1");
    expect(localizedPath("en", "/")).toBe("/en");
    expect(localizedPath("en", "/?from=2026-11-27")).toBe("/en?from=2026-11-27");
    expect(localizedPath("en", "/#list")).toBe("/en#list");
  });

  test("an address comes apart into language and path", () => {
    expect(splitPath("/")).toEqual({ locale: "vi", path: "/" });
    expect(splitPath("/en")).toEqual({ locale: "en", path: "/" });
    expect(splitPath("/en?a=1")).toEqual({ locale: "en", path: "/?a=1" });
    expect(splitPath("/en/me")).toEqual({ locale: "en", path: "/me" });
    expect(splitPath("/vi/me")).toEqual({ locale: "vi", path: "/me" });
    expect(splitPath("/endless")).toEqual({ locale: "vi", path: "/endless" });
  });

  test("the other language keeps page and query", () => {
    expect(otherLanguage("/drives?p=01")).toEqual({ locale: "en", href: "/en/drives?p=01" });
    expect(otherLanguage("/en/drives?p=01")).toEqual({ locale: "vi", href: "/drives?p=01" });
    expect(otherLanguage("/en")).toEqual({ locale: "vi", href: "/" });
  });
});
