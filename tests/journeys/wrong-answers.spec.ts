import { expect, test } from "@playwright/test";
import { useWorld } from "../security/world";
import { expectNoBarriers } from "../support/axe";
import { expectErrorsNamed, expectFocusKept, expectOwnLanguage } from "../support/everyone";
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
    await expectFocusKept(page, `"${send}" at ${path}`);
    await expectOwnLanguage(page, "vi");
    await expectNoBarriers(page);
  });
}
