import { expect, type Locator, type Page } from "@playwright/test";
import { demoSignIns } from "@/lib/accounts/demo-sign-ins";
import { partsOf, timeOfDay, todayInVietnam } from "@/lib/core/time";
import { origin } from "../security/site";
import { staffCookie } from "./sign-in";

/**
 * To `path` as a demo sign-in whose door is not what is walked through: many journeys at the form within a quarter of an
 * hour are what its limit takes for guessing.
 */
export async function signInAsStaff(page: Page, email: string, path: string): Promise<void> {
  await page.context().addCookies([await staffCookie(email, origin)]);
  await page.goto(path);
  await expect(page).toHaveURL((url) => url.pathname === path);
}

/** Through the staff's own door, with the password of a demo sign-in, to `path`. */
export async function signInByForm(page: Page, email: string, path: string): Promise<void> {
  const person = demoSignIns.find((one) => one.email === email);
  if (!person) throw new Error(`Nobody of the demonstration signs in as ${email}.`);
  await page.goto(`/staff/sign-in?then=${encodeURIComponent(path)}`);
  await page.getByLabel("Thư điện tử").fill(person.email);
  await page.getByLabel("Mật khẩu").fill(person.password);
  await page.getByRole("button", { name: "Đăng nhập" }).click();
  await page.waitForURL((url) => url.pathname === path);
}

/** Asks for a code at the door where `page` stands, reads it in the local mailbox as anybody would, and types it. */
export async function proveContact(page: Page, phone: string): Promise<void> {
  await page.getByLabel(/Số điện thoại hoặc thư/).fill(phone);
  await page.getByRole("button", { name: "Gửi mã", exact: true }).click();
  const code = page.getByLabel("Mã 6 số");
  await expect(code).toBeVisible();
  await code.fill(await codeSentTo(page, phone));
  await page.getByRole("button", { name: "Đăng nhập", exact: true }).click();
}

/** The code last sent to a contact, as the local mailbox shows it. */
export async function codeSentTo(page: Page, phone: string): Promise<string> {
  const digits = phone.replace(/\D/g, "").replace(/^0/, "");
  const mailbox = await page.context().newPage();
  let code: string | undefined;
  await expect
    .poll(async () => {
      await mailbox.goto("/mailbox");
      const letters = await mailbox.getByRole("listitem").allInnerTexts();
      const own = letters.find((letter) => letter.replace(/\D/g, "").includes(digits) && /\b\d{6}\b/.test(letter));
      code = own?.match(/Giọt Hồng: (\d{6})/)?.[1];
      return code;
    })
    .toBeTruthy();
  await mailbox.close();
  return code as string;
}

/** Minutes of the Vietnamese day that have gone by. */
export function minutesOfToday(): number {
  const [hours = 0, minutes = 0] = timeOfDay(new Date()).split(":").map(Number);
  return hours * 60 + minutes;
}

export function clockOf(minutes: number): string {
  return [Math.floor(minutes / 60), minutes % 60].map((part) => String(part).padStart(2, "0")).join(":");
}

/** Fills a date box of the staff's forms part by part, as one types it. */
export async function typeDay(page: Page, label: string, on: string): Promise<void> {
  const { year, month, day } = partsOf(on as never);
  await page.getByRole("group", { name: label }).getByRole("spinbutton").first().click();
  await page.keyboard.type(`${String(day).padStart(2, "0")}${String(month).padStart(2, "0")}${year}`);
}

export const todayHere = () => todayInVietnam(new Date());

/** Walks on by Tab alone until `goal` has the focus. */
export async function tabTo(page: Page, goal: Locator, most = 80): Promise<void> {
  for (let step = 0; step < most; step++) {
    if (await goal.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press("Tab");
  }
  await expect(goal, "is reached by Tab").toBeFocused();
}
