import { createHash, randomUUID } from "node:crypto";
import { expect, test } from "@playwright/test";
import { routeDoors } from "@/lib/auth/doors";
import { actionFixtures, routeFixtures } from "./fixtures";
import { builtActions, builtRoutes, callAction, origin, visit } from "./site";
import { cookieOf, useWorld } from "./world";

const world = useWorld();

const found = <T>(thing: T | undefined): T => {
  if (thing === undefined) throw new Error("Not there");
  return thing;
};

test.describe("every page and route", () => {
  test("lets only our own scripts run, guesses no types, tells other sites nothing, and does not say what it is made of", async () => {
    test.setTimeout(180_000);
    const insider = found(
      world.callers.find((one) => one.kind === "staff" && one.role === "administrator" && one.where === "inside"),
    );
    const donor = found(world.callers.find((one) => one.kind === "donor" && one.whose === "own"));
    for (const { path, kind } of builtRoutes()) {
      const fixture = routeFixtures[path];
      for (const caller of [{ kind: "nobody" } as const, insider, donor]) {
        const response = await visit(fixture ? await fixture.address(world, caller) : path, await cookieOf(caller));
        const name = `${path} (${response.status})`;
        expect(response.headers.get("x-content-type-options"), name).toBe("nosniff");
        expect(response.headers.get("referrer-policy"), name).toMatch(
          /^(strict-origin-when-cross-origin|same-origin|no-referrer)$/,
        );
        expect(response.headers.get("x-powered-by"), name).toBeNull();
        if (kind === "route" && routeDoors[path] === "public.read") continue;
        const policy = response.headers.get("content-security-policy") ?? "";
        const scripts = /script-src ([^;]*)/.exec(policy)?.[1] ?? "";
        if (kind === "page") expect(scripts, name).toMatch(/'nonce-[^']+'/);
        expect(scripts, name).not.toMatch(/unsafe-inline|unsafe-eval|\*|https?:/);
        expect(policy, name).toMatch(/frame-ancestors 'none'/);
        if (kind === "route" && policy.startsWith("default-src 'none'")) continue;
        expect(policy, name).toMatch(/base-uri 'none'/);
        expect(policy, name).toMatch(/form-action 'self'/);
        const markup = await response.text();
        if (!/html/.test(response.headers.get("content-type") ?? "")) continue;
        const nonce = /'nonce-([^']+)'/.exec(scripts)?.[1] ?? "";
        for (const [tag] of markup.matchAll(/<script\b[^>]*>/g)) {
          // Data for search engines is no script, and no browser runs it.
          if (!tag.includes('type="application/ld+json"')) expect(tag, name).toContain(`nonce="${nonce}"`);
        }
      }
    }
  });

  test("that shows a person's own things is kept by no cache", async () => {
    for (const caller of world.callers) {
      if (caller.kind === "nobody") continue;
      for (const path of ["/staff", "/staff/account", "/sign-in/who"]) {
        const response = await visit(path, await cookieOf(caller));
        expect(response.headers.get("cache-control"), path).toMatch(/no-store/);
      }
    }
  });
});

test.describe("a request from elsewhere", () => {
  const foreign: [string, Record<string, string>][] = [
    ["with a foreign Origin", { origin: "https://elsewhere.example" }],
    ["without Origin", { origin: "" }],
    ["with a hidden Origin", { origin: "null" }],
    ["that the browser calls cross-site", { origin, "sec-fetch-site": "cross-site" }],
    ["that the browser calls same-site", { origin, "sec-fetch-site": "same-site" }],
    [
      "with a forged X-Forwarded-Host beside a forged Origin",
      { origin: "https://elsewhere.example", "x-forwarded-host": "elsewhere.example", "x-forwarded-proto": "https" },
    ],
  ];
  for (const [how, headers] of foreign) {
    test(`${how} is refused before it does anything`, async () => {
      const action = found(builtActions().find(({ name }) => name === "endOtherSessionsAction"));
      const caller = found(world.callers.find((one) => one.kind === "staff"));
      if (caller.kind !== "staff") return;
      const other = await cookieOf(caller);
      const answer = await callAction(action, "/staff/account", {}, await cookieOf(caller), headers);
      expect(answer.status).toBe(403);
      expect(answer.text).toContain("Giọt Hồng");
      expect((await visit("/staff/account", other)).status).toBe(200);
      const plain = await fetch(`${origin}/staff/account`, {
        method: "POST",
        body: new FormData(),
        headers: { ...headers, cookie: other ?? "" },
      });
      expect(plain.status).toBe(403);
    });
  }

  test("is told apart from one of our own pages", async () => {
    const action = found(builtActions().find(({ name }) => name === "endOtherSessionsAction"));
    const caller = found(world.callers.find((one) => one.kind === "staff"));
    const own: Record<string, string>[] = [{}, { "sec-fetch-site": "same-origin" }];
    for (const headers of own) {
      expect((await callAction(action, "/staff/account", {}, await cookieOf(caller), headers)).status).toBeLessThan(
        400,
      );
    }
  });
});

