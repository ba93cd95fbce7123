import { expect, test } from "@playwright/test";
import { actionDoors } from "@/lib/auth/doors";
import type { Deed } from "@/lib/auth/matrix";
import { whoMay } from "./expectation";
import { actionFixtures, pageOf } from "./fixtures";
import { hostileKeys, hostileValues, markup, worstValues } from "./hostile";
import { complaints, endOf, logs, saidSince } from "./server-log";
import { type ActionAnswer, builtActions, callAction, type Fields, visit } from "./site";
import { type Caller, cookieOf, useWorld, type World } from "./world";

/** Fields a form may leave out, most of them free text: a hostile browser sends them all the same. */
const optional: readonly string[] = [
  ...["title", "publicNote", "contactPhone", "words", "note", "because", "reason", "back", "email", "postponedTo"],
  ...["newHostName", "newHostKind", "newFacilityName", "newVenueName", "newVenueCommune", "newVenueAddress"],
  ...["newVenuePosition", "pauseFrom", "addFrom", "addCapacity", "phone", "oldNumber", "addressLine", "employer"],
  ...["identityKind", "identityNumber", "bookingId", "time", "adverseReaction", "facilityId", "communeId", "locale"],
  ...["registered", "editionId", "adjusts", "effectiveFrom", "proposalId", "splitId", "signatory", "file", "source"],
];

const world = useWorld();
let mark: number;
test.beforeAll(() => {
  mark = endOf(logs.server);
});
test.describe.configure({ mode: "parallel", timeout: 120_000 });

test.describe("hostile input is answered kindly and never with a fault", () => {
  for (const action of builtActions()) {
    test(`at ${action.name}`, async () => {
      const deed = actionDoors[action.name] as Deed;
      const caller = whoMay(world, deed);
      const page = await pageOf(world, action);
      const fresh = async () => (await actionFixtures[action.name]?.form(world, caller)) ?? {};
      const faults: string[] = [];
      let cookie = await cookieOf(caller);
      const send = async (what: string, form: Fields, args?: readonly unknown[]) => {
        const answer = await callAction(action, page, form, cookie, {}, args);
        if (answer.refusal === "signed_out") cookie = await cookieOf(caller);
        if (answer.refusal === "too_often") await forgetTries(deed);
        const fault = faultOf(answer);
        if (fault) faults.push(`${what}: ${fault}`);
      };

      // One field at a time: the others are right, so that the bad one gets as deep as it can.
      const names = Object.keys(await fresh());
      for (const name of names.filter(isAlone)) {
        const form = await fresh();
        for (const [kind, value] of worstFor(form[name]))
          await send(`${name} with ${kind}`, { ...form, [name]: value });
        await send(`${name} twice`, { ...form, [name]: ["a", "b"] });
        await send(`${name} as a file`, { ...form, [name]: new Blob(["GIF89a"]) });
        const { [name]: _, ...without } = form;
        await send(`without ${name}`, without);
      }

      // Then whatever a form may leave out beside what is right, and everything at once.
      const more = optional.filter((name) => !names.includes(name));
      const all = (value: string, of: readonly string[]) => Object.fromEntries(of.map((name) => [name, value]));
      for (const [kind, value] of Object.entries(worstValues)) {
        await send(`what may be left out, with ${kind}`, { ...(await fresh()), ...all(value, more) });
      }
      for (const [kind, value] of Object.entries(hostileValues)) {
        await send(`everything with ${kind}`, all(value, [...names, ...more]));
      }
      const form = await fresh();
      await send("strange keys", { ...form, ...hostileKeys });
      await send("a key that is a prototype", { ...form, ["__proto__"]: ["a", "b"] });
      await send("a very long text", { ...form, [names[0] ?? "x"]: "ạ".repeat(300_000) });
      await send("no form at all", {}, [{}]);
      await send("nothing where the form is", {}, [null, null]);
      await send("a list where the form is", form, [{ turn: { a: 1 } }, ["$K1"]]);
      await send("a state of its own", form, [{ turn: "x", values: { half: "\ud83e" }, errors: null }, "$K1"]);
      expect(faults).toEqual([]);
    });
  }
});

