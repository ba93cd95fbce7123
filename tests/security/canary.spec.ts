import { randomInt, randomUUID } from "node:crypto";
import { expect } from "@playwright/test";
import { formatPhone } from "@/lib/core/phone";
import { addSlot } from "../support/facts";
import { test } from "../support/walk";
import { whoMay } from "./expectation";
import { actionFixtures, pageOf, routeFixtures } from "./fixtures";
import { codeSentTo, cookieSet } from "./people";
import { endOf, logs, saidSince } from "./server-log";
import { type ActionAnswer, actionNamed, builtRoutes, callAction, type Fields, origin, visit } from "./site";
import { type Caller, cookieOf, day, newDrive, useWorld } from "./world";

/**
 * A donor nobody can mistake for another goes through the whole house, with every slip on the way; afterwards their
 * name, phone, card and birthday are searched wherever they do not belong.
 */
const canary = {
  name: "Hoàng Yến Zyqvan",
  phone: `+8496${randomInt(1_000_000, 9_999_999)}`,
  card: `001090${randomInt(100_000, 999_999)}`,
  bornOn: "1990-07-13",
};
const traits = [
  ...[canary.name, "Zyqvan", "zyqvan", canary.phone, canary.phone.slice(1), `0${canary.phone.slice(3)}`],
  ...[formatPhone(canary.phone), canary.card, canary.bornOn, "13/07/1990", "13071990"],
];
const traitsIn = (text: string) =>
  traits.filter((trait) => text.includes(trait) || text.includes(encodeURIComponent(trait)));

const world = useWorld();
let marks: Record<string, number>;
/** Every address that was asked for or sent on to. */
const addresses: string[] = [];
/** Answers that a shared cache may keep. */
const cacheable: string[] = [];

test.beforeAll(() => {
  marks = Object.fromEntries(Object.values(logs).map((file) => [file, endOf(file)]));
});
test.describe.configure({ mode: "serial", timeout: 120_000 });

async function send(name: string, form: Fields, cookie: string | null, wanted?: string): Promise<ActionAnswer> {
  const action = actionNamed(name);
  const answer = await callAction(action, await pageOf(world, action), form, cookie);
  addresses.push(answer.headers.get("x-action-redirect") ?? "", answer.headers.get("location") ?? "");
  if (wanted) expect(answer.refusal ?? answer.outcome, `${name}: ${answer.text.slice(0, 300)}`).toBe(wanted);
  return answer;
}

async function look(address: string, cookie: string | null): Promise<string> {
  const response = await visit(address, cookie);
  const text = await response.text();
  addresses.push(address, response.headers.get("location") ?? "");
  if (/public|s-maxage/.test(response.headers.get("cache-control") ?? "")) cacheable.push(text);
  return text;
}

const formOf = async (name: string, caller: Caller) => ({ ...(await actionFixtures[name]?.form(world, caller)) });
const visitIn = (answer: ActionAnswer) => /"visitId":"([0-9a-f-]{36})"/.exec(answer.text)?.[1] ?? "";
let donor: string;

test("the canary registers, books, changes their mind and looks at everything of their own", async () => {
  await send("askCodeAction", { contact: canary.phone }, null, "done");
  await send("proveCodeAction", { contact: canary.phone, code: "000000" }, null);
  const code = await codeSentTo(world.db, canary.phone);
  donor = cookieSet(await send("proveCodeAction", { contact: canary.phone, code }, null, "done"), "donor");
  const form = {
    ...(await formOf("registerSelfAction", { kind: "contact", contact: canary.phone })),
    fullName: canary.name,
    bornOn: canary.bornOn,
    identityKind: "citizen_card",
    identityNumber: canary.card,
  };
  await send("registerSelfAction", { ...form, bornOn: "13/07/2990" }, donor);
  await send("registerSelfAction", { ...form, sex: "female" }, donor, "identity_not_usable");
  await send("registerSelfAction", { ...form, communeId: "C99999" }, donor, "commune_unknown");
  await send("registerSelfAction", form, donor, "done");

  const slot = await addSlot(world.db, {
    driveId: (await newDrive(world, { heldOn: day(1), status: "published" })).id,
  });
  const booking = { slotId: slot.id, requestKey: randomUUID(), "consents[]": ["donation_record"] };
  await send("bookSlotAction", { ...booking, step: "declare" }, donor, "invalid");
  const booked = await send("bookSlotAction", { ...booking, step: "confirm" }, donor, "done");
  const ticket = /tickets\/([0-9a-f-]{36})/.exec(booked.headers.get("x-action-redirect") ?? "")?.[1];
  for (const page of ["", "/declaration", "/move", "/cancel", "/calendar.ics"])
    await look(`/me/tickets/${ticket}${page}`, donor);
  await send("cancelBookingAction", { bookingId: ticket ?? "" }, donor, "done");
  for (const page of ["/me", "/me/profile", "/me/data", "/sign-in/who", "/sign-in/welcome", "/"])
    await look(page, donor);
  expect(await look("/me", donor)).toContain(canary.name);
});

