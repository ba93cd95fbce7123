import { beforeEach, describe, expect, it } from "vitest";
import { NotAllowed } from "@/lib/auth/authorize";
import { newId } from "@/lib/core/ids";
import { logOutreach, withdrawOutreach } from "@/lib/outreach/commands";
import { outreachLog, outreachSums, publicPublishedOutreach } from "@/lib/outreach/queries";
import type { LogOutreach } from "@/lib/outreach/schema";
import { useDatabase } from "../support/database";
import { good, staffAt } from "../support/desk";

const { owner } = useDatabase();
const now = new Date("2026-11-22T05:00:00Z");
const search = { year: 2026, month: null, unitId: null, page: 1 };

beforeEach(() => owner.query("TRUNCATE outreach_activity CASCADE"));

const asked = (differing: Partial<LogOutreach> = {}): LogOutreach => ({
  requestKey: newId(),
  unitId: "P01",
  heldOn: "2026-11-20",
  what: ["session", "school"],
  title: "Nói chuyện về hiến máu",
  quantity: 2,
  peopleReached: 300,
  ...differing,
});

describe("outreach", () => {
  it("is logged once a form, summed by kind and channel, and seen within one's reach", async () => {
    const office = await staffAt(owner, "provincial_office", { kind: "unit", unitId: "P01" });
    const first = asked();
    const both = await Promise.all([logOutreach(office, first, now), logOutreach(office, first, now)]);
    expect(both[0]).toEqual(both[1]);
    good(
      await logOutreach(office, asked({ what: ["product", "social"], quantity: 40, peopleReached: undefined }), now),
    );
    expect(await outreachSums(office, search)).toMatchObject({ sessions: 2, products: 40, people: 300 });
    expect((await outreachLog(office, search)).total).toBe(2);
    const elsewhere = await staffAt(owner, "provincial_office", { kind: "unit", unitId: "P40" });
    expect(await outreachSums(elsewhere, search)).toMatchObject({ sessions: 0, products: 0 });
    await expect(logOutreach(elsewhere, asked(), now)).rejects.toThrow(NotAllowed);
    const member = await staffAt(owner, "committee_member");
    expect(await outreachSums(member, search)).toMatchObject({ sessions: 2 });
    await expect(logOutreach(member, asked(), now)).rejects.toThrow(NotAllowed);
  });

  it("of a few people in a commune tells a committee member that it was, not how many", async () => {
    const office = await staffAt(owner, "provincial_office", { kind: "unit", unitId: "P01" });
    good(await logOutreach(office, asked({ unitId: "C00004", peopleReached: 3 }), now));
    const member = await staffAt(owner, "committee_member");
    expect((await outreachLog(member, search)).items).toMatchObject([{ unitId: "C00004", peopleReached: null }]);
    expect(await outreachSums(member, { ...search, unitId: "C00004" })).toMatchObject({ sessions: 0, people: 0 });
    // Who writes another province's log knows no more of this one.
    const elsewhere = await staffAt(owner, "provincial_office", { kind: "unit", unitId: "P40" });
    const both = { ...member, grants: [...member.grants, ...elsewhere.grants] };
    expect((await outreachLog(both, search)).items).toMatchObject([{ unitId: "C00004", peopleReached: null }]);
    expect((await outreachLog(office, search)).items).toMatchObject([{ peopleReached: 3 }]);
    expect(await outreachSums(office, { ...search, unitId: "C00004" })).toMatchObject({ people: 3 });
  });

  it.each([
    [{ heldOn: "2026-11-23" }, "not_yet"],
    [{ heldOn: "2024-11-23" }, "too_long_ago"],
    [{ what: ["session", "press"] }, "channel_of_another_kind"],
  ] as [Partial<LogOutreach>, string][])("%o is refused as %s", async (differing, refusal) => {
    const office = await staffAt(owner, "provincial_office");
    expect(await logOutreach(office, asked(differing), now)).toMatchObject({ refusal });
  });

  it("that was struck out stays in the log with its reason and counts no more", async () => {
    const office = await staffAt(owner, "provincial_office", { kind: "unit", unitId: "P01" });
    const { id } = good(await logOutreach(office, asked(), now));
    const stranger = await staffAt(owner, "provincial_office", { kind: "unit", unitId: "P40" });
    expect(await withdrawOutreach(stranger, { activityId: id, because: "sai" })).toMatchObject({
      refusal: "not_there",
    });
    good(await withdrawOutreach(office, { activityId: id, because: "Ghi nhầm ngày" }));
    expect(await withdrawOutreach(office, { activityId: id, because: "sai" })).toMatchObject({ refusal: "not_there" });
    expect(await outreachSums(office, search)).toMatchObject({ sessions: 0, people: 0 });
    expect((await outreachLog(office, search)).items).toMatchObject([{ withdrawnBecause: "Ghi nhầm ngày" }]);
  });

  it("of 2025 as it was published comes with its source", async () => {
    const told = await publicPublishedOutreach(2025);
    expect(Object.fromEntries(told.map(({ metric, value }) => [metric, value]))).toEqual({
      outreach_sessions: 3510,
      media_products: 450000,
      people_reached: 1080729,
    });
    for (const figure of told) expect(figure).toMatchObject({ sourceId: "S4", publisher: "Cổng thông tin Bộ Y tế" });
  });
});
