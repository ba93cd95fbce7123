import { type BrowserContext, expect, type Locator, type Page } from "@playwright/test";
import { Pool } from "pg";
import { addDays, instantInVietnam, todayInVietnam } from "@/lib/core/time";
import { closePool } from "@/lib/db/pool";
import { expectNoBarriers } from "../support/axe";
import { addConsent, addDonor, addDrive, addSlot, addVenue } from "../support/facts";
import { codeSentTo, tabTo } from "../support/journey";
import { donorCookie } from "../support/sign-in";
import { patient, test } from "../support/walk";

/** A donor on a small screen, from the list to the ticket: with script, without it, and with the keyboard alone. */

const owner = new Pool({ connectionString: process.env.DATABASE_OWNER_URL, max: 2 });
const heldOn = addDays(todayInVietnam(new Date()), 3);

test.use({ viewport: { width: 390, height: 844 } });
test.afterAll(async () => {
  await Promise.all([owner.end(), closePool()]);
});

/** A drive of its own for each journey, so that none takes another's places. */
async function drive(name: string, hours: { time: string; capacity: number }[]) {
  const place = { provinceId: "P01", communeId: "C00004" };
  const venue = await addVenue(owner, { ...place, name: `${name} ${Math.random().toString(36).slice(2, 8)}` });
  const made = await addDrive(owner, {
    ...place,
    venueId: String(venue.id),
    heldOn,
    startsAt: instantInVietnam(heldOn, "07:30"),
    endsAt: instantInVietnam(heldOn, "11:30"),
    status: "published",
    publishedAt: new Date(),
  });
  const slots: Record<string, string> = {};
  for (const { time, capacity } of hours) {
    const startsAt = instantInVietnam(heldOn, time);
    const slot = await addSlot(owner, {
      driveId: String(made.id),
      startsAt,
      endsAt: new Date(startsAt.getTime() + 15 * 60_000),
      capacity,
    });
    slots[time] = String(slot.id);
  }
  return { id: String(made.id), venue: String(venue.name), slots };
}

const morning = [
  { time: "07:30", capacity: 12 },
  { time: "07:45", capacity: 12 },
  { time: "08:00", capacity: 12 },
];

async function signIn(context: BrowserContext, consented = true): Promise<string> {
  const phone = `+8491${Math.floor(1_000_000 + Math.random() * 8_999_999)}`;
  const donor = await addDonor(owner, { phone });
  if (consented) await addConsent(owner, { donorId: String(donor.id) });
  await context.addCookies([await donorCookie(phone, String(donor.id), process.env.BASE_URL)]);
  return String(donor.id);
}

async function fill(slotId: string | undefined) {
  await owner.query("UPDATE slot SET booked = capacity WHERE id = $1", [slotId]);
}

const hour = (page: Page, time: string) => page.getByRole("radio", { name: new RegExp(time) });

/** Steps one and two: the hour, and no answers at home. */
async function toTheLastStep(page: Page, driveId: string, time: string) {
  await page.goto(`/drives/${driveId}/book`);
  await hour(page, time).check();
  await page.getByRole("button", { name: "Tiếp tục" }).click();
  await page.getByRole("button", { name: "Bỏ qua" }).click();
  await expect(page.getByRole("heading", { name: "Xác nhận lịch hẹn" })).toBeVisible();
}

