"use server";

import { answer } from "@/lib/forms/answer";
import { formAction } from "@/lib/forms/form-action";
import { copyDrive, editDrive, planDrive } from "./plan/commands";
import {
  copyDriveInput,
  driveIdInput,
  editDriveInput,
  editSlotsInput,
  planDriveInput,
  putOffDriveInput,
  recutSlotsInput,
  staffDriveInput,
  unstaffDriveInput,
} from "./schema";
import { editSlots, recutSlots } from "./slots/commands";
import { closeDrive, openDrive, publishDrive, putOffDrive, reconcileDrive, reopenDrive } from "./states/commands";
import { staffDrive, unstaffDrive } from "./team/commands";

const messages = "drives.refusal";

/** At which field the sentence of a refusal stands. */
const factFields = {
  host_unknown: "hostId",
  facility_unknown: "facilityId",
  venue_unknown: "venueId",
  venue_exists: "newVenueName",
  commune_unknown: "newVenueCommune",
  commune_ambiguous: "newVenueCommune",
  day_past: "heldOn",
  day_too_far: "heldOn",
  day_booked: "heldOn",
  moved_while_open: "heldOn",
  hours_over: "endTime",
  hours_booked: "startTime",
  venue_booked: "venueId",
  too_many_slots: "slotMinutes",
  unit_does_not_fit: "creditedUnitId",
  unit_not_yours: "creditedUnitId",
  credited_after_donations: "creditedUnitId",
  campaign_outside: "editions",
} as const;

export const planDriveAction = formAction(
  { deed: "drive.plan", for: "staff", input: planDriveInput },
  async (actor, input) => {
    const planned = await planDrive(actor, input);
    if (!planned.ok) return answer(planned, { messages, fields: factFields });
    const { id } = planned.value;
    if (input.intent === "draft") return answer(planned, { messages, goTo: `/staff/drives/${id}?done=planned` });
    const published = await publishDrive(actor, id);
    return answer(planned, { messages, goTo: `/staff/drives/${id}?done=${published.ok ? "published" : "planned"}` });
  },
);

export const editDriveAction = formAction(
  { deed: "drive.plan", for: "staff", input: editDriveInput },
  async (actor, input) => {
    const edited = await editDrive(actor, input);
    const said = answer(edited, {
      messages,
      goTo: ({ id }) => `/staff/drives/${id}?done=edited`,
      fields: factFields,
    });
    // Both versions are shown: theirs travels beside what was typed here.
    if (!edited.ok && edited.refusal === "changed_meanwhile") {
      return { ...said, data: edited.facts };
    }
    return said;
  },
);

export const editSlotsAction = formAction(
  { deed: "drive.plan", for: "staff", input: editSlotsInput },
  async (actor, input) =>
    answer(await editSlots(actor, input), {
      messages,
      goTo: ({ id }) => `/staff/drives/${id}?done=slots`,
      fields: { slots_overlap: "addFrom", slot_outside_hours: "addFrom" },
    }),
);

export const recutSlotsAction = formAction(
  { deed: "drive.plan", for: "staff", input: recutSlotsInput },
  async (actor, input) =>
    answer(await recutSlots(actor, input), { messages, goTo: ({ id }) => `/staff/drives/${id}/slots?done=slots` }),
);

export const publishDriveAction = formAction(
  { deed: "drive.publish", for: "staff", input: driveIdInput },
  async (actor, { driveId }) =>
    answer(await publishDrive(actor, driveId), { messages, goTo: `/staff/drives/${driveId}?done=published` }),
);

export const openDriveAction = formAction(
  { deed: "drive.run", for: "staff", input: driveIdInput },
  async (actor, { driveId }) =>
    answer(await openDrive(actor, driveId), { messages, goTo: `/staff/drives/${driveId}?done=opened` }),
);

export const closeDriveAction = formAction(
  { deed: "drive.run", for: "staff", input: driveIdInput },
  async (actor, { driveId }) =>
    answer(await closeDrive(actor, driveId), { messages, goTo: `/staff/drives/${driveId}?done=closed` }),
);

export const reopenDriveAction = formAction(
  { deed: "drive.run", for: "staff", input: driveIdInput },
  async (actor, { driveId }) =>
    answer(await reopenDrive(actor, driveId), { messages, goTo: `/staff/drives/${driveId}?done=reopened` }),
);

export const reconcileDriveAction = formAction(
  { deed: "drive.reconcile", for: "staff", input: driveIdInput },
  async (actor, { driveId }) =>
    answer(await reconcileDrive(actor, driveId), { messages, goTo: `/staff/drives/${driveId}?done=reconciled` }),
);

export const putOffDriveAction = formAction(
  { deed: "drive.put_off", for: "staff", input: putOffDriveInput },
  async (actor, input) =>
    answer(await putOffDrive(actor, input), {
      messages,
      goTo: ({ id, people }) => `/staff/drives/${id}?done=${input.how}&people=${people}`,
      fields: { new_day_not_later: "postponedTo", reason_missing: "words" },
    }),
);

export const copyDriveAction = formAction(
  { deed: "drive.plan", for: "staff", input: copyDriveInput },
  async (actor, input) =>
    answer(await copyDrive(actor, input), {
      messages,
      goTo: ({ made, skipped, drafts }) =>
        made.length === 1 && made[0]
          ? `/staff/drives/${made[0]}?done=${drafts === 0 ? "published" : input.publish ? "copiedUnannounced" : "copied"}`
          : `/staff/drives?done=copied&made=${made.length}&skipped=${skipped}&drafts=${input.publish ? drafts : 0}`,
      fields: { day_past: "on", day_too_far: input.on ? "on" : "weeks", already_there: input.on ? "on" : "weeks" },
    }),
);

export const staffDriveAction = formAction(
  { deed: "drive.staff", for: "staff", input: staffDriveInput },
  async (actor, input) =>
    answer(await staffDrive(actor, input), {
      messages,
      goTo: `/staff/drives/${input.driveId}/people?done=staffed`,
      fields: {
        account_unknown: input.accountId ? "accountId" : "email",
        already_assigned: "accountId",
        oneself: input.accountId ? "accountId" : "email",
      },
    }),
);

export const unstaffDriveAction = formAction(
  { deed: "drive.staff", for: "staff", input: unstaffDriveInput },
  async (actor, input) =>
    answer(await unstaffDrive(actor, input), {
      messages,
      goTo: `/staff/drives/${input.driveId}/people?done=unstaffed`,
    }),
);
