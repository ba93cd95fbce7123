import { afterEach, describe, expect, it } from "vitest";
import { publicEditions } from "@/lib/progress/editions/queries";
import { useDatabase } from "@/tests/support/database";
import { addCampaign, addCampaignEdition, addHeldDrive, addTarget, insert } from "@/tests/support/facts";

const { owner } = useDatabase();
const in2025 = { year: 2025, startsOn: "2025-03-01", endsOn: "2025-08-31" };
const in2026 = { year: 2026, startsOn: "2026-03-01", endsOn: "2026-03-31" };

afterEach(async () => {
  await owner.query("TRUNCATE drive, venue, organisation, facility CASCADE");
  await owner.query("DELETE FROM target WHERE source_figure_id IS NULL");
});

const of = async (campaignId: string, unitCode: string, year = 2025) =>
  (await publicEditions({ campaignId, unitCode, year, upToYear: 2026 })).map(
    ({ year: on, published, recorded, target }) => ({ year: on, published, recorded, target }),
  );

describe("the years of a campaign", () => {
  it("tell the nation what was printed of the nation", async () => {
    expect(await of("hanh-trinh-do", "VN")).toContainEqual(
      expect.objectContaining({ year: 2025, published: 124996, target: 100000 }),
    );
  });

  it("tell a province its own figures, and never the nation's", async () => {
    for (const one of await of("hanh-trinh-do", "40"))
      expect(one).toMatchObject({ published: null, recorded: null, target: null });
  });

  it("count what is credited to the unit and to those that went into it, and hold it against the unit's target", async () => {
    const campaign = await addCampaign(owner);
    const edition = await addCampaignEdition(owner, { ...in2025, campaignId: campaign.id, scopeUnitId: "VN" });
    const held = async (donations: number, creditedUnitId: string, provinceId: string, heldOn: string) => {
      const { rows } = await owner.query<{ id: string }>("SELECT id FROM unit WHERE parent_id = 'P08' LIMIT 1");
      const drive = await addHeldDrive(owner, donations, {
        creditedUnitId,
        provinceId,
        communeId: rows[0]?.id as string,
        heldOn,
      });
      await insert(owner, "drive_campaign", { driveId: drive.id, editionId: edition.id });
    };
    await held(30, "P02-2025", "P02-2025", "2025-03-10");
    await held(40, "P08", "P08", "2025-08-10");
    await held(50, "MBQP", "P08", "2025-08-11");
    await addTarget(owner, { unitId: "P08", year: 2025, period: "campaign", campaignEditionId: edition.id, value: 90 });
    await addTarget(owner, { unitId: "VN", year: 2025, period: "campaign", campaignEditionId: edition.id, value: 900 });
    expect(await of(campaign.id, "08")).toEqual([{ year: 2025, published: null, recorded: 70, target: 90 }]);
    expect(await of(campaign.id, "BQP")).toEqual([{ year: 2025, published: null, recorded: 50, target: null }]);
    expect(await of(campaign.id, "VN")).toEqual([{ year: 2025, published: null, recorded: 120, target: 900 }]);
    expect(await of(campaign.id, "02", 2024)).toMatchObject([{ year: 2025, recorded: 30 }]);
  });

  it("list each year of a province once, by its own edition where it had one", async () => {
    const campaign = await addCampaign(owner);
    await addCampaignEdition(owner, {
      ...in2026,
      campaignId: campaign.id,
      scopeUnitId: "VN",
      published: { units: 9 },
    });
    await addCampaignEdition(owner, {
      ...in2026,
      campaignId: campaign.id,
      scopeUnitId: "P40",
      published: { units: 7, target_units: 8 },
    });
    expect(await of(campaign.id, "40", 2026)).toEqual([{ year: 2026, published: 7, recorded: null, target: 8 }]);
    expect(await of(campaign.id, "01", 2026)).toEqual([{ year: 2026, published: null, recorded: null, target: null }]);
    expect(await of(campaign.id, "VN", 2026)).toMatchObject([{ published: 9 }, { published: 7 }]);
  });
});
