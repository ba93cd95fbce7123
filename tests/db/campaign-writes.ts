import { newId } from "@/lib/core/ids";
import { addCampaign, addCampaignEdition, addProvince, type Database, insert } from "../support/facts";
import type { Write } from "./writes";

/** For every named constraint around campaigns that offices plan, a write that it alone refuses. */
export const campaignWrites: [constraint: string, write: Write][] = [
  ["campaign_has_a_rule_or_an_owner", (db) => addCampaign(db, { dateRule: null as never })],
  ["campaign_of_ones_own_has_a_key", (db) => addOwn(db, { nameKey: null })],
  ["campaign_of_files_does_not_end", (db) => addCampaign(db, { endedOn: "2027-01-01" })],
  [
    "campaign_request_key",
    async (db) => {
      const requestKey = newId();
      await addOwn(db, { requestKey });
      await addOwn(db, { requestKey });
    },
  ],
  [
    "campaign_name_once_per_unit",
    async (db) => {
      const { ownerUnitId } = await addOwn(db);
      await addOwn(db, { ownerUnitId: ownerUnitId ?? null });
    },
  ],
  ["campaign_edition_decision_has_its_day", (db) => addCampaignEdition(db, { decisionNumber: "12/QĐ-BCĐ" })],
  ["campaign_edition_main_day_within", (db) => addCampaignEdition(db, { mainOn: "2027-04-01" })],
  [
    "campaign_edition_in_its_year",
    (db) => addCampaignEdition(db, { year: 2026, startsOn: "2027-03-01", endsOn: "2027-03-31" }),
  ],
  [
    "campaign_edition_within_a_year",
    (db) => addCampaignEdition(db, { startsOn: "2027-01-01", endsOn: "2028-01-02", year: 2027 }),
  ],
  [
    "campaign_edition_days_apart",
    async (db) => {
      const { campaignId, scopeUnitId } = await addCampaignEdition(db, { endsOn: "2028-01-10" });
      await addCampaignEdition(db, {
        ...{ campaignId, scopeUnitId, year: 2028 },
        ...{ startsOn: "2028-01-10", endsOn: "2028-01-20" },
      });
    },
  ],
  ["campaign_change_kind_known", (db) => addChange(db, { kind: "forgotten" })],
  ["campaign_change_drives_sensible", (db) => addChange(db, { drivesOutside: -1 })],
  ["campaign_change_changes_something", (db) => addChange(db, { after: null })],
  ["campaign_change_undone_after_made", (db) => addChange(db, { undoneAt: new Date("2020-01-01T00:00:00Z") })],
];

async function addOwn(db: Database, differing: Parameters<typeof addCampaign>[1] = {}) {
  const ownerUnitId = differing.ownerUnitId ?? (await addProvince(db)).id;
  return addCampaign(db, { nameKey: "thu", ...differing, ownerUnitId });
}

async function addChange(db: Database, differing: object = {}) {
  const usual = { campaignId: "thu", unitId: (await addProvince(db)).id, kind: "made", after: {} };
  return insert(db, "campaign_change", { id: newId(), ...usual, ...differing });
}
