import sql from "sql-template-tag";
import { z } from "zod";
import type { StaffActor } from "@/lib/auth/actor";
import { NotAllowed } from "@/lib/auth/authorize";
import type { Outcome } from "@/lib/core/outcome";
import { execute, row, Undo, undoing } from "@/lib/db/statement";
import { accountOf, audit, isDemoActor, unitFor } from "../changing";
import { mayDraftTargets } from "../policy";
import type { TellHeadcount } from "../schema";

/** Says how many people a body has in a year; refused when somebody told another number meanwhile. */
export async function tellHeadcount(
  actor: StaffActor,
  input: Omit<TellHeadcount, "find" | "only">,
  now = new Date(),
): Promise<Outcome<{ unitId: string; year: number }, "headcount_changed">> {
  return undoing<{ unitId: string; year: number }, "headcount_changed">(async (tx) => {
    const body = await row(
      z.object({ unitId: z.string() }),
      sql`SELECT unit_id AS "unitId" FROM organisation WHERE id = ${input.organisationId}::uuid`,
      tx,
    );
    if (body === null) throw new NotAllowed("target.draft");
    await unitFor(actor, body.unitId, "target.draft", mayDraftTargets, tx);
    const isDemo = await isDemoActor(actor, tx);
    const told = sql`${input.people}::integer, ${input.source ?? null}::text, ${isDemo}::boolean, ${accountOf(actor)}::uuid,
      ${now}::timestamptz`;
    const written =
      input.version === 0
        ? await execute(
            sql`INSERT INTO organisation_headcount (organisation_id, year, people, source, is_demo, told_by, told_at)
              VALUES (${input.organisationId}::uuid, ${input.year}, ${told}) ON CONFLICT DO NOTHING`,
            tx,
          )
        : await execute(
            sql`UPDATE organisation_headcount SET (people, source, is_demo, told_by, told_at) = (SELECT ${told}),
                version = version + 1
              WHERE organisation_id = ${input.organisationId}::uuid AND year = ${input.year} AND version = ${input.version}`,
            tx,
          );
    if (written === 0) throw new Undo("headcount_changed");
    const detail = { year: input.year, people: input.people };
    await audit(actor, "target.headcount", { unitId: body.unitId, id: input.organisationId, ...detail }, tx);
    return { unitId: body.unitId, year: input.year };
  });
}
