import { z } from "zod";
import { isId } from "@/lib/core/ids";
import { parsePhone } from "@/lib/core/phone";
import { normalizeLine } from "@/lib/core/text";
import { typedDay, typedWhole } from "@/lib/forms/typed-fields";
import { whoAndWhereInput } from "@/lib/venues/schema";
import { copyWeeksMost, putOffReasons, readTime } from "./rules";

const id = z.string().refine(isId, "forms.error.not_in_list");

const day = typedDay("drives.error.day_malformed");

/** A time of day, "07:30", "7h30" and "730" alike. */
const time = z.string().transform((text, context) => {
  const read = readTime(text);
  if (read !== null) return read;
  context.addIssue({ code: "custom", message: "drives.error.time_malformed" });
  return z.NEVER;
});

/** A whole number as it is typed, "1.200" too. */
const whole = (min: number, max: number) => typedWhole(min, max, "drives.error.number_malformed");

const phone = z.string().transform((text, context) => {
  const read = parsePhone(text);
  if (read.ok) return read.value.e164;
  context.addIssue({ code: "custom", message: "drives.error.phone_malformed" });
  return z.NEVER;
});

const facts = {
  title: z.string().transform(normalizeLine).pipe(z.string().max(120)).optional(),
  creditedUnitId: z.string().max(20),
  heldOn: day,
  plannedUnits: whole(1, 20_000),
  /** "auto": every campaign edition that runs on the day; "chosen": those ticked. */
  campaignsBy: z.enum(["auto", "chosen"]).default("auto"),
  editions: z.array(z.string().max(80)).max(20).default([]),
  publicNote: z.string().trim().max(500).optional(),
  contactPhone: phone.optional(),
};

const cutting = {
  slotMinutes: whole(5, 240),
  places: whole(1, 500),
  reserveKind: z.enum(["percent", "number"]).default("percent"),
  reserveValue: whole(0, 500),
  pauseFrom: time.optional(),
  pauseTo: time.optional(),
};

interface Cutting {
  places: number;
  reserveKind: "percent" | "number";
  reserveValue: number;
  pauseFrom?: string;
  pauseTo?: string;
}
type Context = { addIssue(issue: { code: "custom"; path: string[]; message: string; input?: unknown }): void };

/** Fields that must agree stand in parts of their own: a part is checked whole even where another one is wrong. */
const hoursInput = z.object({ startTime: time, endTime: time }).superRefine((input, context) => {
  if (input.endTime <= input.startTime) {
    context.addIssue({ code: "custom", path: ["endTime"], message: "drives.error.ends_before_start" });
  }
});

const cuttingInput = z.object(cutting).superRefine(checkCutting);

function checkCutting(input: Cutting, context: Context): void {
  const complain = (field: string, message: string) => context.addIssue({ code: "custom", path: [field], message });
  if (input.reserveKind === "percent" && input.reserveValue > 100) complain("reserveValue", "drives.error.over_100");
  if (input.reserveKind === "number" && input.reserveValue > input.places) {
    complain("reserveValue", "drives.error.reserve_over_places");
  }
  if (input.pauseFrom && !input.pauseTo) complain("pauseTo", "drives.error.pause_whole");
  if (!input.pauseFrom && input.pauseTo) complain("pauseFrom", "drives.error.pause_whole");
  if (input.pauseFrom && input.pauseTo && input.pauseTo <= input.pauseFrom) {
    complain("pauseTo", "drives.error.pause_backwards");
  }
}

/** A new drive. `id` is made by the page, so that a form sent twice plans one drive. */
export const planDriveInput = z
  .object({ id, ...facts, intent: z.enum(["draft", "publish"]).default("draft") })
  .and(hoursInput)
  .and(cuttingInput)
  .and(whoAndWhereInput);
export type PlanDrive = z.output<typeof planDriveInput>;

/** Which version of a drive an edit began from. */
const version = whole(1, 1_000_000);

/** A changed plan; slots have their own form. */
export const editDriveInput = z
  .object({ driveId: id, version, ...facts })
  .and(hoursInput)
  .and(whoAndWhereInput);
export type EditDrive = z.output<typeof editDriveInput>;

/** The slots cut anew. */
export const recutSlotsInput = z.object({ driveId: id, version }).and(cuttingInput);
export type RecutSlots = z.output<typeof recutSlotsInput>;

const slotPlaces = whole(0, 1000);

/**
 * Slot by slot: `capacity.<id>`, `reserve.<id>`, `remove.<id>`, and one more slot by `addFrom`, `addTo`,
 * `addCapacity`, `addReserve`.
 */
