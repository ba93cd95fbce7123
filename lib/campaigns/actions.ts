"use server";

import { answer } from "@/lib/forms/answer";
import { formAction } from "@/lib/forms/form-action";
import { undoCampaignChange } from "./changes/commands";
import { saveEdition, withdrawEdition } from "./editions/commands";
import { saveEditionInput, undoChangeInput, withdrawEditionInput } from "./editions/schema";
import { editCampaign, makeCampaign, stepCampaign } from "./own/commands";
import { editCampaignInput, makeCampaignInput, stepCampaignInput } from "./own/schema";

const messages = "campaigns.refusal";
const base = "/staff/drives/campaigns";
const fields = {
  name_taken: "nameVi",
  short_taken: "shortVi",
  ends_before_start: "endsOn",
  too_long: "endsOn",
  not_in_year: "startsOn",
  main_day_outside: "mainOn",
  decision_without_day: "decidedOn",
  decision_without_number: "decisionNumber",
  source_missing: "decisionNumber",
  days_overlap: "startsOn",
  year_taken: "year",
  unit_ended: "unitId",
  drives_outside: "agreed",
} as const;

export const makeCampaignAction = formAction(
  { deed: "campaign.plan", for: "staff", input: makeCampaignInput },
  async (actor, input) =>
    answer(await makeCampaign(actor, input), { messages, fields, goTo: ({ id }) => `${base}/${id}?done=made` }),
);

export const editCampaignAction = formAction(
  { deed: "campaign.plan", for: "staff", input: editCampaignInput },
  async (actor, input) =>
    answer(await editCampaign(actor, input), { messages, fields, goTo: ({ id }) => `${base}/${id}?done=edited` }),
);

export const stepCampaignAction = formAction(
  { deed: "campaign.plan", for: "staff", input: stepCampaignInput },
  async (actor, input) =>
    answer(await stepCampaign(actor, input), {
      messages,
      goTo: ({ id, step }) => (step === "withdraw" ? `${base}?done=withdrawn` : `${base}/${id}?done=${step}`),
    }),
);

export const saveEditionAction = formAction(
  { deed: "campaign.plan", for: "staff", input: saveEditionInput },
  async (actor, input) =>
    answer(await saveEdition(actor, input), {
      messages,
      fields,
      goTo: ({ campaignId, year, moved }) => `${base}/${campaignId}/${year}?done=saved&moved=${moved}`,
    }),
);

export const withdrawEditionAction = formAction(
  { deed: "campaign.plan", for: "staff", input: withdrawEditionInput },
  async (actor, { editionId }) =>
    answer(await withdrawEdition(actor, editionId), {
      messages,
      goTo: ({ campaignId }) => `${base}/${campaignId}?done=edition_withdrawn`,
    }),
);

export const undoCampaignChangeAction = formAction(
  { deed: "campaign.plan", for: "staff", input: undoChangeInput },
  async (actor, { changeId }) =>
    answer(await undoCampaignChange(actor, changeId), {
      messages,
      goTo: ({ campaignId, isGone, moved }) =>
        isGone ? `${base}?done=undone` : `${base}/${campaignId}?done=undone&moved=${moved}`,
    }),
);
