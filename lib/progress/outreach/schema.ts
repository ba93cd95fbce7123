import { z } from "zod";
import { FEWEST_TOLD } from "@/lib/core/few";
import { productChannels } from "@/lib/outreach/rules";
import { figureShape, unitShape } from "../schema";

const count = z.int().nullable().describe("null where nobody told or recorded it");

const outreachBasis = z
  .enum(["reported", "recorded", "none"])
  .describe(
    "reported: approved monthly reports, and the log in months without one; recorded: the log alone; none: neither holds any",
  );

const outreachSumShape = z.object({ sessions: count, mediaProducts: count, people: count });

const outreachChildShape = outreachSumShape
  .extend({
    unit: unitShape.pick({ code: true, kind: true, name: true, nameEn: true }),
    basis: outreachBasis,
    reports: z.int(),
  })
  .meta({ id: "OutreachChild" });

/** The answer of `/api/v1/outreach`. */
export const outreachAnswerShape = outreachSumShape
  .extend({
    unit: unitShape.pick({ code: true, kind: true, name: true, fullName: true, nameEn: true }),
    year: z.int(),
    period: z.enum(["year", "h1"]),
    asOf: z.string().meta({ format: "date" }).describe("the last day that is counted"),
    basis: outreachBasis,
    reports: z.int().describe("months of units that are told by an approved report"),
    isFinal: z.boolean().describe("the period is over and every report behind it is final"),
    containsDemo: z.boolean(),
    byChannel: z
      .array(z.object({ channel: z.enum(productChannels), quantity: z.int() }))
      .describe("media products by channel, the most first"),
    recorded: outreachSumShape.describe("what the log here holds, whatever was reported"),
    months: z
      .array(outreachSumShape.extend({ month: z.string(), basis: outreachBasis }))
      .describe("months of which something is known; none of a commune"),
    children: z.array(outreachChildShape).describe("of the nation its provinces and ministries"),
    published: z.array(figureShape).describe("what was printed about the year's outreach; never added to the rest"),
    fewerThan: z
      .literal(FEWEST_TOLD)
      .nullable()
      .describe(`${FEWEST_TOLD} where a commune's talks reached fewer people than that: their number is kept back`),
  })
  .meta({ id: "Outreach", description: "Talks held, media made, people reached, of a unit's year." });
export type OutreachAnswer = z.output<typeof outreachAnswerShape>;
