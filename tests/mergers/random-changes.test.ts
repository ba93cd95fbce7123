import fc from "fast-check";
import { expect, it } from "vitest";
import type { StaffActor } from "@/lib/auth/actor";
import { undoChange } from "@/lib/mergers/carrying/commands";
import { publicSumsOverTime } from "@/lib/progress/over-time/queries";
import { useDatabase } from "../support/database";
import {
  addCampaign,
  addCampaignEdition,
  addCommune,
  addDonor,
  addDrive,
  addFacility,
  addOrganisation,
  addProvince,
  addVenue,
} from "../support/facts";
import { administrator, change, drafted, everything, merging } from "./world";

const { owner } = useDatabase();
const today = "2026-11-26";

/** One thing that happens to the units of this country, as numbers to choose by. */
const step = fc.record({
  what: fc.constantFrom("merge provinces", "merge communes", "split province", "split commune", "move"),
  pick: fc.nat({ max: 1000 }),
  other: fc.nat({ max: 1000 }),
});

let next = 0;

/** Three provinces of three communes, each with drives in the past and ahead. */
async function country(): Promise<Set<string>> {
  const drives = new Set<string>();
  for (let p = 0; p < 3; p += 1) {
    const province = await addProvince(owner, { validFrom: "2025-07-01" });
    const facility = await addFacility(owner, { unitId: province.id });
    const host = await addOrganisation(owner, { unitId: province.id });
    const campaign = await addCampaign(owner, { ownerUnitId: province.id, nameKey: "chien dich thu" });
    await addCampaignEdition(owner, { campaignId: campaign.id, scopeUnitId: province.id });
    for (let c = 0; c < 3; c += 1) {
      const commune = await addCommune(owner, { parentId: province.id, validFrom: "2025-07-01" });
      const where = { provinceId: province.id, communeId: commune.id };
      const venue = await addVenue(owner, where);
      await addDonor(owner, { homeProvinceId: province.id, homeCommuneId: commune.id });
      for (const heldOn of ["2025-09-10", "2026-02-10", "2026-12-10"]) {
        const drive = await addDrive(owner, {
          ...where,
          creditedUnitId: province.id,
          venueId: venue.id,
          facilityId: facility.id,
          hostOrganisationId: host.id,
          heldOn,
          startsAt: new Date(`${heldOn}T08:00:00+07:00`),
          endsAt: new Date(`${heldOn}T11:00:00+07:00`),
          status: heldOn < today ? "closed" : "published",
        });
        drives.add(drive.id);
        next += 1;
        if (heldOn < today)
          await owner.query(
            "INSERT INTO drive_total (drive_id, donations, voluntary, volume_ml) VALUES ($1, $2, $2, $3)",
            [drive.id, 5 + next, 350 * (5 + next)],
          );
      }
    }
  }
  return drives;
}

interface Held {
  id: string;
  kind: string;
  parentId: string;
}

/** The units of today on whose ground the drives of this country are held. */
const present = async (drives: ReadonlySet<string>): Promise<Held[]> =>
  (
    await owner.query(
      `SELECT DISTINCT u.id, u.kind, u.parent_id AS "parentId" FROM drive d JOIN venue v ON v.id = d.venue_id
         JOIN unit u ON u.id IN (v.province_id, v.commune_id) WHERE d.id = ANY ($1) ORDER BY u.id`,
      [[...drives]],
    )
  ).rows;

