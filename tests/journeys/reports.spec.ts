import { type Browser, expect, type Page } from "@playwright/test";
import { periodsOf } from "@/lib/reports/periods";
import { expectNoBarriers } from "../support/axe";
import { signInAsStaff, todayHere } from "../support/journey";
import { patient, test } from "../support/walk";

const office = "hanoi@demo.giothong.example";
const approver = "duyetbaocao@demo.giothong.example";
const nation = "quocgia@demo.giothong.example";

/** Each step goes on from the one before. */
test.describe.configure({ mode: "serial", timeout: 180_000 });
test.use({ actionTimeout: 20_000 });

/** A month of Hà Nội that is over and that nobody has reported on: the demonstration leaves one. */
async function openMonth(page: Page): Promise<{ href: string; month: string }> {
  await page.goto("/staff/reports");
  const year = Number(todayHere().slice(0, 4));
  const over = periodsOf("month", year).filter((month) => month.endsOn < todayHere());
  for (const month of over.reverse()) {
    const cell = page.locator(`a[href$="unit=P01&kind=month&from=${month.startsOn}"]`);
    if ((await cell.count()) > 0)
      return { href: (await cell.getAttribute("href")) ?? "", month: month.startsOn.slice(0, 7) };
  }
  throw new Error("Every month of the demonstration's Hà Nội is reported on.");
}

async function as(browser: Browser, email: string, path: string): Promise<Page> {
  const page = await patient(await (await browser.newContext()).newPage());
  await signInAsStaff(page, email, path);
  return page;
}

test("a province sends its month, gets it back with a note, sends it again, and the approved figure is the official one", async ({
  browser,
  request,
}) => {
  const sender = await as(browser, office, "/staff/reports");
  await expectNoBarriers(sender);
  const { href, month } = await openMonth(sender);
  await sender.goto(href);
  await expectNoBarriers(sender);
  const recorded = Number((await sender.getByLabel("Số đơn vị máu").inputValue()).replaceAll(".", ""));
  const stated = recorded + 120;

  await test.step("less than was recorded is refused with the numbers, and nothing typed is lost", async () => {
    await sender.getByLabel("Khó khăn, kiến nghị từ cơ sở").fill("Thiếu địa điểm rộng ở các phường mới.");
    // A line that is no part of another, so that nothing but the record speaks against it.
    const drives = sender.getByLabel("Số buổi hiến máu");
    const held = await drives.inputValue();
    expect(Number(held)).toBeGreaterThan(0);
    await drives.fill("0");
    await sender.getByRole("button", { name: "Gửi đi kiểm tra" }).click();
    await expect(sender.locator("main").getByRole("alert")).toContainText("thấp hơn");
    await expect(sender.getByLabel("Khó khăn, kiến nghị từ cơ sở")).toHaveValue(/Thiếu địa điểm/);
    await drives.fill(held);
    await sender.getByLabel("Số đơn vị máu").fill(String(stated));
    await sender.getByRole("button", { name: "Gửi đi kiểm tra" }).click();
    await expect(sender.locator("main").getByRole("alert")).toContainText("từ đâu");
    await sender.getByLabel("Phần ngoài hệ thống: từ đâu?").fill("Bệnh viện thành phố tự ghi 120 đơn vị");
    await sender.getByRole("button", { name: "Gửi đi kiểm tra" }).click();
    await expect(sender.locator("main").getByRole("status")).toContainText("Đã gửi");
  });
  const path = new URL(sender.url()).pathname;

  const decider = await as(browser, approver, "/staff/reports");
  await decider.goto(path);
  await expectNoBarriers(decider);
  await decider.getByRole("button", { name: "Trả lại" }).click();
  await expect(decider.getByText("Hãy viết lý do trả lại.").first()).toBeVisible();
  await decider.getByLabel("Lời nhắn").fill("Ghi rõ bệnh viện nào.");
  await decider.getByRole("button", { name: "Trả lại" }).click();
  await expect(decider.locator("main").getByRole("status")).toContainText("Đã trả lại");

  await sender.goto(path);
  await expect(sender.getByText("Ghi rõ bệnh viện nào.").first()).toBeVisible();
  await expectNoBarriers(sender);
  await sender.getByLabel("Phần ngoài hệ thống: từ đâu?").fill("Bệnh viện Thanh Nhàn tự ghi 120 đơn vị");
  await sender.getByRole("button", { name: "Gửi đi kiểm tra" }).click();
  await expect(sender.locator("main").getByRole("status")).toContainText("Đã gửi");

  const year = month.slice(0, 4);
  const before = await (await request.get(`/api/v1/progress?year=${year}`)).json();
  await decider.goto(path);
  await decider.getByRole("button", { name: "Đã kiểm tra" }).click();
  await expect(decider.locator("main").getByRole("status")).toContainText("kiểm tra xong");
  await decider.getByRole("button", { name: "Duyệt", exact: true }).click();
  await expect(decider.locator("main").getByRole("status")).toContainText("số chính thức");
  await expectNoBarriers(decider);

  await test.step("the nation's total holds the report in place of what was recorded, both numbers in view", async () => {
    await expect
      .poll(async () => (await (await request.get(`/api/v1/progress?year=${year}`)).json()).official?.official, {
        timeout: 15_000,
      })
      .toBe((before.official?.official ?? before.recorded.donations) + 120);
    const after = await (await request.get(`/api/v1/progress?year=${year}&unit=01`)).json();
    const told = after.months.find((one: { month: string }) => one.month === month);
    expect(told).toMatchObject({ received: stated, recorded, reported: stated });
    const page = await patient(await (await browser.newContext()).newPage());
    await page.goto(`/progress?year=${year}`);
    await expect(page.locator("main")).toContainText("báo cáo tháng đã duyệt");
    await page.goto(`/progress/units/01?year=${year}`);
    await expect(page.getByRole("heading", { name: "Số chính thức theo tháng" })).toBeVisible();
    await expectNoBarriers(page);
  });
});

test("the nation's office sees who has not sent and reminds three of them, once", async ({ browser }) => {
  const page = await as(browser, nation, "/staff/reports/late");
  await expectNoBarriers(page);
  const boxes = page.getByRole("checkbox", { disabled: false });
  const open = await boxes.count();
  for (let index = 0; index < open; index += 1) await boxes.nth(index).uncheck();
  const chosen = Math.min(3, open);
  test.skip(chosen === 0, "nobody with an office account owes a report today");
  for (let index = 0; index < chosen; index += 1) await boxes.nth(index).check();
  await page.getByRole("button", { name: "Nhắc các đơn vị đã chọn" }).click();
  await expect(page.locator("main").getByRole("status")).toContainText("Đã gửi thư nhắc");
  await expect(page.getByText("đã nhắc hôm nay").first()).toBeVisible();
  await expectNoBarriers(page);
});

test("a committee member sees the table of reports and opens none", async ({ browser }) => {
  const page = await as(browser, "uyvien@demo.giothong.example", "/staff/reports");
  await expect(page.getByRole("table", { name: /Báo cáo năm/ })).toBeVisible();
  await expect(page.locator('table a[href*="/staff/reports/"]')).toHaveCount(0);
  await expectNoBarriers(page);
  expect((await page.goto("/staff/reports/late"))?.status()).toBe(404);
});
