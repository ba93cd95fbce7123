import { expect, type Page } from "@playwright/test";
import { Pool } from "pg";
import { newOpenCode } from "@/lib/core/ids";
import { closePool } from "@/lib/db/pool";
import { expectNoBarriers } from "../support/axe";
import { expectErrorsNamed, expectFocusInSight, expectNoSideways } from "../support/everyone";
import { addDonor, some } from "../support/facts";
import { addAwardDecision, addCandidate, addHonour, addRound, addRoundRule, addRule } from "../support/honours";
import { signInAsStaff } from "../support/journey";
import { test } from "../support/walk";

/** What a press on a page of the honours has changed stands in its row at once, on the page as it is. */

const owner = new Pool({ connectionString: process.env.DATABASE_OWNER_URL, max: 2 });
const officer = "tonvinh@demo.giothong.example";
const approver = "duyetbaocao@demo.giothong.example";

test.afterAll(async () => {
  await Promise.all([owner.end(), closePool()]);
});

/** Answers whether the page is still the one it was, never loaded anew. */
async function remembered(page: Page): Promise<() => Promise<boolean>> {
  await page.evaluate(() => Reflect.set(window, "isStillHere", true));
  return () => page.evaluate(() => Reflect.has(window, "isStillHere"));
}

const rowOf = (page: Page, name: string) => page.getByRole("row").filter({ hasText: name });
const said = (page: Page) => page.locator("main").getByRole("status");