async function book(page: Page, driveId: string, time: string) {
  await toTheLastStep(page, driveId, time);
  await page.getByRole("button", { name: "Đặt chỗ này" }).click();
  await page.waitForURL(/\/me\/tickets\/[^/]+\?new=1$/);
}

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "with script" : "without script", () => {
    test.use({ javaScriptEnabled });

    test("a newcomer finds a drive, chooses an hour, agrees, and holds a ticket", async ({ page, context }) => {
      const { venue } = await drive("Nhà văn hoá Thử nghiệm", morning);
      await page.goto("/");
      await page.getByRole("searchbox").fill(venue.replace("Nhà văn hoá", "nha van hoa").replace("nghiệm", "nghiem"));
      await page.getByRole("button", { name: "Tìm", exact: true }).click();
      await page.getByRole("link", { name: venue }).click();
      await expect(page.getByRole("heading", { level: 1, name: venue })).toBeVisible();
      if (javaScriptEnabled) await expectNoBarriers(page);

      await page.getByRole("link", { name: /07:45/ }).click();
      await expect(page).toHaveURL(/\/sign-in\?then=/);
      const back = new URL(page.url()).searchParams.get("then") ?? "";
      await signIn(context, false);
      await page.goto(back);
      await expect(page.getByText("Bước 2/3")).toBeVisible();
      if (javaScriptEnabled) await expectNoBarriers(page);
      await page.getByRole("button", { name: "Bỏ qua" }).click();

      await expect(page.getByText("Bước 3/3")).toBeVisible();
      const consents = page.getByRole("checkbox");
      await expect(consents).toHaveCount(2);
      for (const box of await consents.all()) await expect(box).not.toBeChecked();
      await page.getByRole("button", { name: "Đặt chỗ này" }).click();
      await expect(page.getByText(/bạn cần đồng ý cho lưu hồ sơ/).first()).toBeVisible();
      await page.getByRole("checkbox", { name: /Lưu hồ sơ hiến máu/ }).check();
      if (javaScriptEnabled) await expectNoBarriers(page);
      await page.getByRole("button", { name: "Đặt chỗ này" }).click();

      await page.waitForURL(/\/me\/tickets\/[^/]+\?new=1$/);
      await expect(page.getByRole("status")).toContainText("Đã đặt chỗ");
      await expect(page.getByRole("img", { name: /Mã QR/ })).toBeVisible();
      await expect(page.getByText(/^[0-9A-Z]{4} [0-9A-Z]{4}$/)).toBeVisible();
      if (javaScriptEnabled) await expectNoBarriers(page);
    });

    test("a slot that fills meanwhile is refused at the field, and the other hours are there to choose", async ({
      page,
      context,
    }) => {
      const { id, slots } = await drive("Hội trường Đầy chỗ", morning);
      await signIn(context);
      await toTheLastStep(page, id, "07:30");
      await fill(slots["07:30"]);
      await page.getByRole("button", { name: "Đặt chỗ này" }).click();
      await expect(page.getByText(/vừa hết chỗ/).first()).toBeVisible();
      await expect(hour(page, "07:30")).toBeDisabled();
      await hour(page, "08:00").check();
      await page.getByRole("button", { name: "Đặt chỗ này" }).click();
      await page.waitForURL(/\/me\/tickets\//);
      await expect(page.getByText(/^08:00,/)).toBeVisible();
    });

    test("a booking is moved to another hour and keeps its code, then cancelled", async ({ page, context }) => {
      const { id } = await drive("Trường Đổi lịch", morning);
      await signIn(context);
      await book(page, id, "07:30");
      const code = (await page.getByText(/^[0-9A-Z]{4} [0-9A-Z]{4}$/).textContent()) ?? "";
      await page.getByRole("link", { name: "Đổi lịch" }).click();
      await page.waitForURL(/\/move/);
      if (javaScriptEnabled) await expectNoBarriers(page);
      await hour(page, "08:00").check();
      await page.getByRole("button", { name: "Đổi sang giờ này" }).click();
      await page.waitForURL(/moved=1$/);
      await expect(page.getByText(code)).toBeVisible();
      await expect(page.getByText(/^08:00,/)).toBeVisible();

      await page.getByRole("link", { name: "Hủy lịch" }).click();
      if (javaScriptEnabled) await expectNoBarriers(page);
      await page.getByRole("button", { name: "Hủy lịch" }).click();
      await expect(page.getByText("Lịch này đã hủy.")).toBeVisible();
      const { rows } = await owner.query("SELECT sum(booked)::int AS booked FROM slot WHERE drive_id = $1", [id]);
      expect(rows[0].booked).toBe(0);
      await page.goto("/me");
      await expect(page.getByText("Bạn chưa có lịch hẹn")).toBeVisible();
      if (javaScriptEnabled) await expectNoBarriers(page);
    });

    test("the self-check answers with the first allowed day, and nothing of it stands in the address", async ({
      page,
    }) => {
      await page.goto("/check");
      await page.getByRole("button", { name: "Xem kết quả" }).click();
      await expect(page.getByText("Hãy cho biết ngày sinh")).toBeVisible();
      await page.getByLabel("Ngày sinh").fill("1999-05-20");
      await page.getByLabel("Cân nặng").fill("52,5");
      await page.getByRole("radio", { name: "Nam", exact: true }).check();
      const names = await page
        .locator('input[type=radio][name^="q."]')
        .evaluateAll((radios) => [...new Set(radios.map((radio) => (radio as HTMLInputElement).name))]);
      for (const name of names) {
        const no = page.locator(`input[name="${name}"][value=no]`);
        if (await no.isVisible()) await no.check();
      }
      await page.locator('input[name="q.well_today"][value=yes]').check();
      await page.locator('input[name="q.past_6_months_skin"][value=yes]').check();
      await page.getByRole("checkbox", { name: /Xăm/ }).check();
      const tattooOn = addDays(todayInVietnam(new Date()), -10);
      await page.locator('input[name="d.past_6_months_skin"]').fill(tattooOn);
      await page.getByRole("button", { name: "Xem kết quả" }).click();
      await expect(page.getByRole("status")).toContainText("Bạn hiến được từ ngày");
      expect(new URL(page.url()).search).toBe("");
      if (javaScriptEnabled) await expectNoBarriers(page);
    });
  });
}