export const editSlotsInput = z
  .looseObject({
    driveId: id,
    version,
    addFrom: time.optional(),
    addTo: time.optional(),
    addCapacity: slotPlaces.optional(),
    addReserve: slotPlaces.default(0),
  })
  .transform((fields, context) => {
    const slots: SlotChange[] = [];
    for (const [name, value] of Object.entries(fields)) {
      const slotId = /^capacity\.(.+)$/.exec(name)?.[1];
      if (slotId === undefined || !isId(slotId)) continue;
      const capacity = slotPlaces.safeParse(value);
      const reserve = slotPlaces.safeParse(fields[`reserve.${slotId}`] ?? "0");
      if (!capacity.success) complain("capacity", slotId);
      if (!reserve.success) complain("reserve", slotId);
      if (!capacity.success || !reserve.success) continue;
      slots.push({
        id: slotId,
        capacity: capacity.data,
        walkInReserve: reserve.data,
        remove: fields[`remove.${slotId}`] === "yes",
      });
    }
    const add = addition(fields, context);
    return { driveId: fields.driveId, version: fields.version, slots, add };

    function complain(what: string, slotId: string): void {
      context.addIssue({
        code: "custom",
        path: [what, slotId],
        message: "drives.error.places_malformed",
        input: fields,
      });
    }
  });

function addition(
  fields: { addFrom?: string; addTo?: string; addCapacity?: number; addReserve: number },
  context: Context,
): EditSlots["add"] {
  const { addFrom, addTo, addCapacity, addReserve } = fields;
  if (addFrom === undefined && addTo === undefined && addCapacity === undefined) return null;
  const complain = (field: string, message: string) =>
    context.addIssue({ code: "custom", path: [field], message, input: fields });
  if (addFrom === undefined) complain("addFrom", "forms.error.required");
  if (addTo === undefined) complain("addTo", "forms.error.required");
  if (addCapacity === undefined) complain("addCapacity", "forms.error.required");
  if (addFrom === undefined || addTo === undefined || addCapacity === undefined) return null;
  if (addTo <= addFrom) complain("addTo", "drives.error.ends_before_start");
  return { from: addFrom, to: addTo, capacity: addCapacity, walkInReserve: addReserve };
}

/** What becomes of one slot. */
export interface SlotChange {
  readonly id: string;
  readonly capacity: number;
  readonly walkInReserve: number;
  readonly remove: boolean;
}
export interface EditSlots {
  readonly driveId: string;
  readonly version: number;
  readonly slots: readonly SlotChange[];
  readonly add: {
    readonly from: string;
    readonly to: string;
    readonly capacity: number;
    readonly walkInReserve: number;
  } | null;
}

/** A deed that needs nothing but the drive: publish, open, close, open again, sign off. */
export const driveIdInput = z.object({ driveId: id });

/** Postponing or cancelling. */
export const putOffDriveInput = z
  .object({
    driveId: id,
    how: z.enum(["postponed", "cancelled"]),
    reason: z.enum(putOffReasons),
    words: z.string().transform(normalizeLine).pipe(z.string().max(200)).default(""),
    postponedTo: day.optional(),
    sure: z.literal("yes", { error: "drives.error.not_sure" }),
  })
  .superRefine((input, context) => {
    if (input.reason === "other" && input.words === "") {
      context.addIssue({ code: "custom", path: ["words"], message: "drives.error.words_missing" });
    }
  });
export type PutOffDrive = z.output<typeof putOffDriveInput>;

/** The same drive on the same weekday of the following weeks, or on one other day. */
export const copyDriveInput = z
  .object({
    driveId: id,
    weeks: whole(1, copyWeeksMost).optional(),
    on: day.optional(),
    publish: z.literal("yes").optional(),
  })
  .superRefine((input, context) => {
    if (input.weeks === undefined && input.on === undefined) {
      context.addIssue({ code: "custom", path: ["weeks"], message: "forms.error.required" });
    }
  });
export type CopyDrive = z.output<typeof copyDriveInput>;

/** Who works at a drive, by account or by e-mail. */
export const staffDriveInput = z
  .object({
    driveId: id,
    accountId: id.optional(),
    email: z.string().trim().toLowerCase().max(200).optional(),
    role: z.enum(["desk_clerk", "medical_screener"]),
  })
  .superRefine((input, context) => {
    if (!input.accountId && !input.email) {
      context.addIssue({ code: "custom", path: ["accountId"], message: "forms.error.required" });
    }
  });
export type StaffDrive = z.output<typeof staffDriveInput>;

export const unstaffDriveInput = z.object({ driveId: id, assignmentId: id });
