import { randomUUID } from "node:crypto";
import { expect, test } from "@playwright/test";
import { actionDoors } from "@/lib/auth/doors";
import type { Deed } from "@/lib/auth/matrix";
import { whoMay } from "./expectation";
import { actionFixtures, pageOf } from "./fixtures";
import { builtActions, callAction, type Fields } from "./site";
import { cookieOf, useWorld } from "./world";

const world = useWorld();
test.describe.configure({ timeout: 90_000 });

/** A unit nothing in these tests has to do with, and an id nobody has: wherever they turn up, they were smuggled in. */
const unit = "P08";
const id = randomUUID();
const word = `smuggled-${id}`;

/** Columns of our tables and words of other frameworks, in every spelling that might reach a row. */
const smuggled: Readonly<Record<string, string>> = {
  ...of(id, ["id", "accountId", "donorId", "driveId", "visitId", "slotId", "bookingId", "sessionId", "actorId"]),
  ...of(id, ["bookedBy", "createdBy", "grantedBy", "witnessedBy", "recordedBy", "reviewedBy", "liftedBy", "madeBy"]),
  ...of(id, ["registrationKey", "facilityId", "hostOrganisationId", "ruleSetId", "screenedBy", "updatedBy"]),
  ...of(unit, ["unitId", "provinceId", "creditedUnitId", "homeProvinceId", "scopeUnitId", "communeId", "parentId"]),
  ...of(word, ["passwordHash", "tokenHash", "code", "contact", "titleKey", "nameKey", "givenNameKey", "textVersion"]),
  ...of(word, ["lastFour", "numberHash", "source", "because", "statusReason", "endedBy", "closedBecause"]),
  ...of("true", ["isDemo", "is_demo", "isAdmin", "admin", "mustChangePassword", "firstTime", "signedOnPaper"]),
  role: "administrator",
  roles: "administrator",
  scopeKind: "nation",
  scope: "nation",
  status: "reconciled",
  state: "active",
  verdict: "fit",
  channel: "desk",
  version: "777777",
  booked: "777777",
  donationCount: "777777",
  walkInReserve: "777777",
  disabledAt: "2020-01-01",
  lastGivenOn: "1977-07-07",
  expiresAt: "2999-01-01",
  reviewedAt: "2020-01-01",
};

function of(value: string, names: readonly string[]): Record<string, string> {
  return Object.fromEntries(names.map((name) => [name, value]));
}

/** How many rows of each table bear a mark of what was smuggled in. */
async function traces(): Promise<Record<string, number>> {
  const { rows: tables } = await world.db.query<{ name: string }>(
    `SELECT format('%I.%I', table_schema, table_name) AS name FROM information_schema.tables
      WHERE table_type = 'BASE TABLE' AND table_schema = 'public'`,
  );
  const found: Record<string, number> = {};
  for (const { name } of tables) {
    const { rows } = await world.db.query(
      `SELECT count(*)::int AS marked FROM ${name} t
        WHERE t::text LIKE ANY ($1) OR to_jsonb(t)->>'is_demo' = 'true'`,
      [[`%${id}%`, "%777777%", "%1977-07-07%", "%2999-01-01%", `%,${unit},%`, `%"${unit}"%`]],
    );
    found[name] = rows[0].marked;
  }
  return found;
}

test("what a form does not own changes nothing, whatever is sent beside it", async () => {
  const before = await traces();
  const high = await administrators();
  const heard: string[] = [];
  for (const action of builtActions()) {
    const caller = whoMay(world, actionDoors[action.name] as Deed);
    const form = (await actionFixtures[action.name]?.form(world, caller)) ?? {};
    const more = Object.fromEntries(
      Object.entries(smuggled).flatMap(([name, value]) => [
        [name, value],
        [`${name}[]`, value],
      ]),
    );
    // A form's own fields come last: they are the ones it may be sent.
    const sent: Fields = { ...more, ...form };
    const answer = await callAction(action, await pageOf(world, action), sent, await cookieOf(caller));
    if (answer.status >= 500 || answer.outcome === "unreadable") heard.push(`${action.name}: ${answer.status}`);
  }
  expect(heard).toEqual([]);
  expect(await traces()).toEqual(before);
  expect(await administrators()).toBe(high);
});

/** Roles that would be worth smuggling in. */
async function administrators(): Promise<number> {
  const { rows } = await world.db.query(
    `SELECT count(*)::int AS many FROM role_assignment
      WHERE revoked_at IS NULL AND (scope_kind = 'nation' OR unit_id = $1)`,
    [unit],
  );
  return rows[0].many;
}