test("who is ticked changes at once and back; without a reason nobody is sent back and the ticks stay", async ({
  page,
}) => {
  test.setTimeout(120_000);
  const rule = await addRule(owner, { scopeUnitId: "P01", scheme: some("thử"), threshold: 20 });
  const round = await addRound(owner, { unitId: "P01", status: "gathering" });
  await addRoundRule(owner, { roundId: round.id, ruleId: rule.id });
  const [first, second, third] = ["Người Thử Một", "Người Thử Hai", "Người Thử Ba"] as const;
  for (const fullName of [first, second, third]) {
    const { id: donorId } = await addDonor(owner, { fullName, homeProvinceId: "P01" });
    await addCandidate(owner, { roundId: round.id, ruleId: rule.id, unitId: "P01", donorId });
  }
  await signInAsStaff(page, officer, `/staff/awards/${round.id}`);
  const isStillHere = await remembered(page);
  const box = (name: string) => page.getByRole("checkbox", { name: `Chọn ${name}` });
  const press = (name: string) => page.getByRole("button", { name, exact: true }).click();

  await expect(page.getByText(/^Chưa chọn ai để trình\./)).toBeVisible();
  await expect(page.getByRole("button", { name: "Lập tờ trình" })).toHaveCount(0);
  await expect(page.getByRole("link", { name: "Xem 3 trường hợp chờ kiểm tra" })).toBeVisible();
  await press("Đã kiểm tra");
  await expect(page.getByText("Hãy đánh dấu ít nhất một người trong danh sách.")).toBeVisible();
  for (const name of [first, second]) await box(name).check();
  await press("Đã kiểm tra");
  await expect(said(page)).toHaveText("Đã ghi kiểm tra 2 trường hợp.");
  for (const name of [first, second]) {
    await expect(rowOf(page, name)).toContainText("Đã kiểm tra");
    await expect(box(name)).not.toBeChecked();
  }
  await expect(rowOf(page, third)).toContainText("Chờ kiểm tra");
  await page.getByRole("button", { name: "Hoàn tác" }).click();
  await expect(said(page)).toHaveText("Đã hoàn tác: 2 trường hợp trở lại như trước lần bấm đó.");
  for (const name of [first, second]) {
    await expect(rowOf(page, name)).toContainText("Chờ kiểm tra");
    await box(name).check();
  }
  await press("Đã kiểm tra");
  await expect(said(page)).toHaveText("Đã ghi kiểm tra 2 trường hợp.");
  await expect(rowOf(page, first)).toContainText("Đã kiểm tra");

  for (const name of [second, third]) await box(name).check();
  await page.getByText("Trả lại hoặc để đợt sau…").click();
  await press("Trả lại");
  const why = page.getByLabel("Lý do (khi trả lại hoặc để đợt sau)");
  await expect(why).toBeFocused();
  await expect(why).toHaveAttribute("aria-invalid", "true");
  await expect(why).toHaveAccessibleDescription("Ghi lý do để người sau hiểu.");
  for (const name of [second, third]) await expect(box(name)).toBeChecked();
  await expect(rowOf(page, second)).toContainText("Đã kiểm tra");
  await expect(rowOf(page, third)).toContainText("Chờ kiểm tra");
  await expectNoBarriers(page);

  await why.fill("Thiếu giấy chứng nhận");
  await press("Trả lại");
  await expect(said(page)).toHaveText("Đã trả lại 2 trường hợp.");
  for (const name of [second, third]) {
    await expect(rowOf(page, name)).toContainText(/Trả lại.*Thiếu giấy chứng nhận/);
    await expect(box(name)).not.toBeChecked();
  }
  await expect(rowOf(page, first)).toContainText("Đã kiểm tra");
  await box(first).check();
  await press("Chọn");
  await expect(page.getByText(/^2 trường hợp trả lại chưa được trả lời\./)).toBeVisible();
  expect(await isStillHere()).toBe(true);

  await page.goto(`/staff/awards/${round.id}?status=returned`);
  for (const name of [second, third]) await box(name).check();
  await press("Đã kiểm tra");
  await expect(page.getByText("Không có ai trong danh sách này")).toBeVisible();
  await expect(said(page)).toHaveText("Đã ghi kiểm tra 2 trường hợp.");
  await expectNoBarriers(page);
  await page.getByRole("button", { name: "Hoàn tác" }).click();
  await expect(rowOf(page, second)).toContainText(/Trả lại.*Thiếu giấy chứng nhận/);

  await page.getByRole("link", { name: "Sửa đợt" }).click();
  const name = page.getByLabel("Tên đợt");
  await name.fill("");
  await page.getByLabel(/^Chủ đề/).fill("Chủ đề thử");
  await page.getByRole("button", { name: "Lưu thay đổi" }).click();
  await expect(name).toBeFocused();
  await expect(page.getByLabel(/^Chủ đề/)).toHaveValue("Chủ đề thử");
  await expectNoBarriers(page);
  await name.fill(some("Đợt đã đổi tên"));
  await page.getByRole("button", { name: "Lưu thay đổi" }).click();
  await expect(said(page)).toHaveText("Đã lưu thay đổi của đợt.");
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Đợt đã đổi tên");

  await page.getByRole("link", { name: "Giao suất đề cử" }).click();
  await page.getByLabel("Số suất như nhau cho mỗi đơn vị").fill("3");
  await page.getByRole("button", { name: "Điền ô trống" }).click();
  const places = page.getByLabel(/^Số suất, /).first();
  await expect(places).toHaveValue("3");
  await page.getByRole("button", { name: "Hoàn tác" }).click();
  await expect(places).toHaveValue("");
});

