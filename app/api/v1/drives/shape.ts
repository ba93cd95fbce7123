import { z } from "zod";

const instant = z.iso.datetime().meta({ format: "date-time" });
const civilDate = z.string().meta({ format: "date" });
const place = z.object({ code: z.string(), name: z.string() });

export const driveShape = z
  .object({
    id: z.uuid(),
    title: z.string(),
    host: z.string(),
    venue: z.string(),
    address: z.string(),
    commune: place,
    province: place,
    lat: z.number().nullable(),
    lon: z.number().nullable(),
    positionIsApproximate: z.boolean().describe("the commune's middle stands in for the venue's position"),
    heldOn: civilDate,
    startsAt: instant,
    endsAt: instant,
    status: z.string().describe("published, open, closed, reconciled, postponed, cancelled"),
    campaigns: z.array(z.object({ id: z.string(), editionId: z.string(), nameVi: z.string(), nameEn: z.string() })),
    freePlaces: z.int().describe("places left in slots that have not begun"),
    capacity: z.int(),
    isDemo: z.boolean().describe("made up for the demonstration"),
    url: z.string(),
  })
  .meta({ id: "Drive" });

export const drivesAnswerShape = z
  .object({ total: z.int(), limit: z.int(), offset: z.int(), containsDemo: z.boolean(), drives: z.array(driveShape) })
  .meta({ id: "Drives" });

export const slotShape = z
  .object({ id: z.uuid(), startsAt: instant, endsAt: instant, capacity: z.int(), free: z.int() })
  .meta({ id: "Slot" });

export const driveDetailShape = driveShape
  .extend({
    facility: z.string().describe("who collects"),
    creditedUnit: z.string().describe("the one reporting unit whose total this drive counts in"),
    plannedUnits: z.int(),
    note: z.string().nullable(),
    statusReason: z.string().nullable().describe("why it was put off or called off"),
    postponedTo: civilDate.nullable(),
    slots: z.array(slotShape),
  })
  .meta({ id: "DriveDetail" });