test.describe("hostile words in an address are answered kindly and never with a fault", () => {
  const staff: [string, readonly string[]][] = [
    ["/staff/people", ["q", "role", "state", "page", "done"]],
    ["/staff/audit", ["family", "by", "from", "to", "id", "before"]],
    ["/staff/drives", ["q", "status", "times", "unit", "campaign", "from", "to", "page", "made", "done"]],
    ["/staff/drives/new", ["from", "copy", "venueId", "hostId", "on"]],
    ["/staff/desk", ["on", "date"]],
    ["/api/staff/choices", ["kind", "q", "within"]],
    ["/api/staff/choices?kind=venue", ["q"]],
    ["/api/staff/choices?kind=host", ["q"]],
    ["/api/staff/choices?kind=facility", ["q"]],
    ["/api/staff/choices?kind=commune", ["q", "within"]],
    ["/staff/people/invite", ["role", "scope", "unitId", "unit"]],
    ["/staff/progress", ["year", "period", "month", "quarter", "segment", "campaign", "sort", "measure"]],
    ["/staff/tables/drill", ["unit", "commune", "by", "sort", "span", "year", "from", "to", "campaign", "as"]],
    ["/staff/tables/coverage?as=csv", ["unit", "months", "show"]],
    ["/staff/tables/targets?as=csv", ["unit", "year", "state"]],
    ["/staff/sign-in", ["then", "done"]],
  ];
  const open: [string, readonly string[]][] = [
    ["/", ["q", "province", "commune", "when", "lat", "lon", "page"]],
    ["/en", ["q"]],
    ["/progress", ["year", "period", "month", "quarter", "segment", "campaign", "sort", "measure"]],
    ["/progress/units/96", ["year", "period", "month", "segment"]],
    ["/sign-in", ["then", "contact", "step"]],
    ["/check", ["q"]],
    ["/api/v1/drives", ["province", "commune", "from", "to", "lat", "lon", "q", "page", "limit", "cursor"]],
    ["/api/v1/progress", ["unit", "year", "period", "campaign"]],
    ["/api/v1/units", ["kind", "parent", "q"]],
    ["/api/v1/campaigns", ["year"]],
    ["/attributions", ["q"]],
  ];
  const me: [string, readonly string[]][] = [
    ["/me", ["saved", "page"]],
    ["/sign-in/who", ["then"]],
    ["/sign-in/register", ["then", "province"]],
    ["/sign-in/welcome", ["then"]],
    ["/me/profile", ["province", "provinceId"]],
  ];
  const parts: [string, [string, readonly string[]][], (world: World) => Caller][] = [
    ["the open pages and routes", open, () => ({ kind: "nobody" })],
    ["a donor's pages", me, (made) => whoMay(made, "donor.own")],
    ["the staff pages", staff, (made) => whoMay(made, "drive.plan")],
    ["an administrator's pages", staff, (made) => whoMay(made, "audit.view")],
  ];
  for (const [of, addresses, whose] of parts) {
    test(`of ${of}`, async () => {
      const cookie = await cookieOf(whose(world));
      const faults: string[] = [];
      for (const [path, names] of addresses) {
        for (const [kind, value] of Object.entries(worstValues)) {
          const asked = path.includes("?") ? `${path}&` : `${path}?`;
          const query = names.map((name) => `${name}=${encodeURIComponent(value)}`).join("&");
          faults.push(...(await visited(asked + query, `${path} with ${kind}`, cookie)));
        }
        const twice = names.map((name) => `${name}=a&${name}=b`).join("&");
        faults.push(...(await visited(`${path.split("?")[0]}?${twice}`, `${path} twice`, cookie)));
      }
      expect(faults).toEqual([]);
    });
  }

  test("of a thing that is not there", async () => {
    const callers = [whoMay(world, "drive.plan"), whoMay(world, "donor.own"), whoMay(world, "visit.screen")];
    const faults: string[] = [];
    for (const value of ["%00", "..%2f..%2fetc", "x".repeat(3_000), "__proto__"]) {
      const before = [
        "/drives/",
        "/me/tickets/",
        "/staff/drives/",
        "/staff/people/",
        "/staff/desk/",
        "/progress/units/",
      ];
      for (const path of [...before, "/progress/campaigns/", "/api/v1/drives/", "/api/desk/", "/staff/invitation/"]) {
        for (const caller of callers) {
          const end = path === "/api/desk/" ? "/queue" : "";
          faults.push(
            ...(await visited(`${path}${value}${end}`, `${path} ${value.slice(0, 20)}`, await cookieOf(caller))),
          );
        }
      }
    }
    expect(faults).toEqual([]);
  });
});

test.describe("afterwards", () => {
  test("the server has complained of nothing", () => {
    expect(complaints(saidSince(logs.server, mark))).toEqual([]);
  });
});

/** The questions of a screening are all read alike: the first stands for them. */
function isAlone(name: string, _: number, names: readonly string[]): boolean {
  return !name.startsWith("q.") || names.find((other) => other.startsWith("q.")) === name;
}

/** What stands where an id belongs is refused before anything looks at it: an id of nothing goes deeper. */
function worstFor(usual: Fields[string] | undefined): [string, string][] {
  const isId = typeof usual === "string" && /^[0-9a-f-]{36}$/.test(usual);
  const nothing = "an id of nothing";
  return isId ? [[nothing, hostileValues[nothing] ?? ""]] : Object.entries(worstValues);
}

/** What is wrong with an answer: a fault of the server, or words that are no answer of ours. */
function faultOf(answer: ActionAnswer): string | null {
  if (answer.status >= 500 || answer.outcome === "unreadable") return `${answer.status} ${answer.text.slice(0, 200)}`;
  return null;
}

async function visited(address: string, what: string, cookie: string | null): Promise<string[]> {
  const response = await visit(address, cookie);
  const text = await response.text();
  if (response.status >= 500) return [`${what}: ${response.status}`];
  const isPage = response.headers.get("content-type")?.includes("html");
  const unescaped = text.includes(markup) || text.includes("<script>hong1");
  return isPage && unescaped ? [`${what}: shown unescaped`] : [];
}

/** Limits are tried elsewhere; here they must not keep the input from the rules behind them. */
async function forgetTries(deed: Deed): Promise<void> {
  await world.db.query("DELETE FROM rate_limit WHERE bucket LIKE $1", [`${deed}:%`]);
}
