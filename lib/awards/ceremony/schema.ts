import { z } from "zod";
import { readTime } from "@/lib/drives/rules";
import { day, id, line, whole } from "../rounds/schema";
import { readSeat } from "./rules";

const time = z.string().transform((text, context) => {
  const read = readTime(text);
  if (read !== null) return read;
  context.addIssue({ code: "custom", message: "ceremony.error.time_malformed" });
  return z.NEVER;
});

const seat = z.string().transform((text, context) => {
  const read = readSeat(text);
  if (read !== null) return read;
  context.addIssue({ code: "custom", message: "ceremony.error.seat_malformed" });
  return z.NEVER;
});

/** When and where a ceremony is, and its hall. `again` seats everybody anew; else only who has no seat gets one. */
export const arrangeInput = z
  .object({
    roundId: id,
    ceremonyOn: day,
    beginsAt: time,
    ceremonyPlace: line(200),
    note: line(200).optional(),
    seatRows: whole(1, 60),
    seatsInRow: whole(1, 60),
    keptRows: whole(0, 59).default(0),
    again: z.literal("yes").optional(),
  })
  .refine(({ keptRows, seatRows }) => keptRows < seatRows, { path: ["keptRows"], message: "ceremony.error.all_kept" });
export type Arrange = z.output<typeof arrangeInput>;

/** Somebody to a seat; `swap` changes places with whoever sits there. */
export const moveSeatInput = z.object({
  roundId: id,
  honourId: id,
  seat,
  how: z.enum(["move", "swap"]).default("move"),
});
export type MoveSeat = z.output<typeof moveSeatInput>;
