import { expect } from "@playwright/test";
import { useWorld } from "../security/world";
import { expectNoBarriers } from "../support/axe";
import { expectErrorsNamed, expectFocusAtWhatIsWrong, expectFocusKept, expectOwnLanguage } from "../support/everyone";
import { test } from "../support/walk";
import { comeIn, wayTo } from "../support/ways";

/** Forms sent with nothing in them, from the keyboard: what is wrong is said at the field, and one can go on from there. */

const world = useWorld();
test.describe.configure({ mode: "parallel" });

const forms = [
  { path: "/sign-in", send: "Gửi mã" },
  { path: "/sign-in/register", more: "?province=01", send: "Đăng ký" },
  { path: "/check", send: "Xem kết quả" },
  { path: "/me/tickets/[id]/declaration", send: "Gửi câu trả lời" },
  { path: "/staff/sign-in", send: "Đăng nhập" },
  { path: "/staff/account", send: "Đổi mật khẩu" },
  { path: "/staff/people/invite", more: "?unit=P96", send: "Gửi lời mời" },
  { path: "/staff/drives/new", send: "Lưu và công bố" },
  { path: "/staff/drives/[id]/put-off", send: "Hủy buổi này" },
  { path: "/staff/drives/[id]/people", send: "Phân công" },
  { path: "/staff/outreach/[id]/withdraw", send: "Gạch bỏ" },
  { path: "/staff/awards/rules/new", more: "?unit=P96", send: "Thêm mức này" },
  { path: "/staff/targets/[unit]/draft", more: "?year=2028", send: "Lưu dự thảo" },
];

for (const { path, more = "", send } of forms) {
  test(`an empty form at ${path} says what it needs`, async ({ page, context }) => {
    const { address, cookie } = await wayTo(world, path);
    await comeIn(context, cookie);
    await page.goto(address + more);
    const button = page.getByRole("button", { name: send, exact: true });
    await expect(button).toBeEnabled();
    await button.focus();
    await page.keyboard.press("Enter");
    await expectErrorsNamed(page);
    await expectFocusAtWhatIsWrong(page, `"${send}" at ${path}`);
    await expectOwnLanguage(page, "vi");
    await expectNoBarriers(page);
  });
}

for (const { path, field, typed, send } of [
  { path: "/sign-in", field: /Số điện thoại hoặc thư/, typed: "0912 345 678", send: "Gửi mã" },
  { path: "/staff/sign-in", field: "Thư điện tử", typed: "ai.do@example.org", send: "Đăng nhập" },
  { path: "/staff/drives/[id]/put-off", field: /Nói rõ hơn/, typed: "Nhà văn hoá mất điện", send: "Hủy buổi này" },
]) {
  test(`${path} keeps what was typed when the server cannot be reached, and sends it afterwards`, async ({
    page,
    context,
  }) => {
    const { address, cookie } = await wayTo(world, path);
    await comeIn(context, cookie);
    await page.goto(address);
    const button = page.getByRole("button", { name: send, exact: true });
    await expect(button).toBeEnabled();
    await page.getByLabel(field).first().fill(typed);
    await context.setOffline(true);
    await button.click();
    await expect(page.getByRole("alert").filter({ hasText: "không kết nối được" })).toBeVisible();
    await expect(page.getByLabel(field).first()).toHaveValue(typed);
    await expectFocusKept(page, `"${send}" at ${path} without a connection`);
    await context.setOffline(false);
    const answer = page.waitForResponse((one) => one.request().method() === "POST");
    await button.click();
    expect((await answer).status()).toBeLessThan(400);
    await expect(page.getByText("không kết nối được")).toHaveCount(0);
  });
}
