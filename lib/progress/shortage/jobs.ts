import sql from "sql-template-tag";
import { z } from "zod";
import type { SystemActor } from "@/lib/auth/actor";
import { todayInVietnam, yearOf } from "@/lib/core/time";
import { rows } from "@/lib/db/statement";
import { publicTetDays } from "../forecast/queries";
import { pushSeasons } from "../push/rules";
import { ruleOn } from "../watch/listing";
import { noteCover } from "./commands";
import { publicSeasonCover, shortageRules } from "./queries";
import { seasonNear } from "./rules";

/**
 * Looks ahead at Tết and summer: once one is as near as the rule says, each province whose announced drives cover too little
 * of it is told, and how those told stand is noted anew. Answers how many were told now.
 */
export async function warnOfShortages(actor: SystemActor, now = new Date()): Promise<number> {
  const today = todayInVietnam(now);
  const rule = ruleOn(await shortageRules(actor), today);
  if (rule === null) return 0;
  const tetDays = await publicTetDays(yearOf(today), yearOf(today) + 2);
  const seasons = pushSeasons.flatMap((season) => {
    const near = seasonNear(season, today, { weeksBefore: rule.weeksBefore, tetDays });
    return near ? [near] : [];
  });
  if (seasons.length === 0) return 0;
  const provinces = await rows(
    z.object({ id: z.string(), code: z.string() }),
    sql`SELECT id, code FROM unit WHERE kind = 'province' AND valid_from <= ${today}::date AND (valid_to IS NULL OR valid_to > ${today}::date)
      ORDER BY code`,
  );
  let told = 0;
  for (const near of seasons) {
    for (const unit of provinces) {
      const cover = await publicSeasonCover({ provinceId: unit.id, from: near.from, to: near.to }, now);
      if (await noteCover(actor, { unit, near, rule, cover, today })) told += 1;
    }
  }
  return told;
}
