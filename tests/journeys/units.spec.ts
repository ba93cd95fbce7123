import { expect } from "@playwright/test";
import { expectNoBarriers } from "../support/axe";
import { signInAsStaff, todayHere, typeDay } from "../support/journey";
import { test } from "../support/walk";

test.describe.configure({ mode: "serial", timeout: 180_000 });
test.use({ actionTimeout: 20_000 });

/** A province without drives of the demonstration: what others look at meanwhile stays as it is. */
const province = "11";

test("an administrator merges two communes, sees what is to be reviewed, and undoes it", async ({ page, request }) => {
  const answer = await (await request.get(`/api/v1/units?kind=commune&parent=${province}`)).json();
  const [first, second] = answer.units as { code: string; name: string; fullName: string }[];
  if (!first || !second) throw new Error("The province has no two communes.");
  const before = answer.count as number;

  await signInAsStaff(page, "quantri@demo.giothong.example", "/staff/units");
  await expectNoBarriers(page);
  await page.getByRole("link", { name: "Ghi một thay đổi" }).click();
  await expectNoBarriers(page);
  await page.getByRole("link", { name: /^Sáp nhập/ }).click();
  for (const unit of [first, second]) {
    await page.getByLabel("Tìm đơn vị").fill(unit.code);
    await page.getByRole("button", { name: "Tìm" }).click();
    await page.getByRole("link", { name: `Chọn ${unit.fullName}`, exact: true }).click();
    await expect(page.getByText("Đã chọn")).toBeVisible();
  }
  await expectNoBarriers(page);
  await page.getByRole("link", { name: "Tiếp tục" }).click();

  const name = `Hợp Nhất ${Date.now() % 10_000}`;
  await page.getByLabel("Tên, không kèm cấp").fill(name);
  await page.getByLabel("Loại").selectOption("commune");
  // What was typed is still there when something is refused.
  await page.getByLabel("Mã", { exact: true }).fill("12");
  await typeDay(page, "Ngày ban hành", todayHere());
  await typeDay(page, "Ngày hiệu lực", todayHere());
  await page.getByLabel("Số", { exact: true }).fill("7/NQ-THỬ");
  await page.getByLabel("Cơ quan ban hành").fill("Hội đồng nhân dân thử");
  await expectNoBarriers(page);
  await page.getByRole("button", { name: "Lưu và xem trước" }).click();
  await expect(page.getByText("Phần 1: mã “12” không đúng dạng")).toBeVisible();
  await expectNoBarriers(page);

  await page.getByRole("link", { name: "Sửa bản soạn" }).click();
  await expect(page.getByLabel("Tên, không kèm cấp")).toHaveValue(name);
  await page.getByLabel("Mã", { exact: true }).fill(first.code);
  await page.getByRole("button", { name: "Lưu và xem trước" }).click();
  await expect(page.getByText("Có thể thực hiện.")).toBeVisible();
  await page.getByRole("button", { name: "Thực hiện" }).click();
  await expect(page.getByText("Hãy đánh dấu rằng bạn đã đọc phần xem trước.")).toBeVisible();
  await page.getByText("Tôi đã đọc phần xem trước").click();
  await page.getByRole("button", { name: "Thực hiện" }).click();

  await expect(page.getByText("Đã thực hiện. Danh sách việc cần rà soát đã được lập.")).toBeVisible();
  await expect(page.getByText("Kiện toàn Ban Chỉ đạo").first()).toBeVisible();
  await expectNoBarriers(page);
  const decision = page.url();
  await page
    .getByRole("link", { name: `Xã ${name}` })
    .first()
    .click();
  await expect(page.getByRole("img", { name: /Sơ đồ các đơn vị/ })).toBeVisible();
  await expectNoBarriers(page);

  await page.goto(decision);
  await page.getByRole("link", { name: "Hoàn tác" }).click();
  await page.getByLabel("Vì sao hoàn tác?").fill("Chỉ là thử");
  await expectNoBarriers(page);
  await page.getByRole("button", { name: "Hoàn tác" }).click();
  await expect(page.getByText("Đã hoàn tác: mọi thứ trở lại như trước.")).toBeVisible();
  const again = await (await request.get(`/api/v1/units?kind=commune&parent=${province}`)).json();
  expect(again.count).toBe(before);
});