test("the desk finds, receives, screens and records the canary, with slips on the way", async ({ page, context }) => {
  const medical = whoMay(world, "donation.record");
  const cookie = await cookieOf(medical);
  const driveId = (await newDrive(world)).id;
  for (const asked of [
    { text: canary.phone },
    { text: canary.phone, bornOn: canary.bornOn },
    { text: canary.card },
    { text: `${canary.name} 13/07/1990` },
    { text: `${canary.card}|||${canary.name}` },
  ] as Fields[]) {
    await send("findAtDeskAction", { driveId, ...asked }, cookie);
  }
  const walkIn = {
    ...(await formOf("registerWalkInAction", medical)),
    driveId,
    fullName: canary.name,
    bornOn: "13/07/1990",
    identityKind: "citizen_card",
    identityNumber: canary.card,
    phone: canary.phone,
  };
  await send("registerWalkInAction", { ...walkIn, fullName: "Người Khác" }, cookie);
  await send("registerWalkInAction", { ...walkIn, homeCommuneId: "C99999", identityNumber: "001090" }, cookie);
  const visitId = visitIn(await send("registerWalkInAction", walkIn, cookie, "done"));
  const screening = { ...(await formOf("screenVisitAction", medical)), driveId, visitId };
  await send("deferVisitAction", { ...screening, reason: "none", countedFrom: day(), note: canary.name }, cookie);
  await send("screenVisitAction", { ...screening, weight: canary.name }, cookie, "invalid");
  await send("screenVisitAction", screening, cookie, "done");
  await send("beginDonationAction", { driveId, visitId, version: "2" }, cookie, "done");
  const bag = { ...(await formOf("recordDonationAction", medical)), driveId, visitId };
  await send("recordDonationAction", { ...bag, number: canary.card }, cookie);
  await send("recordDonationAction", bag, cookie, "done");
  const { rows } = await world.db.query("SELECT id FROM donation WHERE visit_id = $1", [visitId]);
  const donation = { driveId, donationId: rows[0].id, version: "1" };
  const right = { ...(await formOf("correctDonationAction", medical)), ...donation };
  await send("correctDonationAction", { ...right, reason: "x" }, cookie, "invalid");
  await send("correctDonationAction", { ...right, reason: "Ghi nhầm số túi" }, cookie, "done");

  // In the browser, too: what is typed into the boxes must not reach an address.
  page.on("request", (request) => addresses.push(request.url()));
  const [name = "", value = ""] = (cookie ?? "").split(/=(.*)/s);
  await context.addCookies([{ name, value, url: origin }]);
  await page.goto(`/staff/desk/${driveId}`);
  await page.locator("#desk-find").fill(canary.card);
  await page.locator("#desk-find").press("Enter");
  await expect(page.getByText(canary.name).first()).toBeVisible();
  await page.getByText(canary.name).first().click();
  await page.goto("/sign-in");
  await page.getByLabel(/Số điện thoại hoặc thư/).fill(canary.phone);
  await page.getByRole("button", { name: "Gửi mã", exact: true }).click();
  await expect(page.getByLabel("Mã 6 số")).toBeVisible();

  await send(
    "voidDonationAction",
    { ...donation, version: "2", reason: "Ghi nhầm người", visit: "incomplete" },
    cookie,
    "done",
  );
  await look(`/staff/desk/${driveId}/donations`, cookie);
});

test("and afterwards stands in no log, address, cache, job or audit, and on no page for committees", async () => {
  const committee = whoMay(world, "progress.view");
  const member = world.callers.find((one) => one.kind === "staff" && one.role === "committee_member") ?? committee;
  const pages: string[] = [];
  for (const { path } of builtRoutes()) {
    if (/mailbox/.test(path)) continue;
    const address = (await routeFixtures[path]?.address(world, { kind: "nobody" })) ?? path;
    pages.push(await look(address, null), await look(address, await cookieOf(member)));
  }
  const placesToLook: Record<string, string> = {
    "the server's log": saidSince(logs.server, marks[logs.server] ?? 0),
    "the worker's log": saidSince(logs.worker, marks[logs.worker] ?? 0),
    "the database's log": saidSince(logs.database, marks[logs.database] ?? 0),
    addresses: addresses.join("\n"),
    "what caches may keep": cacheable.join("\n"),
    "pages for everybody and for committees": pages.join("\n"),
    "the audit": await textOf("audit_event"),
    "the donations' history": await textOf("donation_event"),
    jobs: await textOf("graphile_worker._private_jobs"),
    counters: await textOf("rate_limit"),
  };
  const found = Object.entries(placesToLook).map(([place, text]) => [place, traitsIn(text)]);
  expect(found.filter(([, seen]) => seen?.length)).toEqual([]);
  // The search itself can find: the canary stands where donors stand, and the number of the card nowhere at all.
  expect(traitsIn(await textOf("donor"))).toContain(canary.name);
  expect(traitsIn(await textOf("donor_identity"))).not.toContain(canary.card);
});

/** The rows of a table as text: those written since the tests began, where the table is long. */
async function textOf(table: string): Promise<string> {
  const lately = table === "audit_event" ? "WHERE happened_at > now() - interval '15 minutes'" : "";
  const { rows } = await world.db.query(`SELECT string_agg(t::text, E'\\n') AS said FROM ${table} t ${lately}`);
  return rows[0].said ?? "";
}