test.describe("cookies", () => {
  test("of a session are out of reach of scripts and of other sites, and hold no name", async () => {
    const action = found(builtActions().find(({ name }) => name === "acceptInvitationAction"));
    const caller = found(world.callers.find((one) => one.kind === "staff"));
    if (caller.kind !== "staff") return;
    const token = randomUUID();
    await world.db.query(
      `INSERT INTO account_invitation (id, account_id, token_hash, expires_at)
       VALUES (gen_random_uuid(), $1, $2, now() + interval '1 hour')`,
      [caller.accountId, createHash("sha256").update(`invitation:${token}`).digest()],
    );
    const answer = await callAction(
      action,
      `/staff/invitation/${token}`,
      { token, password: "mưa rào tháng sáu" },
      null,
    );
    const cookie = found(answer.headers.getSetCookie().find((one) => one.startsWith("giot-hong-staff=")));
    expect(cookie).toMatch(/HttpOnly/i);
    expect(cookie).toMatch(/SameSite=lax/i);
    expect(cookie).toMatch(/Path=\//i);
    expect(cookie).not.toContain(caller.email);
  });

  test("that were changed or sealed by somebody else open nothing", async () => {
    const caller = found(world.callers.find((one) => one.kind === "staff"));
    const cookie = (await cookieOf(caller)) ?? "";
    for (const forged of [
      cookie.slice(0, -3),
      `${cookie.split("=")[0]}=eyJhbGciOiJub25lIn0.e30.`,
      `${cookie.split("=")[0]}=`,
    ]) {
      expect((await visit("/staff/account", forged)).headers.get("location")).toContain("/staff/sign-in");
    }
  });
});

test.describe("a session", () => {
  test("is over with the next click when the account is disabled, the role taken, or its owner leaves", async () => {
    const caller = found(world.callers.find((one) => one.kind === "staff" && one.role === "committee_member"));
    if (caller.kind !== "staff") return;
    const cookie = await cookieOf(caller);
    expect((await visit("/staff/account", cookie)).status).toBe(200);
    await world.db.query("UPDATE account SET disabled_at = now() WHERE id = $1", [caller.accountId]);
    expect((await visit("/staff/account", cookie)).status).toBe(307);
    await world.db.query("UPDATE account SET disabled_at = NULL WHERE id = $1", [caller.accountId]);
    const leaving = await cookieOf(caller);
    const action = found(builtActions().find(({ name }) => name === "signOutAction"));
    await callAction(action, "/staff/account", {}, leaving);
    expect((await visit("/staff/account", leaving)).status).toBe(307);
    expect((await visit("/staff/account", cookie)).status).toBe(200);
  });
});

test.describe("those who try to find out who has an account", () => {
  test("hear the same of known, unknown and disabled ones", async () => {
    const action = found(builtActions().find(({ name }) => name === "signInAction"));
    const caller = found(world.callers.find((one) => one.kind === "staff"));
    if (caller.kind !== "staff") return;
    const plain = (text: string) => text.replace(/[\w.-]+@example\.org/g, "").replace(/"(b|buildId)":"[^"]*"/g, "");
    const answers = [];
    for (const email of [caller.email, "nobody-at-all@example.org"]) {
      const answer = await callAction(action, "/staff/sign-in", { email, password: "not the password" }, null);
      answers.push({ status: answer.status, refusal: answer.refusal, text: plain(answer.text) });
    }
    expect(answers[0]).toEqual(answers[1]);
  });

  test("are slowed down", async () => {
    const action = found(builtActions().find(({ name }) => name === "signInAction"));
    const said: (string | null)[] = [];
    for (let turn = 0; turn < 12; turn += 1) {
      const form = { email: "slow@example.org", password: "not the password" };
      said.push(
        (await callAction(action, "/staff/sign-in", form, null, { "x-forwarded-for": "198.51.100.77" })).refusal,
      );
    }
    expect(said.slice(0, 10)).toEqual(Array(10).fill("wrong"));
    expect(said.slice(10)).toEqual(["too_often", "too_often"]);
  });
});

test("input that is not a form's own is answered, never with a fault", async () => {
  const insider = found(
    world.callers.find((one) => one.kind === "staff" && one.role === "administrator" && one.where === "inside"),
  );
  for (const action of builtActions()) {
    if (!actionFixtures[action.name]) continue;
    const route = routeFixtures[action.page];
    const page = route ? await route.address(world, insider) : action.page;
    const odd = {
      id: "'; DROP TABLE donor; --",
      accountId: "x".repeat(5_000),
      version: "NaN",
      role: "\u0000",
      __proto__: "x",
    };
    const answer = await callAction(action, page, odd, await cookieOf(insider));
    expect(answer.status, action.name).toBeLessThan(500);
  }
});