test("places are given out by name with their total in sight; what cannot be given is said at its own box", async ({
  page,
}) => {
  test.setTimeout(120_000);
  const rule = await addRule(owner, { scopeUnitId: "P01", scheme: some("thử"), threshold: 20 });
  const round = await addRound(owner, { unitId: "P01", status: "gathering" });
  await addRoundRule(owner, { roundId: round.id, ruleId: rule.id, quota: 10 });
  await signInAsStaff(page, officer, `/staff/awards/${round.id}/quotas`);
  const boxes = page.getByRole("textbox", { name: /^Số suất, / });
  const all = await boxes.count();
  expect(all).toBeGreaterThan(100);
  const save = page.getByRole("button", { name: "Lưu số suất" });
  await expect(save).toBeInViewport();
  await expectFocusInSight(page);

  await boxes.nth(all - 1).fill("ba");
  await page.getByLabel("Tìm đơn vị").fill("hoan kiem");
  await expect(boxes).toHaveCount(1);
  await page.getByLabel("Số suất như nhau cho mỗi đơn vị").fill("12");
  await page.getByRole("button", { name: "Điền mọi ô" }).click();
  await expect(page.getByText("Đã giao 12 / 10 suất của mức")).toBeVisible();
  await expectNoBarriers(page);
  await save.click();
  const wrong = page.locator('[aria-invalid="true"]');
  await expect(wrong).toBeFocused();
  await expect(wrong).toBeInViewport();
  await expect(wrong).toHaveValue("ba");
  await expect(wrong).toHaveAccessibleDescription("Số suất là số nguyên từ 0 trở lên; để trống là không giao.");
  await expectErrorsNamed(page);
  await wrong.fill("2");
  await save.click();
  await expect(page.getByText("Đã lưu số suất.")).toBeInViewport();
  await page.getByLabel("Tìm đơn vị").fill("");
  await expect(boxes).toHaveCount(all);

  await page.setViewportSize({ width: 320, height: 700 });
  await page.reload();
  await expect(page.getByText("Đã giao 14 / 10 suất của mức")).toBeVisible();
  await expect(boxes.nth(all - 1)).toHaveValue("2");
  await expectNoSideways(page);
  await expectFocusInSight(page);
  const last = boxes.nth(all - 1);
  // Another's number in a box not touched here is taken over; in one that was, it stands beside what was typed.
  await owner.query("UPDATE award_quota SET quota = 9 WHERE round_id = $1 AND quota = 12", [round.id]);
  await last.fill("3");
  await save.click();
  await expect(page.getByText("Đã giao 12 / 10 suất của mức")).toBeVisible();
  await owner.query("UPDATE award_quota SET quota = 4 WHERE round_id = $1 AND quota = 3", [round.id]);
  await last.fill("2");
  await save.click();
  await expect(last).toBeFocused();
  await expect(last).toHaveValue("2");
  await expect(last).toHaveAccessibleDescription(/Đang lưu: 4 suất/);
  await save.click();
  await expect(page.getByText("Đã lưu số suất.")).toBeInViewport();
  await owner.query("UPDATE award_quota SET nominated = 2 WHERE round_id = $1 AND quota = 2", [round.id]);
  await boxes.nth(all - 1).fill("1");
  await save.click();
  await expect(boxes.nth(all - 1)).toBeFocused();
  await expect(boxes.nth(all - 1)).toHaveAccessibleDescription(/Giao ít nhất bằng số đã đề cử\./);
});

for (const javaScriptEnabled of [true, false])
  test.describe(javaScriptEnabled ? "with script" : "without script", () => {
    test.use({ javaScriptEnabled });

    test("a second saving keeps what somebody else has changed meanwhile", async ({ page }) => {
      const rule = await addRule(owner, { scopeUnitId: "P01", scheme: some("thử"), threshold: 20 });
      const round = await addRound(owner, { unitId: "P01", status: "gathering" });
      await addRoundRule(owner, { roundId: round.id, ruleId: rule.id, quota: 5 });
      const saved = async () =>
        (
          await owner.query(
            `SELECT r.theme, r.hosts, r.ceremony_on::text AS day, q.quota FROM award_round r
               JOIN award_round_rule q ON q.round_id = r.id WHERE r.id = $1`,
            [round.id],
          )
        ).rows[0];
      await signInAsStaff(page, officer, `/staff/awards/${round.id}/edit`);
      const theme = page.getByLabel(/^Chủ đề/);
      await theme.fill("Chủ đề của tôi");
      await owner.query(
        `UPDATE award_round SET theme = 'Chủ đề của họ', hosts = 'Đài truyền hình', ceremony_on = counted_until + 20,
           version = version + 1 WHERE id = $1`,
        [round.id],
      );
      await owner.query("UPDATE award_round_rule SET quota = 7 WHERE round_id = $1", [round.id]);
      const theirs = await saved();
      await page.getByRole("button", { name: "Lưu thay đổi" }).click();
      await expect(page.getByText(/vừa thay đổi đợt này lúc/)).toBeVisible();
      await expect(theme).toHaveValue("Chủ đề của tôi");
      await expect(theme).toHaveAccessibleDescription("Đang lưu: Chủ đề của họ");
      await expect(page.locator('[name="hosts"]')).toHaveValue("Đài truyền hình");
      await expect(page.locator(`[name="quota:${rule.id}"]`)).toHaveValue("7");
      expect(await saved()).toEqual(theirs);
      await page.getByRole("button", { name: "Lưu thay đổi" }).click();
      await expect(said(page)).toHaveText("Đã lưu thay đổi của đợt.");
      expect(await saved()).toEqual({ ...theirs, theme: "Chủ đề của tôi" });
    });
  });

