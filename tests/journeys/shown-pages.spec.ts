import { expect, type Page, test } from "@playwright/test";
import { Pool } from "pg";
import { closePool } from "@/lib/db/pool";
import { origin } from "../security/site";
import { donorCookie, staffCookie } from "../support/sign-in";
import { expectUsableInVietnamese } from "../support/sweep";

/**
 * Pages with something on them: each thing of the demonstration in each state it stands in there. `every-page` opens
 * every page of the build, most of them bare, in English too.
 */

const owner = new Pool({ connectionString: process.env.DATABASE_OWNER_URL, max: 2 });
test.describe.configure({ mode: "parallel" });
test.afterAll(async () => {
  await Promise.all([owner.end(), closePool()]);
});

/** Who opens it, and the query that answers one address a row, as `address`. */
type Shown = { what: string; as: string; by: string };

const shown: Shown[] = [
  {
    what: "a round of honours in each state",
    as: "tonvinhquocgia",
    by: `SELECT DISTINCT ON (status) '/staff/awards/' || id AS address FROM award_round WHERE is_demo`,
  },
  {
    what: "the papers of a round in each state",
    as: "tonvinhquocgia",
    by: `SELECT DISTINCT ON (status) '/staff/awards/' || id || '/papers' AS address FROM award_round WHERE is_demo`,
  },
  {
    what: "places for nominations, and a nomination",
    as: "tonvinh",
    by: `SELECT '/staff/awards/' || id || unnest(ARRAY['/quotas', '/nominate']) AS address FROM award_round
         WHERE is_demo AND unit_id = 'P01' AND status NOT IN ('decided', 'presented', 'cancelled') LIMIT 2`,
  },
  {
    what: "a candidate's ladder in each state, a family's and a body's",
    as: "tonvinhquocgia",
    by: `SELECT DISTINCT ON (c.status)
           '/staff/awards/' || round_id || '?candidate=' || c.id AS address
         FROM award_candidate c JOIN award_round r ON r.id = c.round_id WHERE r.is_demo
         UNION SELECT min('/staff/awards/' || round_id || '?candidate=' || c.id)
         FROM award_candidate c JOIN award_round r ON r.id = c.round_id WHERE r.is_demo AND c.donor_id IS NULL
         GROUP BY c.family_id IS NULL`,
  },
  {
    what: "earlier donations to be confirmed, families, the ledger and the rules",
    as: "tonvinh",
    by: `SELECT unnest(ARRAY['/staff/awards/earlier?status=entered', '/staff/awards/earlier?status=confirmed',
           '/staff/awards/ledger', '/staff/awards/rules?unit=P01&try=122-donor-5',
           '/staff/awards/families?family=' || (SELECT id FROM family WHERE is_demo AND unit_id = 'P01' LIMIT 1)]) AS address`,
  },
  {
    what: "earlier donations, by whom confirms them",
    as: "duyetbaocao",
    by: `SELECT '/staff/awards/earlier?status=entered' AS address`,
  },
  {
    what: "a report in each state",
    as: "quocgia",
    by: `SELECT DISTINCT ON (status) '/staff/reports/' || id AS address FROM report WHERE is_demo AND kind = 'month'`,
  },
  {
    what: "targets, their split and their bodies",
    as: "quocgia",
    by: `SELECT unnest(ARRAY['/staff/targets/VN', '/staff/targets/P01', '/staff/targets/P01/bodies']) AS address`,
  },
  {
    what: "a proposed target in each state",
    as: "duyetquocgia",
    by: `SELECT DISTINCT ON (state) '/staff/targets/' || unit_id || '?year=' || year AS address FROM target_proposal WHERE is_demo`,
  },
  {
    what: "a change of units in each state, and what is left to review",
    as: "quantri",
    by: `(SELECT DISTINCT ON (status) '/staff/units/changes/' || id AS address FROM unit_decision WHERE is_demo)
         UNION ALL SELECT unnest(ARRAY['/staff/units?view=changes', '/staff/units?view=review', '/staff/units/P01', '/staff/units/C00004'])`,
  },
  {
    what: "a push plan",
    as: "uyvien",
    by: `SELECT '/staff/progress/push/' || id AS address FROM push_plan WHERE is_demo LIMIT 1`,
  },
  {
    what: "a drive in each state",
    as: "quocgia",
    by: `SELECT DISTINCT ON (status) '/staff/drives/' || id AS address FROM drive WHERE is_demo`,
  },
  {
    what: "the donations of a busy day",
    as: "khamtuyen",
    by: `SELECT '/staff/desk/' || id || '/donations' AS address FROM drive
         WHERE is_demo AND province_id = 'P01' AND status <> 'draft' AND held_on < current_date ORDER BY held_on DESC LIMIT 1`,
  },
];

/** Each address is there, a thing of the demonstration and no page that says it is missing, and usable. */
async function expectAllUsable(page: Page, rows: { address: string | null }[]): Promise<void> {
  expect(rows.length, "things to look at").toBeGreaterThan(0);
  for (const { address } of rows) {
    expect(address, "a thing to look at").not.toBeNull();
    await expect(await page.request.get(`${origin}${address}`), `${address}`).toBeOK();
    await expectUsableInVietnamese(page, address ?? "");
  }
}

for (const { what, as, by } of shown) {
  test(`everybody can use ${what}`, async ({ page, context }) => {
    const { rows } = await owner.query<{ address: string }>(by);
    test.setTimeout(60_000 + rows.length * 60_000);
    await context.addCookies([await staffCookie(`${as}@demo.giothong.example`, origin)]);
    await expectAllUsable(page, rows);
  });
}

test("everybody can use what anybody may see of the demonstration", async ({ page }) => {
  test.setTimeout(300_000);
  const { rows } = await owner.query<{ address: string }>(
    `(SELECT DISTINCT ON (status) '/drives/' || id AS address FROM drive WHERE is_demo AND status <> 'draft')
     UNION ALL (SELECT '/honours/check/' || check_code FROM honour WHERE is_demo AND check_code IS NOT NULL LIMIT 1)
     UNION ALL SELECT unnest(ARRAY['/honours'])`,
  );
  await expectAllUsable(page, rows);
});

test("everybody can use the page of a donor who has given often", async ({ page, context }) => {
  const { rows } = await owner.query<{ id: string; phone: string }>(
    `SELECT id, phone FROM donor WHERE is_demo AND phone IS NOT NULL AND donation_count > 0
     ORDER BY donation_count DESC LIMIT 1`,
  );
  const [donor] = rows;
  if (!donor) throw new Error("No donor of the demonstration can sign in.");
  await context.addCookies([await donorCookie(donor.phone, donor.id, origin)]);
  await expectAllUsable(page, [{ address: "/me" }]);
});