test("a drive without a free place offers other drives, not hours that nobody can choose", async ({
  page,
  context,
}) => {
  const { id, slots } = await drive("Hội trường Kín chỗ", morning);
  await drive("Hội trường Còn chỗ", morning);
  for (const slot of Object.values(slots)) await fill(slot);
  await signIn(context);
  for (const path of [`/drives/${id}`, `/drives/${id}/book`, `/drives/${id}/book?slot=${slots["07:30"]}`]) {
    await page.goto(path);
    await expect(page.getByText("Đã hết chỗ đặt trước.")).toBeVisible();
    await expect(page.getByRole("heading", { name: "Các buổi khác gần đó" })).toBeVisible();
    await expect(page.getByRole("button", { name: "Tiếp tục" })).toHaveCount(0);
    await expectNoBarriers(page);
  }
});

test("with the keyboard alone: an hour, the steps, the ticket", async ({ page, context }) => {
  const { id } = await drive("Bàn phím", morning);
  await signIn(context);
  await page.goto(`/drives/${id}/book`);
  await page.getByRole("radio").first().focus();
  await page.keyboard.press("ArrowRight");
  await expect(hour(page, "07:45")).toBeChecked();
  await page.keyboard.press("Tab");
  await expect(page.getByRole("button", { name: "Tiếp tục" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByText("Bước 2/3")).toBeVisible();
  await page.getByRole("link", { name: "Quay lại" }).focus();
  await page.keyboard.press("Tab");
  await expect(page.getByRole("button", { name: "Bỏ qua" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "Xác nhận lịch hẹn" })).toBeFocused();
  for (let presses = 0; presses < 8; presses += 1) {
    await page.keyboard.press("Tab");
    if (await page.getByRole("button", { name: "Đặt chỗ này" }).evaluate((button) => button === document.activeElement))
      break;
  }
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/me\/tickets\/[^/]+\?new=1$/);
});

test("with the keyboard alone: from the home page, through the sign-in, to the ticket", async ({ page }) => {
  test.setTimeout(120_000);
  const { venue } = await drive("Từ đầu bằng phím", morning);
  const digits = `91${Math.floor(1_000_000 + Math.random() * 8_999_999)}`;
  const donor = await addDonor(owner, { phone: `+84${digits}` });
  await addConsent(owner, { donorId: String(donor.id) });
  const press = async (goal: Locator, key = "Enter") => {
    await tabTo(page, goal);
    await page.keyboard.press(key);
  };

  await page.goto("/");
  await tabTo(page, page.getByRole("searchbox"));
  await page.keyboard.type(venue);
  await page.keyboard.press("Enter");
  await press(page.getByRole("link", { name: venue }));
  await page.waitForURL(/\/drives\//);
  await press(page.getByRole("link", { name: /07:45/ }));
  await page.waitForURL(/\/sign-in/);

  await tabTo(page, page.getByLabel(/Số điện thoại hoặc thư/));
  await page.keyboard.type(`0${digits}`);
  await page.keyboard.press("Enter");
  await expect(page.getByLabel("Mã 6 số")).toBeFocused();
  const code = await codeSentTo(page, `0${digits}`);
  await page.keyboard.type(code);
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/who|\/book/);
  if (page.url().includes("/who")) {
    await press(page.getByRole("radio").first(), "Space");
    await press(page.getByRole("button", { name: "Tiếp tục" }));
    await page.waitForURL(/\/book/);
  }

  await press(page.getByRole("button", { name: "Bỏ qua" }));
  await expect(page.getByRole("heading", { name: "Xác nhận lịch hẹn" })).toBeFocused();
  await press(page.getByRole("button", { name: "Đặt chỗ này" }));
  await page.waitForURL(/\/me\/tickets\/[^/]+\?new=1$/);
  await expect(page.getByRole("status")).toContainText("Đã đặt chỗ");
});

test("somebody else's ticket is not there", async ({ page, context, browser }) => {
  const { id } = await drive("Của người khác", morning);
  await signIn(context);
  await book(page, id, "07:30");
  const address = page.url().split("?")[0] as string;
  const other = await browser.newContext();
  await signIn(other);
  const visit = await patient(await other.newPage());
  for (const path of ["", "/move", "/cancel", "/declaration", "/calendar.ics"]) {
    expect((await visit.goto(`${address}${path}`).catch(() => null))?.status() ?? 404).toBe(404);
  }
  await other.close();
});