/** Does what a step says, where it can be done; answers the decision. */
async function apply(
  actor: StaffActor,
  drives: ReadonlySet<string>,
  { what, pick, other }: { what: string; pick: number; other: number },
  on: string,
) {
  const units = await present(drives);
  const kind = what.endsWith("provinces") || what === "split province" ? "province" : "commune";
  const of = units.filter((unit) => unit.kind === kind);
  const first = of[pick % of.length];
  if (!first) return null;
  next += 1;
  const codes = await freeCodes(kind);
  const code = (offset: number) => codes[offset] as string;
  if (what.startsWith("merge")) {
    const beside = of.filter((unit) => unit.id !== first.id && unit.parentId === first.parentId);
    const second = beside[other % Math.max(1, beside.length)];
    if (!second) return null;
    const type = kind === "province" ? "province" : "ward";
    return change(actor, merging([first.id, second.id], { name: `Hợp ${next}`, code: code(0), type }, on));
  }
  if (what.startsWith("split")) {
    const communes = units.filter((unit) => unit.parentId === first.id);
    const type = kind === "province" ? "province" : "commune";
    const shares = Object.fromEntries(
      communes.map((unit, at) => [`share.commune.${unit.id}`, `${((other + at) % 2) + 1}`]),
    );
    return change(
      actor,
      drafted({
        kind: "split",
        units: first.id,
        ...{ "name.1": `Đông ${next}`, "code.1": code(0), "type.1": type, "share.1": "40" },
        ...{ "name.2": `Tây ${next}`, "code.2": code(1), "type.2": type, "share.2": "60" },
        ...shares,
        effectiveOn: on,
      }),
    );
  }
  const provinces = units.filter((unit) => unit.kind === "province" && unit.id !== first.parentId);
  const to = provinces[other % Math.max(1, provinces.length)];
  return to ? change(actor, drafted({ kind: "move", units: first.id, parentId: to.id, effectiveOn: on })) : null;
}

/** Two codes that no unit of today bears. */
async function freeCodes(kind: string): Promise<string[]> {
  const digits = kind === "province" ? 2 : 5;
  const { rows } = await owner.query(
    `SELECT code FROM (SELECT lpad(n::text, $1::integer, '0') AS code FROM generate_series($2::integer, $3::integer) n) c
     WHERE NOT EXISTS (SELECT FROM unit u WHERE u.code = c.code AND u.kind = $4) LIMIT 2`,
    [digits, kind === "province" ? 1 : 90_000, kind === "province" ? 99 : 99_999, kind],
  );
  return rows.map((row) => row.code);
}

it("whatever is merged, split and moved: no drive is lost, sums by then and by now agree, and undoing gives all back", async () => {
  const actor = await administrator(owner);
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 4 }), async (steps) => {
      const drives = await country();
      const before = await everything(owner);
      const audited = await auditRows();
      const made: { id: string; version: number }[] = [];
      for (const [index, one] of steps.entries()) {
        const decision = await apply(actor, drives, one, `2026-0${index + 3}-01`);
        if (decision) made.push(decision);
        for (const month of [
          ["2025-09-01", "2025-09-30"],
          ["2026-02-01", "2026-02-28"],
        ] as const) {
          const asked = { from: month[0], to: month[1], today };
          const then = await publicSumsOverTime({ ...asked, view: "then" });
          const now = await publicSumsOverTime({ ...asked, view: "now" });
          expect(now?.total).toEqual(then?.total);
          expect(now?.units.filter((unit) => unit.unit.validTo !== null)).toEqual([]);
        }
        const { rows } = await owner.query(
          `SELECT d.id FROM drive d JOIN unit u ON u.id = d.credited_unit_id JOIN unit c ON c.id = d.commune_id JOIN unit p ON p.id = d.province_id
           WHERE d.id = ANY ($1) AND d.held_on >= '2026-12-01' AND u.valid_to IS NULL AND c.valid_to IS NULL AND p.valid_to IS NULL
             AND c.parent_id = p.id AND u.id = p.id`,
          [[...drives]],
        );
        // Every drive ahead lies in units of today that belong together.
        expect(rows).toHaveLength(9);
      }
      for (const decision of made.reverse()) {
        const undone = await undoChange(actor, { decisionId: decision.id, version: decision.version, because: "Thử" });
        expect(undone).toEqual({ ok: true, value: { id: decision.id } });
      }
      expect(await everything(owner)).toEqual(before);
      expect(await auditRows()).toBeGreaterThanOrEqual(audited + made.length * 3);
    }),
    { numRuns: 10 },
  );
}, 240_000);

const auditRows = async () => Number((await owner.query("SELECT count(*) AS n FROM audit_event")).rows[0].n);
