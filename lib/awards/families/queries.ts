import sql from "sql-template-tag";
import { z } from "zod";
import { recordAudit } from "@/lib/audit/record";
import type { StaffActor } from "@/lib/auth/actor";
import { isId } from "@/lib/core/ids";
import { escapeLike, nameSearchKey } from "@/lib/core/text";
import { todayInVietnam } from "@/lib/core/time";
import { row, rows } from "@/lib/db/statement";
import { countedFor } from "../counting/counted";
import { storedRules } from "../editing/stored";
import { awardsWithin } from "../policy";
import { rulesFor } from "../rules";
import { familyChannels, familyRelations } from "./schema";

const count = z.coerce.number().int();

const familyShape = z.object({
  id: z.string(),
  name: z.string(),
  unitId: z.string(),
  place: z.string().nullable(),
  members: count,
  isDemo: z.boolean(),
});

/** A family as the list shows it: what it has given together, and the next honour of its ladder. */
export interface FamilyInList extends z.output<typeof familyShape> {
  readonly donations: number;
  readonly next: { readonly nameVi: string; readonly nameEn: string; readonly left: number } | null;
}

export const familyPageSize = 30;

const columns = sql`f.id, f.name, f.unit_id AS "unitId", c.full_name AS place, f.is_demo AS "isDemo",
  (SELECT count(*) FROM family_member m WHERE m.family_id = f.id AND m.left_at IS NULL) AS members`;
const within = (actor: StaffActor) => awardsWithin(actor, "award.count", sql`f.unit_id`, sql`f.commune_id`);

/** Families of one's units by the words of their names; an audited read. */
export async function families(
  actor: StaffActor,
  search: { q: string; page: number },
  now = new Date(),
): Promise<{ items: FamilyInList[]; total: number }> {
  const words = nameSearchKey(search.q)
    .split(" ")
    .filter((word) => word !== "")
    .slice(0, 8)
    .map((word) => `%${escapeLike(word)}%`);
  const wanted = sql`${within(actor)} AND lower(unaccent(f.name)) LIKE ALL (${words}::text[])`;
  const [found, total] = await Promise.all([
    rows(
      familyShape,
      sql`SELECT ${columns} FROM family f LEFT JOIN unit c ON c.id = f.commune_id WHERE ${wanted}
        ORDER BY f.made_at DESC, f.id LIMIT ${familyPageSize} OFFSET ${(Math.max(1, search.page) - 1) * familyPageSize}`,
    ),
    row(z.object({ total: count }), sql`SELECT count(*) AS total FROM family f WHERE ${wanted}`),
  ]);
  if (found.length > 0)
    await recordAudit(actor, { action: "award.read_families", subjectKind: "family", detail: { shown: found.length } });
  return { items: await withSums(found, now), total: total?.total ?? 0 };
}

async function withSums(found: readonly z.output<typeof familyShape>[], now: Date): Promise<FamilyInList[]> {
  const today = todayInVietnam(now);
  const together = { metric: "family_donations", subjectKind: "family", periodMonths: null } as const;
  const [sums, rules] = await Promise.all([
    countedFor(
      together,
      found.map(({ id }) => id),
      today,
    ),
    storedRules(),
  ]);
  return found.map((family) => {
    const donations = sums.get(family.id)?.counted ?? 0;
    const ahead = rulesFor(rules, family.unitId, today)
      .filter(({ metric, threshold }) => metric === "family_donations" && (threshold ?? 0) > donations)
      .sort((a, b) => (a.threshold ?? 0) - (b.threshold ?? 0))[0];
    const next = ahead
      ? { nameVi: ahead.nameVi, nameEn: ahead.nameEn, left: (ahead.threshold ?? 0) - donations }
      : null;
    return { ...family, donations, next };
  });
}

const memberShape = z.object({
  id: z.string(),
  name: z.string(),
  bornOn: z.string(),
  relation: z.enum(familyRelations),
  donations: count,
  consentedAt: z.date(),
  channel: z.enum([...familyChannels, "online"]),
});
/** Somebody who belongs to a family today. */
export type FamilyMember = z.output<typeof memberShape>;

/** One family with its members of today, or null when it is not within the actor's reach; an audited read. */
export async function familyOf(
  actor: StaffActor,
  id: string,
  now = new Date(),
): Promise<(FamilyInList & { people: FamilyMember[] }) | null> {
  if (!isId(id)) return null;
  const found = await row(
    familyShape,
    sql`SELECT ${columns} FROM family f LEFT JOIN unit c ON c.id = f.commune_id WHERE f.id = ${id}::uuid AND ${within(actor)}`,
  );
  if (found === null) return null;
  const [[family], people] = await Promise.all([
    withSums([found], now),
    rows(
      memberShape,
      sql`SELECT m.id, d.full_name AS name, d.born_on::text AS "bornOn", m.relation, d.donation_count + d.earlier_count AS donations,
          m.consented_at AS "consentedAt", m.consent_channel AS channel
        FROM family_member m JOIN donor d ON d.id = m.donor_id
        WHERE m.family_id = ${id}::uuid AND m.left_at IS NULL ORDER BY m.relation <> 'head', d.born_on, m.id`,
    ),
  ]);
  await recordAudit(actor, {
    action: "award.read_families",
    subjectKind: "family",
    subjectId: id,
    unitId: found.unitId,
    detail: { shown: people.length },
  });
  return family ? { ...family, people } : null;
}
