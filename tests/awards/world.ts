import { randomUUID } from "node:crypto";
import { moveCandidates } from "@/lib/awards/candidates/commands";
import { planRound } from "@/lib/awards/rounds/commands";
import type { PlanRound } from "@/lib/awards/rounds/schema";
import { newId } from "@/lib/core/ids";
import { staffActor } from "../support/actors";
import { addAccount, addCommune, addProvince, type Database } from "../support/facts";
import { addAuthority } from "../support/honours";

/** The day on which the rounds of 2025 are worked on. */
export const now = new Date("2025-12-10T09:00:00+07:00");

/** A province with the bodies that sign its honours, and the people of its offices. */
export async function honouringProvince(db: Database) {
  const { id: unitId } = await addProvince(db);
  const { id: communeId } = await addCommune(db, { parentId: unitId });
  const society = (await addAuthority(db, { unitId, kind: "red_cross" })).id;
  const committee = (await addAuthority(db, { unitId, kind: "people_committee" })).id;
  const scope = { kind: "unit", unitId } as const;
  const officer = staffActor("awards_officer", scope, { accountId: (await addAccount(db)).id });
  const approver = staffActor("report_approver", scope, { accountId: (await addAccount(db)).id });
  const secretary = staffActor(
    "provincial_office",
    { kind: "commune", communeId },
    { accountId: (await addAccount(db)).id },
  );
  return { unitId, communeId, society, committee, officer, approver, secretary };
}

export type HonouringProvince = Awaited<ReturnType<typeof honouringProvince>>;

/** A round of a province over the year 2025, by these rules. */
export async function plannedRound(
  world: HonouringProvince,
  rules: string[],
  differing: Partial<PlanRound> = {},
): Promise<string> {
  const made = await planRound(
    world.officer,
    {
      unitId: world.unitId,
      kind: "year_end",
      name: "Tổng kết năm 2025",
      year: 2025,
      countedUntil: "2025-12-05",
      rules,
      quotas: {},
      ...differing,
    },
    now,
  );
  if (!made.ok) throw new Error(made.refusal);
  return made.value.id;
}

/** The candidates of a round, those with the most to show first. */
export async function idsOf(db: Database, roundId: string, status: string | null = null): Promise<string[]> {
  const { rows } = await db.query<{ id: string }>(
    "SELECT id FROM award_candidate WHERE round_id = $1 AND ($2::text IS NULL OR status = $2) ORDER BY counted DESC, id",
    [roundId, status],
  );
  return rows.map(({ id }) => id);
}

/** Checks and chooses these candidates. */
export async function choose(world: HonouringProvince, roundId: string, ids: string[]): Promise<void> {
  for (const to of ["checked", "chosen"] as const) {
    const moved = await moveCandidates(world.officer, { roundId, candidateIds: ids, to, because: "" });
    if (!moved.ok) throw new Error(moved.refusal);
  }
}

/** Who signs the papers of these tests. */
export const signed = { signatoryTitle: "Chủ tịch", signatoryName: "Người Ký Thử" };

/** What a body writes down when it decides on a round. */
export const decision = (roundId: string, authorityId: string, number = "12/QĐ") => ({
  requestKey: newId(),
  roundId,
  authorityId,
  number,
  decidedOn: "2025-12-20",
  ...signed,
});

/** So many donors of a province in one statement, each with donations proven by a paper: `count(i)` of the i-th. */
export async function manyDonors(
  db: Database,
  unitId: string,
  communeId: string | null,
  counts: readonly number[],
): Promise<string[]> {
  const second = (await addAccount(db)).id;
  const donors = counts.map((donations) => ({ id: newId(), paper: newId(), key: randomUUID(), donations }));
  await db.query(
    `WITH wanted AS (SELECT *, row_number() OVER () AS i FROM json_to_recordset($1) AS w (id uuid, paper uuid, key uuid, donations int)),
      people AS (INSERT INTO donor (id, full_name, name_key, given_name_key, sex, born_on, home_province_id, home_commune_id, earlier_count)
        SELECT id, 'Người Thử ' || i, 'nguoi thu ' || i, i::text, CASE WHEN i % 2 = 0 THEN 'female' ELSE 'male' END,
          date '1980-01-01' + (i % 5000)::int, $2, $3, donations FROM wanted)
     INSERT INTO earlier_donation (id, donor_id, donations, last_on, evidence, evidence_ref, status, unit_id, decided_by, decided_at, request_key)
       SELECT paper, id, donations, '2024-12-31', 'old_list', 'danh sách ' || i, 'confirmed', $2, $4, now(), key FROM wanted`,
    [JSON.stringify(donors), unitId, communeId, second],
  );
  return donors.map(({ id }) => id);
}