test("choosing more than there are places names the honour, whose it is, what is left and what was asked for", async ({
  page,
}) => {
  const names = { nameVi: some("Bằng khen thử"), nameEn: some("Trial merit") };
  const rule = await addRule(owner, { scopeUnitId: "P01", scheme: some("thử"), threshold: 20, ...names });
  const round = await addRound(owner, { unitId: "P01", status: "checking" });
  await addRoundRule(owner, { roundId: round.id, ruleId: rule.id, quota: 2 });
  const people = ["Người Thử Một", "Người Thử Hai", "Người Thử Ba"];
  for (const fullName of people) {
    const { id: donorId } = await addDonor(owner, { fullName, homeProvinceId: "P01" });
    await addCandidate(owner, { roundId: round.id, ruleId: rule.id, unitId: "P01", donorId, status: "checked" });
  }
  await signInAsStaff(page, officer, `/staff/awards/${round.id}`);
  for (const name of people) await page.getByRole("checkbox", { name: `Chọn ${name}` }).check();
  await page.getByRole("button", { name: "Chọn", exact: true }).click();
  const place = "Hà Nội";
  await expect(
    page.getByText(`Mức “${names.nameVi}” của ${place} chỉ còn 2 suất trong 2, đang chọn 3. Bỏ bớt rồi bấm lại.`),
  ).toBeVisible();
  await page.goto(`/en/staff/awards/${round.id}`);
  for (const name of people) await page.getByRole("checkbox", { name: `Select ${name}` }).check();
  await page.getByRole("button", { name: "Choose", exact: true }).click();
  await expect(page.getByText(`“${names.nameEn}” in ${place} has 2 places left of 2`)).toBeVisible();
});

test("in the ledger what is handed over, and what is taken back, says so at once", async ({ page }) => {
  const fullName = `Người Nhận ${some("Thử")}`;
  const { id: donorId } = await addDonor(owner, { fullName, homeProvinceId: "P01" });
  await addHonour(owner, { unitId: "P01", donorId });
  const row = rowOf(page, fullName);
  for (const { email, field, words, button, before, after, done } of [
    {
      email: officer,
      field: "Trao ở đâu, cho ai",
      words: "Trao tại nhà",
      button: "Ghi đã trao",
      before: "Chờ trao",
      after: "Đã trao",
      done: `Đã ghi trao cho ${fullName}.`,
    },
    {
      email: approver,
      field: "Lý do thu hồi",
      words: "Ghi nhầm người",
      button: "Thu hồi",
      before: "Đã trao",
      after: "Đã thu hồi",
      done: `Đã thu hồi danh hiệu của ${fullName}, kèm lý do. Giấy đã in không còn hiệu lực.`,
    },
  ]) {
    await signInAsStaff(page, email, "/staff/awards/ledger");
    await page.getByLabel("Tìm tên").fill(fullName);
    await page.getByRole("button", { name: "Lọc", exact: true }).click();
    await expect(row).toHaveCount(1);
    await expect(row.getByText(before, { exact: true })).toBeVisible();
    const isStillHere = await remembered(page);
    await row.getByText("Việc khác").click();
    await row.getByLabel(field).fill(words);
    await row.getByRole("button", { name: button, exact: true }).click();
    if (button === "Thu hồi") {
      const sure = row.getByRole("checkbox", { name: `Tôi chắc chắn thu hồi danh hiệu này của ${fullName}` });
      await expect(sure).toBeFocused();
      await expect(sure).toHaveAccessibleDescription(/Hãy đánh dấu ô xác nhận trước khi thu hồi\./);
      await expect(row.getByLabel(field)).toHaveValue(words);
      await expectNoBarriers(page);
      await sure.check();
      await row.getByRole("button", { name: button, exact: true }).click();
    }
    await expect(said(page)).toHaveText(done);
    await expect(said(page)).toBeFocused();
    await expect(row.getByText(after, { exact: true })).toBeVisible();
    await expect(row.getByText(before, { exact: true })).toHaveCount(0);
    await expect(row.getByRole("button", { name: button, exact: true })).toHaveCount(0);
    await expectNoBarriers(page);
    expect(await isStillHere()).toBe(true);
  }
});

