import { type APIRequestContext, type Browser, expect, type Page } from "@playwright/test";
import { addDays, yearOf } from "@/lib/core/time";
import { checkCharacterOf } from "@/lib/donations/din";
import { expectNoBarriers } from "../support/axe";
import { expectFocusKept } from "../support/everyone";
import { clockOf, minutesOfToday, proveContact, signInByForm, tabTo, todayHere, typeDay } from "../support/journey";
import { patient, test } from "../support/walk";

const office = "hanoi@demo.giothong.example";
const screener = "khamtuyen@demo.giothong.example";
const title = `Ngày hội của phường ${Date.now() % 100_000}`;

/** Donations are counted before and after, so what follows happens one after the other. */
test.describe.configure({ mode: "serial", timeout: 180_000 });
test.use({ actionTimeout: 20_000 });

/** The drive all of this happens at; made by the first journey. */
let driveId = "";

test("a branch announces a drive, a donor books on a phone, the desk takes her in, and the totals rise by one", async ({
  browser,
  request,
}) => {
  await untilThereIsANextSlotToday();
  driveId = await announceDrive(browser);
  const code = await bookOnAPhone(browser, driveId);
  await recordAtTheDesk(browser, request, { driveId, code });
});

/**
 * A drive that runs until the day's end has no next slot in the day's last minutes. Rather than to skip anything, the
 * journey then begins with the new day.
 */
async function untilThereIsANextSlotToday(): Promise<void> {
  const left = 24 * 60 - minutesOfToday();
  if (left > lastSlotNeeds) return;
  test.setTimeout((left + 5) * 60_000);
  process.stdout.write(`The day in Vietnam ends in ${left} minutes: this journey waits for the next one.\n`);
  await expect.poll(minutesOfToday, { timeout: (left + 1) * 60_000 }).toBeLessThan(60);
}
/** Eight minutes until it begins, ten minutes long, and it must end before midnight. */
const lastSlotNeeds = 20;

async function announceDrive(browser: Browser): Promise<string> {
  const context = await browser.newContext();
  const page = await patient(await context.newPage());
  const refused: string[] = [];
  page.on("console", (message) => {
    if (message.text().includes("Content Security Policy")) refused.push(message.text());
  });
  await signInByForm(page, office, "/staff/drives/new");
  await expectNoBarriers(page);
  // From the past hour, so that the drive runs now; its tens of minutes are laid so that one begins shortly.
  const soon = minutesOfToday() + 8;
  const from = Math.max(soon - 60, soon % 10);
  await page.getByLabel("Tên buổi").fill(title);
  await chooseFirst(page, "Đơn vị tổ chức");
  await chooseFirst(page, "Đơn vị tiếp nhận máu");
  await chooseFirst(page, "Địa điểm");
  await page.getByLabel("Đơn vị được tính kết quả").selectOption("P01");
  await typeDay(page, "Ngày", todayHere());
  await page.getByLabel("Bắt đầu").fill(clockOf(from));
  await page.getByLabel("Kết thúc", { exact: true }).fill("23:59");
  await page.getByLabel("Độ dài khung giờ").selectOption("10");
  await linkTheNearestCampaign(page);
  await page.getByRole("button", { name: "Lưu và công bố" }).click();
  await page.waitForURL(/\/staff\/drives\/[0-9a-f-]{36}/);
  expect(refused, "what the page's own policy refuses").toEqual([]);
  await expect(page.getByText("Đã công bố. Người hiến đã tìm thấy và đặt chỗ được.")).toBeVisible();
  await expectNoBarriers(page);
  const id = /drives\/([0-9a-f-]{36})/.exec(page.url())?.[1] ?? "";
  await page.goto(`/en/staff/drives/${id}`);
  await expectNoBarriers(page);
  await context.close();
  return id;
}

/** By hand, as a province does that begins early or goes on late: on many days no campaign runs by the calendar. */
async function linkTheNearestCampaign(page: Page): Promise<void> {
  await page.getByRole("radio", { name: "Tự chọn từng chiến dịch" }).check();
  const offered = page.locator('input[name="editions[]"]');
  await expect(
    offered.or(page.getByText("Ngày này không nằm trong chiến dịch nào.", { exact: true })).first(),
  ).toBeVisible();
  if ((await offered.count()) > 0) await offered.first().check();
  else await page.getByRole("radio", { name: /^Tự chọn theo ngày/ }).check();
}

