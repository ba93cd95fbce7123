import { randomUUID } from "node:crypto";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { StaffActor } from "@/lib/auth/actor";
import { openLink, signLink } from "@/lib/auth/signed-link";
import { newId } from "@/lib/core/ids";
import { beginLetters, publicStopLetters, stopLetters, stopPurpose } from "@/lib/documents/letters/commands";
import { sendProgressLetters } from "@/lib/documents/letters/jobs";
import { ownLetters } from "@/lib/documents/letters/queries";
import { deleteView, renameView, restoreView, saveView } from "@/lib/documents/views/commands";
import { savedViews } from "@/lib/documents/views/queries";
import { saveViewInput } from "@/lib/documents/views/schema";
import { staffActor } from "@/tests/support/actors";
import { useDatabase } from "@/tests/support/database";
import { addAccount, addRoleAssignment } from "@/tests/support/facts";

vi.mock("@/lib/db/lately", () => ({ lately: (read: unknown) => read }));

const { owner } = useDatabase();
/** A Monday, the 28th. */
const monday = new Date("2026-09-28T01:00:00Z");
let actor: StaffActor;

/** A committee member with an account of their own. */
async function newMember(): Promise<StaffActor> {
  const { id: accountId } = await addAccount(owner);
  await addRoleAssignment(owner, { accountId, role: "committee_member", scopeKind: "nation" });
  return staffActor("committee_member", { kind: "nation" }, { accountId });
}

beforeEach(async () => {
  process.env.MAILBOX = "1";
  actor = await newMember();
});
afterEach(async () => {
  await owner.query("TRUNCATE saved_view, progress_letter, outgoing_message");
});

const written = async () => (await owner.query("SELECT recipient, subject, body FROM outgoing_message")).rows;

describe("letters about a unit's progress", () => {
  it("go out on their day, once however often the worker looks, with totals and a way out", async () => {
    await beginLetters(actor, { unitCode: "VN", every: "week", onDay: 1 });
    expect(await sendProgressLetters(monday)).toBe(1);
    expect(await sendProgressLetters(monday)).toBe(0);
    const [letter, ...more] = await written();
    expect(more).toEqual([]);
    expect(letter.subject).toBe("Tiến độ hiến máu cả nước năm 2026");
    expect(letter.body).toContain("/staff/progress");
    const token = /\/letters\/stop\/(\S+)/.exec(letter.body)?.[1] ?? "";
    expect(await publicStopLetters(token)).toEqual({ ok: true, value: null });
    expect(await publicStopLetters(token)).toEqual({ ok: true, value: null });
    expect(await ownLetters(actor)).toEqual([]);
    const { rows } = await owner.query("SELECT count(*)::int AS n FROM audit_event WHERE action = 'letters.stop'");
    expect(rows[0].n).toBe(1);
  });

  it("wait for their day, and change it in place", async () => {
    await beginLetters(actor, { unitCode: "01", every: "week", onDay: 2 });
    expect(await sendProgressLetters(monday)).toBe(0);
    await beginLetters(actor, { unitCode: "01", every: "month", onDay: 28 });
    expect(await ownLetters(actor)).toMatchObject([{ unitCode: "01", unitName: "Hà Nội", every: "month", onDay: 28 }]);
    expect(await sendProgressLetters(monday)).toBe(1);
  });

  it("go to nobody whose account is closed or has no role any more", async () => {
    await beginLetters(actor, { unitCode: "VN", every: "week", onDay: 1 });
    await owner.query("UPDATE role_assignment SET revoked_at = now() WHERE account_id = $1", [actor.accountId]);
    expect(await sendProgressLetters(monday)).toBe(0);
  });

  it("are refused of a unit that is none, and ended by their owner alone", async () => {
    expect(await beginLetters(actor, { unitCode: "99", every: "week", onDay: 1 })).toMatchObject({
      refusal: "unit_unknown",
    });
    const begun = await beginLetters(actor, { unitCode: "VN", every: "week", onDay: 1 });
    const other = await newMember();
    const letterId = begun.ok ? begun.value.id : "";
    expect(await stopLetters(other, letterId)).toMatchObject({ refusal: "letters_gone" });
    expect(await stopLetters(actor, letterId)).toMatchObject({ ok: true });
  });

  it("are ended by no link that was made up, or made for something else", async () => {
    const id = newId();
    expect(openLink(stopPurpose, signLink(stopPurpose, id))).toBe(id);
    for (const token of ["", "none", `${id}.`, `${id}.abc`, signLink("another", id), `${signLink(stopPurpose, id)}.x`])
      expect(await publicStopLetters(token)).toMatchObject({ refusal: "link_wrong" });
  });
});

describe("saved views", () => {
  const view = (name: string, requestKey = randomUUID()) => ({
    requestKey,
    name,
    address: "/staff/progress?year=2025",
  });

  it("are kept once a request and once a name, renamed, deleted and brought back", async () => {
    const asked = view("Cuối năm");
    const first = await saveView(actor, asked);
    expect(await saveView(actor, asked)).toEqual(first);
    expect(await saveView(actor, view("cuối năm"))).toMatchObject({ refusal: "name_taken" });
    const viewId = first.ok ? first.value.id : "";
    await renameView(actor, { viewId, name: "Tổng kết" });
    await deleteView(actor, viewId);
    expect(await savedViews(actor)).toMatchObject([{ name: "Tổng kết", isDeleted: true }]);
    await restoreView(actor, viewId);
    expect(await savedViews(actor)).toMatchObject([{ name: "Tổng kết", isDeleted: false }]);
  });

  it("are one's own: nobody else sees, renames or deletes them", async () => {
    const kept = await saveView(actor, view("Của tôi"));
    const viewId = kept.ok ? kept.value.id : "";
    const other = await newMember();
    expect(await savedViews(other)).toEqual([]);
    expect(await renameView(other, { viewId, name: "x" })).toMatchObject({ refusal: "view_gone" });
    expect(await deleteView(other, viewId)).toMatchObject({ refusal: "view_gone" });
  });

  it.each([
    ["http://localhost:3000/en/staff/progress/units/01?year=2025#s1", "/staff/progress/units/01?year=2025"],
    ["/staff/progress", "/staff/progress"],
  ])("take %s from the address bar", (address, kept) => {
    expect(saveViewInput.parse({ ...view("A"), address }).address).toBe(kept);
  });

  it.each(["/staff/people", "javascript:alert(1)", "//evil.example/staff/progress", "/staff/progress/../people"])(
    "refuse %s",
    (address) => expect(saveViewInput.safeParse({ ...view("A"), address }).success).toBe(false),
  );
});