test.describe("without script", () => {
  test.use({ javaScriptEnabled: false });

  test("an honour is taken back in the same two steps, and what a round gave says so", async ({ page }) => {
    const fullName = `Người Thu Hồi ${some("Thử")}`;
    const unitId = "P01";
    const { id: donorId } = await addDonor(owner, { fullName, homeProvinceId: unitId });
    const rule = await addRule(owner, { scopeUnitId: unitId, scheme: some("thử"), threshold: 20 });
    const round = await addRound(owner, {
      unitId,
      status: "decided",
      proposalNumber: "1/TTr",
      proposedOn: "2027-12-10",
    });
    await addRoundRule(owner, { roundId: round.id, ruleId: rule.id });
    const decision = await addAwardDecision(owner, { roundId: round.id, authorityId: await authorityOf(unitId) });
    const about = { roundId: round.id, ruleId: rule.id, unitId, status: "approved" } as const;
    const given = { unitId, ruleId: rule.id, decisionId: decision.id, threshold: 20, origin: "round" } as const;
    const { id: otherId } = await addDonor(owner, { fullName: `Người Còn ${some("Thử")}`, homeProvinceId: unitId });
    for (const id of [donorId, otherId]) {
      const candidate = await addCandidate(owner, { ...about, donorId: id });
      await addHonour(owner, { ...given, donorId: id, candidateId: candidate.id, checkCode: newOpenCode() });
    }
    await signInAsStaff(page, approver, `/staff/awards/${round.id}`);
    await expect(page.getByText("Đã trao 0, vắng 0, chưa ghi 2.")).toBeVisible();
    await page.getByRole("link", { name: "Xem 2 danh hiệu chưa trao" }).click();
    const row = rowOf(page, fullName);
    await expect(page.getByRole("rowheader")).toHaveCount(2);
    await row.getByText("Việc khác").click();
    await row.getByLabel("Lý do thu hồi").fill("Ghi nhầm người");
    await row.getByRole("button", { name: "Thu hồi" }).click();
    await expect(row.getByText("Hãy đánh dấu ô xác nhận trước khi thu hồi.")).toBeVisible();
    await expect(row.getByLabel("Lý do thu hồi")).toHaveValue("Ghi nhầm người");
    await row.getByRole("checkbox").check();
    await row.getByRole("button", { name: "Thu hồi" }).click();
    await expect(said(page)).toHaveText(/^Đã thu hồi danh hiệu/);
    await expect(page.getByRole("rowheader")).toHaveCount(1);

    await page.getByRole("link", { name: "Mở đợt này" }).click();
    await expect(page.getByText(/2 trường hợp, 1 đã thu hồi/)).toBeVisible();
    await expect(page.getByText("Đã trao 0, vắng 0, chưa ghi 1.")).toBeVisible();
    await expect(rowOf(page, fullName)).toContainText("Đã thu hồi");
    await page.goto(`/staff/awards/${round.id}/papers`);
    await expect(page.getByRole("link", { name: "In 1 giấy" })).toBeVisible();
    await expect(page.getByText("1 danh hiệu đã thu hồi, không in.")).toBeVisible();
    await expect(page.getByRole("row").filter({ hasText: fullName })).toHaveCount(0);
  });
});

/** The Red Cross of a unit, as the reference data has it. */
async function authorityOf(unitId: string): Promise<string> {
  const { rows } = await owner.query("SELECT id FROM award_authority WHERE unit_id = $1 AND kind = 'red_cross'", [
    unitId,
  ]);
  return rows[0].id;
}