/** The first entry of a list that is searched by typing. */
async function chooseFirst(page: Page, label: string): Promise<void> {
  // Until its script arrives the box is a plain list to choose from.
  const box = page.getByRole("combobox", { name: label, exact: true }).and(page.locator("input"));
  await box.focus();
  await box.press("ArrowDown");
  await page.getByRole("listbox").getByRole("option").first().click();
  await expect(box).not.toHaveValue("");
  // The box still has the focus: a click on it shows the list again.
  await box.click();
  await expect(page.getByRole("listbox")).toBeVisible();
  await box.press("Escape");
  await expect(box).not.toHaveValue("");
}

async function bookOnAPhone(browser: Browser, id: string): Promise<string> {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
  const page = await patient(await context.newPage());
  await page.goto(`/drives/${id}`);
  await expectNoBarriers(page);
  await expectNoSideways(page);
  await page.locator(`a[href*="/drives/${id}/book?slot="]`).first().click();
  await page.waitForURL(/\/sign-in/);
  await expectNoBarriers(page);
  await proveContact(page, "0900 000 001");
  await expect(page.getByRole("heading", { name: "Bạn là ai?" })).toBeVisible();
  await page.getByRole("radio", { name: /M\. Anh/ }).check();
  await page.getByRole("button", { name: "Tiếp tục" }).click();
  await page.waitForURL(/\/book/);
  await expectNoBarriers(page);
  await expectNoSideways(page);
  await page.getByRole("button", { name: "Bỏ qua, trả lời tại bàn khám" }).click();
  const confirm = page.getByRole("button", { name: "Đặt chỗ này" });
  await expect(confirm).toBeVisible();
  await expectNoBarriers(page);
  const agreement = page.getByRole("checkbox", { name: /cần có/ });
  if (await agreement.count()) await agreement.check();
  await confirm.click();
  await page.waitForURL(/\/me\/tickets\//);
  await expect(page.getByText("Đã đặt chỗ.")).toBeVisible();
  await expectNoBarriers(page);
  await expectNoSideways(page);
  const label = await page.getByRole("img", { name: /Mã QR của phiếu/ }).getAttribute("aria-label");
  const code = label?.replace("Mã QR của phiếu", "").trim() ?? "";
  expect(code).toMatch(/^[0-9A-Z]{4}[ -]?[0-9A-Z]{4}$/);
  await page.goto(`/en${new URL(page.url()).pathname}`);
  await expectNoBarriers(page);
  await context.close();
  return code;
}

async function recordAtTheDesk(
  browser: Browser,
  request: APIRequestContext,
  { driveId, code }: { driveId: string; code: string },
): Promise<void> {
  const context = await browser.newContext();
  const page = await patient(await context.newPage());
  await signInByForm(page, screener, `/staff/desk/${driveId}`);
  await expectNoBarriers(page);
  const box = page.getByLabel("Tìm người hiến máu");
  await box.fill(code);
  await box.press("Enter");
  await expect(page.getByRole("heading", { name: "Nguyễn Thị Minh Anh" })).toBeVisible();
  await page.getByRole("button", { name: /Nhận vào, cấp số/ }).click();

  const weight = page.getByLabel("Cân nặng");
  await weight.fill("49,9");
  await page.getByLabel("Huyết áp").fill("118/76");
  await page.getByLabel("Mạch", { exact: true }).fill("78");
  await page.getByRole("radio", { name: "Đều", exact: true }).check();
  await page.getByLabel("Hemoglobin").fill("130");
  await expectVolumes(page, { offered: [250, 350], refused: { 450: /50/ } });
  await weight.fill("52");
  await page.getByLabel("Hemoglobin").fill("123");
  await expectVolumes(page, { offered: [250, 350], refused: { 450: /125/ } });
  await answerEverythingWell(page);
  await page.getByRole("radio", { name: /^350\sml/ }).check();
  await page.getByLabel("Đã có chữ ký của người hiến trên phiếu giấy").check();
  await expectNoBarriers(page);
  await page.getByRole("button", { name: /Đủ điều kiện, chuyển lấy máu/ }).click();
  await page.getByRole("button", { name: /Bắt đầu lấy máu/ }).click();

  const number = page.getByLabel("Mã túi máu");
  await number.fill(`${bag()}0`.replace(/.$/, "!"));
  await page.getByRole("button", { name: /Ghi nhận lượt hiến/ }).click();
  await expect(page.getByText(/Mã túi máu không đúng dạng|Ký tự kiểm tra không khớp/)).toBeVisible();
  await expectNoBarriers(page);

  const before = await totals(request, driveId);
  await number.fill(bag());
  await page.getByRole("button", { name: /Ghi nhận lượt hiến/ }).click();
  await expect(page.getByText("Đã ghi nhận lượt hiến.").first()).toBeVisible();
  await expect.poll(() => totals(request, driveId), { timeout: 5_000 }).toEqual(oneMore(before));
  await page.goto(`/en/staff/desk/${driveId}`);
  await expectNoBarriers(page);
  await page.goto(`/staff/desk/${driveId}/donations`);
  await expectNoBarriers(page);
  await context.close();
}

async function expectVolumes(
  page: Page,
  { offered, refused }: { offered: number[]; refused: Record<number, RegExp> },
): Promise<void> {
  for (const volume of offered) await expect(volumeCard(page, volume)).toBeEnabled();
  for (const [volume, why] of Object.entries(refused)) {
    await expect(volumeCard(page, Number(volume))).toBeDisabled();
    await expect(page.locator("label").filter({ has: volumeCard(page, Number(volume)) })).toContainText(why);
  }
}

const volumeCard = (page: Page, volumeMl: number) => page.getByRole("radio", { name: new RegExp(`^${volumeMl} ml`) });

/** The one question whose good answer is "yes". */
const asksHealth = /bạn có thấy khỏe không/i;

/** Feeling well today: yes. Everything else that is asked is about what stands in the way: no. */
async function answerEverythingWell(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Xem tất cả câu hỏi" }).click();
  const questions = page.locator("[data-question]");
  await expect(questions.nth(1)).toBeVisible();
  for (const question of await questions.all()) {
    const isWell = asksHealth.test((await question.textContent()) ?? "");
    await question.getByRole("radio", { name: isWell ? "Có" : "Không", exact: true }).check();
  }
}

/** A fresh bag of the local form, with its check character. */
function bag(): string {
  const number = `WK${String(Date.now()).slice(-8)}`;
  return number + checkCharacterOf(number);
}

/**
 * The nation's and the province's count of this year and each linked campaign's of its edition, as anybody may read
 * it; an edition of next year may begin in this one.
 */
async function totals(request: APIRequestContext, id: string): Promise<Record<string, number>> {
  const year = yearOf(todayHere());
  const queries: Record<string, string> = { nation: `year=${year}`, province: `year=${year}&unit=01` };
  const drive = await read(request, `/api/v1/drives/${id}`);
  const { campaigns } = await read(request, "/api/v1/campaigns");
  for (const linked of drive.campaigns) {
    const campaign = campaigns.find((one: { id: string }) => one.id === linked.id);
    const edition = campaign.editions.find((one: { id: string }) => one.id === linked.editionId);
    queries[linked.editionId] = `year=${edition.year}&campaign=${linked.id}`;
  }
  const counted: Record<string, number> = {};
  for (const [name, query] of Object.entries(queries)) {
    counted[name] = (await read(request, `/api/v1/progress?${query}`)).recorded?.donations ?? 0;
  }
  return counted;
}

const oneMore = (counted: Record<string, number>) =>
  Object.fromEntries(Object.entries(counted).map(([name, count]) => [name, count + 1]));

async function read(request: APIRequestContext, path: string) {
  const answer = await request.get(path);
  expect(answer.status(), path).toBe(200);
  return answer.json();
}

async function expectNoSideways(page: Page): Promise<void> {
  const { width, view } = await page.evaluate(() => ({
    width: document.documentElement.scrollWidth,
    view: document.documentElement.clientWidth,
  }));
  expect(width, `${page.url()} scrolls sideways`).toBeLessThanOrEqual(view);
}

test("the desk of a drive dated tomorrow takes nobody in and says why", async ({ page, request }) => {
  const tomorrow = addDays(todayHere(), 1);
  const { drives } = await read(request, `/api/v1/drives?province=01&from=${tomorrow}&to=${tomorrow}`);
  await signInByForm(page, screener, `/staff/desk/${drives[0].id}`);
  await expect(page.getByText(/Bàn .* chỉ nhận người trong đúng ngày đó/)).toBeVisible();
  await expectNoBarriers(page);
});

test("somebody who came by is taken in, screened and bled with the keyboard alone", async ({ page }) => {
  await signInByForm(page, screener, `/staff/desk/${driveId}`);
  const box = page.getByLabel("Tìm người hiến máu");
  await expect(box).toBeFocused();
  await page.keyboard.type("001099000001");
  await page.keyboard.press("Enter");
  await expect(page.getByText("Nguyễn Văn Bình").first()).toBeVisible();
  const takeIn = page.getByRole("button", { name: /Nhận vào, cấp số/ });
  const consent = page.getByRole("checkbox", { name: "Đồng ý lưu hồ sơ hiến máu" });
  if (await consent.count()) {
    await tabTo(page, consent);
    await page.keyboard.press("Space");
  }
  await tabTo(page, takeIn);
  await page.keyboard.press("Enter");

  await expect(page.getByLabel("Cân nặng")).toBeFocused();
  await page.keyboard.type("61");
  await page.keyboard.press("Enter");
  await page.keyboard.type("120/80");
  await page.keyboard.press("Enter");
  await page.keyboard.type("72");
  await tabTo(page, page.getByRole("radio", { name: "Đều", exact: true }));
  await page.keyboard.press("Space");
  await tabTo(page, page.getByLabel("Hemoglobin"));
  await page.keyboard.type("148");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Enter");
  const progress = await page.getByText(/^0\/\d+ câu$/).textContent();
  const asked = Number(progress?.match(/\/(\d+)/)?.[1]);
  const atHand = page.locator("[data-question]").filter({ has: page.locator(":focus") });
  for (let answered = 0; answered < asked; answered++) {
    await expect(page.getByText(`${answered}/${asked} câu`)).toBeVisible();
    await expect(atHand).toHaveCount(1);
    await page.keyboard.press(asksHealth.test((await atHand.textContent()) ?? "") ? "c" : "k");
  }
  await expect(volumeCard(page, 250)).toBeFocused();
  await page.keyboard.press("ArrowDown");
  await expect(volumeCard(page, 350)).toBeChecked();
  const signed = page.getByLabel("Đã có chữ ký của người hiến trên phiếu giấy");
  await tabTo(page, signed);
  await page.keyboard.press("Space");
  await tabTo(page, page.getByRole("button", { name: /Đủ điều kiện, chuyển lấy máu/ }));
  await page.keyboard.press("Enter");
  await expect(page.getByRole("button", { name: /Bắt đầu lấy máu/ })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByLabel("Mã túi máu")).toBeFocused();
  await page.keyboard.type(bag());
  await page.keyboard.press("Enter");
  await expect(page.getByRole("button", { name: /Ghi nhận lượt hiến/ })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByText("Đã ghi nhận lượt hiến.").first()).toBeVisible();
  // The next person's card may be scanned at once.
  await expect(box).toBeFocused();
  await page.keyboard.type("001099000002");
  await page.keyboard.press("Enter");
  await expectFocusKept(page, "finding the next person");
});

test("each card that nobody's record has begins a registration of its own", async ({ page }) => {
  await signInByForm(page, screener, `/staff/desk/${driveId}`);
  const box = page.getByLabel("Tìm người hiến máu");
  for (const { number, name, born } of [
    { number: "001199000009", name: "Trần Thị Mơ", born: "02/03/1999" },
    { number: "001095000008", name: "Lê Văn Khác", born: "05/06/1995" },
  ]) {
    const sex = name.includes("Thị") ? "Nữ" : "Nam";
    await box.fill(`${number}||${name}|${born.replaceAll("/", "")}|${sex}|Số 1, Phường Hàng Bạc, Hà Nội|25042021`);
    await box.press("Enter");
    await expect(page.getByRole("textbox", { name: "Số giấy tờ", exact: true })).toHaveValue(number);
    await expect(page.getByRole("textbox", { name: "Họ và tên", exact: true })).toHaveValue(name);
    await expect(page.getByRole("textbox", { name: "Ngày sinh", exact: true })).toHaveValue(born);
    await expect(page.getByRole("radio", { name: sex, exact: true })).toBeChecked();
  }
  await expectNoBarriers(page);
});
