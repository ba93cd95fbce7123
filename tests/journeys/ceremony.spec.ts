import { expect } from "@playwright/test";
import { expectNoBarriers } from "../support/axe";
import { signInAsStaff } from "../support/journey";
import { test } from "../support/walk";

const base = "/staff/awards";

test("an awards officer writes a template with a placeholder misspelt, sees what is meant, looks at the paper and saves", async ({
  page,
}) => {
  await signInAsStaff(page, "tonvinh@demo.giothong.example", `${base}/templates`);
  await page.getByRole("link", { name: "Hội Chữ thập đỏ thành phố Hà Nội" }).click();
  await expectNoBarriers(page);
  await page.getByRole("link", { name: "Thêm mẫu" }).click();
  await page.getByLabel("Tên mẫu").fill("Cúp gia đình");
  await page.getByLabel("Dùng cho").selectOption("cup");
  const body = page.getByLabel("Nội dung", { exact: true });
  await body.fill("Trao tặng\n{tên}\n{reason}");
  await page.getByRole("button", { name: "Lưu mẫu mới" }).click();
  await expect(page.getByText("Không có chỗ điền {tên}. Có phải ý bạn là {name}?").first()).toBeVisible();
  await expect(body).toHaveValue("Trao tặng\n{tên}\n{reason}");
  await body.fill("Trao tặng\n{name}\n{reason}");
  const picture = page.getByRole("img", { name: "Hình xem thử" });
  await expect(picture).toContainText("Trao tặng");
  await expect(picture).toContainText("Nguyễn Thị Minh Họa");
  await expectNoBarriers(page);
  await page.getByRole("button", { name: "Lưu mẫu mới" }).click();
  await expect(page.getByText("Đã lưu mẫu.")).toBeVisible();
  await expect(page.getByRole("heading", { name: "Cúp gia đình" })).toBeVisible();
});

test("the evening before a ceremony: two change places, somebody moves to a free seat, the rest is invited, papers are printed", async ({
  page,
}) => {
  await signInAsStaff(page, "tonvinh@demo.giothong.example", base);
  await page.getByRole("link", { name: /Tôn vinh người hiến máu tiêu biểu/ }).click();
  for (const [what, format] of [
    ["Tờ trình", "PDF"],
    ["Tờ trình", "Word"],
    [/Quyết định .*/, "PDF"],
  ] as const) {
    const link = page
      .getByRole("link", { name: new RegExp(`${typeof what === "string" ? what : what.source} dạng ${format}`) })
      .first();
    const answer = await page.request.get((await link.getAttribute("href")) ?? "");
    expect(answer.status()).toBe(200);
    expect((await answer.body()).subarray(0, 4).toString()).toBe(format === "PDF" ? "%PDF" : "PK\u0003\u0004");
  }
  await page.getByRole("link", { name: "Chỗ ngồi, giấy mời" }).click();
  await expectNoBarriers(page);

  const seat = (name: string) => page.getByRole("link", { name: new RegExp(`^Ghế ${name}[: ]`) });
  const sits = async (name: string) => (await seat(name).locator(".sr-only").textContent())?.split(": ")[1] ?? "";
  const [first, second] = [await sits("B1"), await sits("B2")];
  await seat("B1").click();
  await page.getByLabel("Ghế mới").fill("B2");
  await page.getByRole("button", { name: "Chuyển tới" }).click();
  await expect(page.getByText(`Ghế B2 đang là của ${second}.`).first()).toBeVisible();
  await page.getByRole("button", { name: "Đổi chỗ với người ngồi đó" }).click();
  await expect(page.getByText("Đã đổi chỗ: ghế B2.")).toBeVisible();
  expect(await sits("B2")).toBe(first);
  expect(await sits("B1")).toBe(second);

  await page.getByRole("link", { name: first }).last().click();
  await page.getByLabel("Ghế mới").fill("a1");
  await page.getByRole("button", { name: "Chuyển tới" }).click();
  await expect(page.getByText("Đã đổi chỗ: ghế A1.")).toBeVisible();
  expect(await sits("A1")).toBe(first);

  await page.getByRole("button", { name: /Ghi đã mời/ }).click();
  await expect(page.getByText(/Đã ghi mời \d+ người/)).toBeVisible();
  await expect(page.getByRole("button", { name: /Ghi đã mời/ })).toHaveCount(0);
  const print = page.getByRole("link", { name: /In \d+ giấy mời/ });
  const paper = await page.request.get((await print.getAttribute("href")) ?? "");
  expect(paper.headers()["content-type"]).toBe("application/pdf");
  for (const width of [1280, 390]) {
    await page.setViewportSize({ width, height: 800 });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    await expectNoBarriers(page);
  }
});
