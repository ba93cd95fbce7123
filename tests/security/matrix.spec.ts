import { expect, test } from "@playwright/test";
import { actionDoors, routeDoors } from "@/lib/auth/doors";
import { expected } from "./expectation";
import { actionFixtures, pageOf, routeFixtures } from "./fixtures";
import { builtActions, builtRoutes, callAction, visit } from "./site";
import { type Caller, cookieOf, nameOf, useWorld } from "./world";

const world = useWorld();
test.describe.configure({ mode: "parallel", timeout: 120_000 });

test.describe("the matrix of roles and actions", () => {
  for (const action of builtActions()) {
    test(`holds at ${action.name}`, async () => {
      const deed = actionDoors[action.name];
      const fixture = actionFixtures[action.name];
      if (!deed || !fixture) throw new Error("A door that nobody wrote down: see the test of the doors.");
      const heard: Record<string, string> = {};
      const wanted: Record<string, string> = {};
      for (const caller of world.callers) {
        const means = expected(deed, caller, fixture.placeless ?? false);
        const answer = await callAction(
          action,
          await pageOf(world, action),
          await fixture.form(world, caller),
          await cookieOf(caller),
        );
        const said = answer.refusal ?? answer.outcome;
        const name = nameOf(caller);
        wanted[name] = means;
        const good = ["done", ...(fixture.heard ?? [])];
        if (means === "allowed") heard[name] = good.includes(said) ? means : `${answer.status} ${said}`;
        else if (means === "elsewhere")
          heard[name] = ["not_allowed", ...(fixture.hidden ?? [])].includes(said) ? means : said;
        else heard[name] = said;
      }
      expect(differing(heard, wanted)).toEqual([]);
    });
  }
});

test.describe("the matrix of roles and pages", () => {
  for (const { path, kind } of builtRoutes()) {
    test(`holds at ${path}`, async () => {
      const deed = routeDoors[path];
      if (!deed) throw new Error("A door that nobody wrote down: see the test of the doors.");
      const fixture = routeFixtures[path];
      const placeless = fixture?.placeless ?? !path.includes("[");
      const heard: Record<string, string> = {};
      const wanted: Record<string, string> = {};
      for (const caller of world.callers) {
        const means = expected(deed, caller, placeless);
        const address = fixture ? await fixture.address(world, caller) : path;
        const response = await visit(address, await cookieOf(caller));
        wanted[nameOf(caller)] = means;
        heard[nameOf(caller)] =
          fixture?.missing && response.status === 404 ? "allowed" : heardOf(response, means, caller, kind);
        if (means !== "allowed")
          expect(await response.text(), `${nameOf(caller)} at ${path}`).not.toContain(world.owner.name);
      }
      expect(differing(heard, wanted)).toEqual([]);
    });
  }
});

test("committee members see totals and never a person, whatever they open", async () => {
  for (const caller of world.callers) {
    if (caller.kind !== "staff" || caller.role !== "committee_member") continue;
    for (const { path } of builtRoutes()) {
      const fixture = routeFixtures[path];
      const response = await visit(fixture ? await fixture.address(world, caller) : path, await cookieOf(caller));
      const text = await response.text();
      expect(text, path).not.toContain(world.owner.name);
      expect(text, path).not.toContain(world.owner.contact);
    }
  }
});

/**
 * What an answer to a GET means. Whoever is not signed in is sent to sign in; what lies outside one's rights or reach
 * is not there (404, never 403); a donor's own pages know a contact that has not chosen yet.
 */
function heardOf(response: Response, means: string, caller: Caller, kind: "page" | "route"): string {
  const to = response.headers.get("location") ?? "";
  // A route handler has no sign-in page to send to: it may say "not there" to a passer-by, too.
  if (response.status === 404)
    return means !== "allowed" && (means !== "signed_out" || kind === "route") ? means : "404";
  if (/\/sign-in(\?|$|\/who)/.test(to)) return "signed_out";
  if (kind === "route" && response.status === 401) return "signed_out";
  if (response.status === 200 || (response.status >= 300 && response.status < 400)) return "allowed";
  return `${response.status} for ${nameOf(caller)}`;
}

/** Only those who heard something else than the matrix says: a failure is the list of what to look at. */
function differing(heard: Record<string, string>, wanted: Record<string, string>): string[] {
  return Object.keys(wanted)
    .filter((name) => heard[name] !== wanted[name])
    .map((name) => `${name}: ${heard[name]}, not ${wanted[name]}`);
}
