import { z } from "zod";
import { day, id, line, quotasIn, whole } from "../rounds/schema";

/** A round as it is changed. What is closed is not in the form; what is left empty is taken away. */
export const amendRoundInput = z
  .looseObject({
    roundId: id,
    version: whole(1, 1_000_000),
    name: line(120).optional(),
    nominationsUntil: day.optional(),
    ceremonyOn: day.optional(),
    ceremonyPlace: line(200).optional(),
    theme: line(200).optional(),
    hosts: line(200).optional(),
  })
  .transform((fields) => ({ ...fields, quotas: quotasIn(fields) }));
export type AmendRound = z.output<typeof amendRoundInput>;
