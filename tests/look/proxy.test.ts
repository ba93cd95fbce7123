import { NextRequest } from "next/server";
import { describe, expect, test } from "vitest";
import proxy from "@/proxy";

function ask(path: string, init: { method?: string; headers?: Record<string, string> } = {}) {
  return proxy(new NextRequest(`http://localhost:3000${path}`, init));
}

describe("headers of a page", () => {
  test("let only scripts with this request's nonce run, and nobody frame the page", () => {
    const policy = ask("/").headers.get("content-security-policy") ?? "";
    expect(policy).toMatch(/script-src 'self' 'nonce-[\w+/]{22}' 'strict-dynamic'/);
    expect(policy).not.toMatch(/script-src[^;]*unsafe-inline/);
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).toContain("object-src 'none'");
    expect(policy).toContain("base-uri 'none'");
    expect(policy).toContain("form-action 'self'");
    expect(ask("/").headers.get("content-security-policy")).not.toBe(policy);
  });

  test.each(["/", "/en", "/drives/0199a3c2", "/en/check", "/progress/units/01", "/attributions"])(
    "%s is the same for everybody and may be kept for seconds",
    (path) => {
      const { headers } = ask(path);
      expect(headers.get("cache-control")).toContain("s-maxage=2");
      expect(headers.get("set-cookie")).toBeNull();
    },
  );

  test.each(["/me", "/en/me/tickets/1", "/drives/0199a3c2/book", "/staff", "/en/staff/drives", "/sign-in", "/nothing"])(
    "%s is kept by nobody",
    (path) => {
      expect(ask(path).headers.get("cache-control")).toBe("private, no-store");
    },
  );

  test("answers to forms, and the data of soft navigation, are kept by nobody", () => {
    const ours = { method: "POST", headers: { "sec-fetch-site": "same-origin" } };
    expect(ask("/check", ours).headers.get("cache-control")).toBe("private, no-store");
    expect(ask("/check", { headers: { "sec-fetch-dest": "empty" } }).headers.get("cache-control")).toBe(
      "private, no-store",
    );
  });
});

test("a form sent from elsewhere, or from nowhere that can be told, is refused and kept by nobody", () => {
  const senders: Record<string, string>[] = [{ origin: "https://elsewhere.example" }, {}];
  for (const headers of senders) {
    const refused = ask("/check", { method: "POST", headers });
    expect(refused.status).toBe(403);
    expect(refused.headers.get("cache-control")).toBe("no-store");
  }
});

describe("languages", () => {
  test("Vietnamese stands at the root, English under /en; nothing is guessed from the browser", () => {
    const vietnamese = ask("/check", { headers: { "accept-language": "en", cookie: "NEXT_LOCALE=en" } });
    expect(vietnamese.headers.get("x-middleware-rewrite")).toContain("/vi/check");
    expect(ask("/en/check").headers.get("location")).toBeNull();
    expect(ask("/vi/check").headers.get("location")).toBe("http://localhost:3000/check");
  });
});
