import { randomInt, randomUUID } from "node:crypto";
import { addOrganisation } from "../support/facts";
import { addDecisionFile, addProposal, addSplit, addTargetDecision } from "../support/targets";
import type { ActionFixture, RouteFixture } from "./fixtures";
import { day, insideUnit, type World } from "./world";

/** Any commune of the inside province in a year far ahead: each try is about a target nobody else speaks of. */
async function anyCommune(world: World): Promise<{ unitId: string; year: number }> {
  const { rows } = await world.db.query<{ unitId: string; year: number }>(
    `SELECT u.id AS "unitId", y.year FROM unit u CROSS JOIN generate_series(2030, 2099) AS y (year)
     WHERE u.parent_id = $1 AND u.kind = 'commune' AND u.valid_to IS NULL
       AND NOT EXISTS (SELECT FROM target_proposal p WHERE p.unit_id = u.id AND p.year = y.year)
     ORDER BY random() LIMIT 1`,
    [insideUnit],
  );
  if (!rows[0]) throw new Error("Every commune has a proposal for every year.");
  return rows[0];
}

async function newProposal(world: World) {
  return addProposal(world.db, { ...(await anyCommune(world)), state: "proposed" });
}

export const targetActionFixtures: Readonly<Record<string, ActionFixture>> = {
  draftTargetAction: {
    form: async (world) => {
      const { unitId, year } = await anyCommune(world);
      return { unitId, year: String(year), period: "year", metric: "units", value: "1.200", intent: "draft" };
    },
  },
  stepTargetAction: {
    form: async (world) => ({
      proposalId: (await newProposal(world)).id,
      version: "1",
      step: "return",
      words: "Xem lại số buổi.",
    }),
  },
  agreeTargetAction: {
    form: async (world) => ({
      proposalId: (await newProposal(world)).id,
      version: "1",
      meetingName: "Hội nghị thử",
      meetingOn: day(),
      meetingPlace: "Cà Mau",
    }),
  },
  commentTargetAction: {
    form: async (world) => {
      const { unitId, year } = await anyCommune(world);
      return { unitId, year: String(year), words: "Nên cao hơn." };
    },
  },
  decideTargetsAction: {
    form: async (world) => {
      const { id, unitId, year } = await newProposal(world);
      const paper = { number: `${randomUUID().slice(0, 8)}/QĐ`, decidedOn: day(), signatory: "Người Ký Thử" };
      return { unitId, year: String(year), "proposals[]": [id], requestKey: randomUUID(), ...paper };
    },
  },
  decideManyTargetsAction: {
    form: async (world) => {
      const { id, year } = await newProposal(world);
      const paper = { number: `${randomUUID().slice(0, 8)}/QĐ`, decidedOn: day(), signatory: "Người Ký Thử" };
      const which = { unitId: insideUnit, year: String(year), "proposals[]": [`${id}|1`] };
      return { ...which, requestKey: randomUUID(), ...paper };
    },
  },
  agreeManyTargetsAction: {
    form: async (world) => {
      const { id, year } = await newProposal(world);
      const meeting = { meetingName: "Hội nghị thử", meetingOn: day(), meetingPlace: "Cà Mau" };
      return { unitId: insideUnit, year: String(year), "proposals[]": [`${id}|1`], ...meeting };
    },
  },
  saveSplitAction: {
    form: async (world) => {
      const { unitId: part, year } = await anyCommune(world);
      await addProposal(world.db, { unitId: insideUnit, year }).catch(() => {});
      await world.db.query("UPDATE target_split SET state = 'withdrawn' WHERE unit_id = $1 AND year = $2", [
        insideUnit,
        year,
      ]);
      const fields = { unitId: insideUnit, year: String(year), version: "0", basis: "donations", intent: "save" };
      return { ...fields, keys: part, [`v_${part}`]: "100" };
    },
  },
  returnSplitAction: {
    form: async (world) => {
      const year = randomInt(2030, 2100);
      await world.db.query("UPDATE target_split SET state = 'withdrawn' WHERE unit_id = $1 AND year = $2", [
        insideUnit,
        year,
      ]);
      const split = await addSplit(world.db, { unitId: insideUnit, year, state: "submitted" });
      return { splitId: split.id, version: "1", words: "Xem lại hai xã." };
    },
  },
  tellHeadcountAction: {
    form: async (world) => {
      const body = await addOrganisation(world.db, { unitId: insideUnit });
      return { organisationId: body.id, year: "2026", version: "0", people: "400" };
    },
  },
};

const ofUnit = (below: string): RouteFixture => ({ address: () => `/staff/targets/${insideUnit}${below}` });

export const targetRouteFixtures: Readonly<Record<string, RouteFixture>> = {
  "/staff/targets/[unit]": ofUnit(""),
  "/staff/targets/[unit]/draft": ofUnit("/draft"),
  "/staff/targets/[unit]/decide": ofUnit("/decide"),
  "/staff/targets/[unit]/split": ofUnit("/split"),
  "/staff/targets/[unit]/bodies": ofUnit("/bodies"),
  "/staff/targets/papers/[id]": {
    address: async (world) => {
      const decision = await addTargetDecision(world.db, {
        unitId: insideUnit,
        decidedAt: new Date(),
        decidedOn: day(),
      });
      await addDecisionFile(world.db, { decisionId: decision.id });
      return `/staff/targets/papers/${decision.id}`;
    },
  },
};
