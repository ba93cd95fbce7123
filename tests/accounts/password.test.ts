import { describe, expect, it } from "vitest";
import { whyNotPassword } from "@/lib/accounts/rules";
import { hashPassword, isPassword, PasswordsBusy, passwordsAtOnce, passwordWork } from "@/lib/auth/passwords";

describe("whyNotPassword", () => {
  it.each([
    ["mưa rào tháng sáu", null],
    ["correct horse battery", null],
    ["Xe đạp của Lan 1998", null],
    ["ngắn quá", "password_too_short"],
    ["x".repeat(201), "password_too_long"],
    ["administrator", "password_common"],
    ["Qwerty123456", "password_common"],
    ["1qaz2wsx3edc", "password_common"],
    ["Mật khẩu 2026!", "password_common"],
    ["matkhau123456", "password_common"],
    ["giothong@2026", "password_common"],
    ["aaaaaaaaaaaa", "password_simple"],
    ["hoa1hoa1hoa1", "password_simple"],
    ["abcdefghijklm", "password_simple"],
    ["890123456789", "password_simple"],
    ["Trịnh Bảo Châu 1", "password_personal"],
    ["baochau.1990!", "password_personal"],
  ])("says of %j: %s", (password, refusal) => {
    expect(whyNotPassword(password, ["trinh.baochau@demo.example", "Trịnh Bảo Châu"])).toBe(refusal);
  });
});

describe("passwords", () => {
  it("are kept as argon2id, never twice the same", async () => {
    const [first, second] = await Promise.all([hashPassword("mưa rào tháng sáu"), hashPassword("mưa rào tháng sáu")]);
    expect(first).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(first).not.toBe(second);
    expect(await isPassword(first, "mưa rào tháng sáu")).toBe(true);
    expect(await isPassword(first, "mưa rào tháng bảy")).toBe(false);
  });

  it("are never right where there is no account", async () => {
    expect(await isPassword(null, "a password nobody has")).toBe(false);
  });

  it("are checked one or two at a time, a few may wait, the rest is refused at once", async () => {
    const answers = Array.from({ length: 40 }, () => isPassword(null, "x"));
    expect(passwordWork()).toEqual({ running: passwordsAtOnce, waiting: 12 });
    const settled = await Promise.allSettled(answers);
    const refused = settled.filter((one) => one.status === "rejected" && one.reason instanceof PasswordsBusy);
    expect(refused).toHaveLength(40 - passwordsAtOnce - 12);
    expect(passwordWork()).toEqual({ running: 0, waiting: 0 });
  });
});
