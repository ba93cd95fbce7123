import fc from "fast-check";
import { beforeAll, expect, it } from "vitest";
import type { StaffActor } from "@/lib/auth/actor";
import { correctDonation, recordDonation, voidDonation } from "@/lib/donations/commands";
import type { DonationRow } from "@/lib/donations/statements";
import { arrive } from "@/lib/visits/arrival/commands";
import { leaveVisit, stopDonation } from "@/lib/visits/leaving/commands";
import { beginDonation } from "@/lib/visits/needle/commands";
import { deferVisit, screenVisit } from "@/lib/visits/screening/commands";
import type { VisitRow } from "@/lib/visits/statements";
import { useDatabase } from "../support/database";
import { addAgreedDonor, arrivalOf, bagOf, fitScreening, good, staffAt, usualHour } from "../support/desk";
import { addBooking, addDrive, addSlot, usualDay } from "../support/facts";

const { owner } = useDatabase();
let doctor: StaffActor;
beforeAll(async () => {
  doctor = await staffAt(owner, "medical_screener");
});

type Step =
  | { do: "book" | "arrive" | "screen" | "needle" | "leave" | "defer" | "stop"; who: number; at: number }
  | { do: "donate" | "correct"; who: number; at: number; volumeMl: number; voluntary: boolean; apheresis: boolean }
  | { do: "void"; who: number; at: number; again: boolean };

const who = fc.nat(2);
const at = fc.nat(1);
const bag = { volumeMl: fc.constantFrom(250, 350, 450, 470), voluntary: fc.boolean(), apheresis: fc.boolean() };
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      do: fc.constantFrom("book", "arrive", "arrive", "screen", "needle", "leave", "defer", "stop"),
      who,
      at,
    }),
  },
  { weight: 6, arbitrary: fc.record({ do: fc.constantFrom("donate", "correct"), who, at, ...bag }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("void" as const), who, at, again: fc.boolean() }) },
) as fc.Arbitrary<Step>;

it("totals equal the sum of the facts after any history of booking, arriving, donating, correcting and voiding", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 10, maxLength: 40 }), async (history) => {
      const drives = await Promise.all([addDrive(owner), addDrive(owner)]);
      const donors = await Promise.all(Array.from({ length: 3 }, () => addAgreedDonor(owner)));
      const visits = new Map<string, VisitRow>();
      const donations = new Map<string, DonationRow>();
      for (const next of history) {
        const driveId = drives[next.at]?.id as string;
        const donorId = donors[next.who]?.id as string;
        await take(next, { driveId, donorId, visits, donations, key: `${next.at}-${next.who}` });
      }
      await expectTotalsOf(drives.map(({ id }) => id));
      await expectLastDonationsOf(donors.map(({ id }) => id));
    }),
    { numRuns: 12, endOnFailure: true },
  );
}, 120_000);

interface World {
  driveId: string;
  donorId: string;
  key: string;
  visits: Map<string, VisitRow>;
  donations: Map<string, DonationRow>;
}

/** One step; what the rules refuse leaves the world as it was. */
async function take(next: Step, world: World): Promise<void> {
  const { driveId, donorId, key, visits, donations } = world;
  const visit = visits.get(key);
  const donation = donations.get(key);
  const keep = (outcome: { ok: boolean; value?: VisitRow }) => {
    if (outcome.ok && outcome.value) visits.set(key, outcome.value);
  };
  switch (next.do) {
    case "book":
      await addBooking(owner, { slotId: (await addSlot(owner, { driveId })).id, driveId, donorId }).catch(() => {});
      return;
    case "arrive":
      return keep(await arrive(doctor, arrivalOf(driveId, donorId), usualHour));
    case "screen":
      return visit && keep(await screenVisit(doctor, await fitScreening(visit), usualHour));
    case "needle":
      return (
        visit && keep(await beginDonation(doctor, { driveId, visitId: visit.id, version: visit.version }, usualHour))
      );
    case "leave":
      return visit && keep(await leaveVisit(doctor, { driveId, visitId: visit.id, version: visit.version }, usualHour));
    case "stop":
      return (
        visit &&
        keep(
          await stopDonation(
            doctor,
            { driveId, visitId: visit.id, version: visit.version, because: "vein" },
            usualHour,
          ),
        )
      );
    case "defer":
      return (
        visit &&
        keep(
          await deferVisit(
            doctor,
            { ...(await fitScreening(visit)), reason: "cold", countedFrom: usualDay },
            usualHour,
          ),
        )
      );
    case "donate": {
      if (!visit) return;
      const outcome = await recordDonation(doctor, bagOf(visit, given(next)), usualHour);
      if (outcome.ok) donations.set(key, outcome.value);
      return;
    }
    case "correct": {
      if (!donation) return;
      const input = {
        ...given(next),
        driveId,
        donationId: donation.id,
        version: donation.version,
        number: donation.number,
      };
      const outcome = await correctDonation(doctor, { ...input, reason: "ghi nhầm" }, usualHour);
      if (outcome.ok) donations.set(key, outcome.value);
      return;
    }
    case "void": {
      if (!donation) return;
      const input = { driveId, donationId: donation.id, version: donation.version, reason: "ghi nhầm người" };
      const outcome = await voidDonation(doctor, { ...input, visit: next.again ? "again" : "incomplete" }, usualHour);
      if (outcome.ok) donations.delete(key);
    }
  }
}

const given = ({ volumeMl, voluntary, apheresis }: { volumeMl: number; voluntary: boolean; apheresis: boolean }) => ({
  volumeMl,
  kind: voluntary ? ("voluntary" as const) : ("replacement" as const),
  component: apheresis ? ("platelets" as const) : ("whole_blood" as const),
});

