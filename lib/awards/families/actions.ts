"use server";

import { answer } from "@/lib/forms/answer";
import { formAction } from "@/lib/forms/form-action";
import { joinFamily, leaveFamily, makeFamily } from "./commands";
import { joinFamilyInput, leaveFamilyInput, makeFamilyInput } from "./schema";

const messages = "awards.families.refusal";
const familyPage = ({ id }: { id: string }) => `/staff/awards/families?family=${id}`;

export const makeFamilyAction = formAction(
  { deed: "award.count", for: "staff", input: makeFamilyInput },
  async (actor, input) => answer(await makeFamily(actor, input), { messages, goTo: familyPage }),
);

export const joinFamilyAction = formAction(
  { deed: "award.count", for: "staff", input: joinFamilyInput },
  async (actor, input) =>
    answer(await joinFamily(actor, input), {
      messages,
      goTo: familyPage,
      fields: { in_a_family: "donorId", donor_elsewhere: "donorId" },
    }),
);

export const leaveFamilyAction = formAction(
  { deed: "award.count", for: "staff", input: leaveFamilyInput },
  async (actor, input) => answer(await leaveFamily(actor, input), { messages, goTo: familyPage }),
);
