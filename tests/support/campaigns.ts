import { saveEditionInput } from "@/lib/campaigns/editions/schema";
import { makeCampaign } from "@/lib/campaigns/own/commands";
import { makeCampaignInput } from "@/lib/campaigns/own/schema";
import { newId } from "@/lib/core/ids";
import { useDatabase } from "./database";
import { good, staffAt } from "./desk";
import { addDrive, addProvince, insert } from "./facts";

/** Offices, their own campaigns and drives in them, as tests around campaigns begin with. */

const { owner } = useDatabase();

export async function office() {
  const { id: unitId, code } = await addProvince(owner);
  return { unitId, code, actor: await staffAt(owner, "provincial_office", { kind: "unit", unitId }) };
}
export const nation = () => staffAt(owner, "provincial_office", { kind: "nation" });
export const form = (unitId: string, differing: object = {}) =>
  makeCampaignInput.parse({
    requestKey: newId(),
    unitId,
    nameVi: "Ngày hội Giọt hồng quê lúa",
    nameEn: "Rice Country Blood Festival",
    shortVi: "Giọt hồng quê lúa",
    shortEn: "Rice Country",
    year: "2027",
    startsOn: "01/04/2027",
    endsOn: "15/04/2027",
    ...differing,
  });
export const edition = (campaignId: string, differing: object = {}) =>
  saveEditionInput.parse({
    ...{ campaignId, version: "1", year: "2027", startsOn: "2027-04-10", endsOn: "2027-04-20" },
    ...differing,
  });
export async function made(differing: object = {}) {
  const at = await office();
  const { id } = good(await makeCampaign(at.actor, form(at.unitId, differing)));
  return { ...at, id, editionId: `${id}-2027` };
}
export async function driveOn(editionId: string, unitId: string, heldOn: string) {
  const drive = await addDrive(owner, { heldOn, status: "published", creditedUnitId: unitId, provinceId: unitId });
  await insert(owner, "drive_campaign", { driveId: drive.id, editionId });
  return drive;
}