async function expectTotalsOf(driveIds: string[]): Promise<void> {
  const { rows } = await owner.query(
    `SELECT d.id, coalesce(t.donations, 0) AS donations, coalesce(t.voluntary, 0) AS voluntary, coalesce(t.first_time, 0) AS first_time,
        coalesce(t.at_least_350_ml, 0) AS large, coalesce(t.apheresis, 0) AS apheresis, coalesce(t.volume_ml, 0)::int AS volume
      FROM drive d LEFT JOIN drive_total t ON t.drive_id = d.id WHERE d.id = ANY ($1) ORDER BY d.id`,
    [driveIds],
  );
  const facts = await owner.query(
    `SELECT d.id, count(g.id)::int AS donations, count(g.id) FILTER (WHERE g.kind = 'voluntary')::int AS voluntary,
        count(g.id) FILTER (WHERE g.first_time)::int AS first_time, count(g.id) FILTER (WHERE g.volume_ml >= 350)::int AS large,
        count(g.id) FILTER (WHERE g.component <> 'whole_blood')::int AS apheresis, coalesce(sum(g.volume_ml), 0)::int AS volume
      FROM drive d LEFT JOIN donation g ON g.drive_id = d.id AND g.status = 'recorded' WHERE d.id = ANY ($1) GROUP BY d.id ORDER BY d.id`,
    [driveIds],
  );
  expect(rows).toEqual(facts.rows);
  const cells = `SELECT drive_id, kind, first_time, component, volume_ml, segment`;
  const kept = await owner.query(
    `${cells}, donations FROM drive_breakdown WHERE drive_id = ANY ($1) AND donations > 0 ORDER BY 1, 2, 3, 4, 5, 6`,
    [driveIds],
  );
  const counted = await owner.query(
    `${cells}, count(*)::int AS donations FROM donation WHERE drive_id = ANY ($1) AND status = 'recorded' GROUP BY 1, 2, 3, 4, 5, 6 ORDER BY 1, 2, 3, 4, 5, 6`,
    [driveIds],
  );
  expect(kept.rows).toEqual(counted.rows);
}

async function expectLastDonationsOf(donorIds: string[]): Promise<void> {
  const { rows } = await owner.query(
    `SELECT p.id FROM donor p
      LEFT JOIN LATERAL (SELECT count(*) AS n, max(g.given_on) AS last FROM donation g WHERE g.donor_id = p.id AND g.status = 'recorded') g ON true
      WHERE p.id = ANY ($1) AND (p.donation_count <> g.n OR p.last_given_on IS DISTINCT FROM g.last)`,
    [donorIds],
  );
  expect(rows).toEqual([]);
  const firsts = await owner.query(
    `SELECT donor_id FROM donation WHERE donor_id = ANY ($1) AND status = 'recorded'
      GROUP BY donor_id HAVING count(*) FILTER (WHERE first_time) <> 1`,
    [donorIds],
  );
  expect(firsts.rows).toEqual([]);
}

it("counts the next donation as the first once the first is voided, also at another drive that was signed off", async () => {
  const donor = await addAgreedDonor(owner);
  const [first, second] = await Promise.all([addDrive(owner), addDrive(owner)]);
  const give = async (driveId: string) => {
    const visit = good(await arrive(doctor, arrivalOf(driveId, donor.id), usualHour));
    return good(await recordDonation(doctor, bagOf(visit), usualHour));
  };
  const wrong = await give(first.id);
  await owner.query("UPDATE donor SET last_given_on = NULL, last_component = NULL WHERE id = $1", [donor.id]);
  await owner.query("UPDATE donation SET given_on = given_on - 100 WHERE id = $1", [wrong.id]);
  const right = await give(second.id);
  expect([wrong.firstTime, right.firstTime]).toEqual([true, false]);
  await owner.query("UPDATE drive SET status = 'reconciled' WHERE id = $1", [second.id]);
  const asked = { driveId: first.id, donationId: wrong.id, version: wrong.version, reason: "ghi nhầm người" };
  good(await voidDonation(doctor, { ...asked, visit: "incomplete" }, usualHour));
  const { rows } = await owner.query(
    "SELECT g.first_time, d.status FROM donation g JOIN drive d ON d.id = g.drive_id WHERE g.id = $1",
    [right.id],
  );
  expect(rows).toEqual([{ first_time: true, status: "closed" }]);
  await expectTotalsOf([first.id, second.id]);
});

it("is not signed off over a donation voided in the same second", async () => {
  const drive = await addDrive(owner);
  const visit = good(await arrive(doctor, arrivalOf(drive.id, (await addAgreedDonor(owner)).id), usualHour));
  const { id, version } = good(await recordDonation(doctor, bagOf(visit), usualHour));
  const office = await owner.connect();
  try {
    await office.query("BEGIN");
    await office.query("UPDATE drive SET status = 'reconciled', reconciled_at = now() WHERE id = $1", [drive.id]);
    const asked = { driveId: drive.id, donationId: id, version, reason: "ghi nhầm", visit: "incomplete" as const };
    const voiding = voidDonation(doctor, asked, usualHour);
    await new Promise((resolve) => setTimeout(resolve, 300));
    await office.query("COMMIT");
    good(await voiding);
  } finally {
    office.release();
  }
  const { rows } = await owner.query("SELECT status, reconciled_at FROM drive WHERE id = $1", [drive.id]);
  expect(rows).toEqual([{ status: "closed", reconciled_at: null }]);
});
