import { expect } from "@playwright/test";
import { addDays } from "@/lib/core/time";
import { proveContact, todayHere } from "../support/journey";
import { test } from "../support/walk";

test.use({ javaScriptEnabled: false, viewport: { width: 390, height: 844 } });

test("somebody new registers, books a place, moves it and gives it back on a phone without script", async ({
  page,
  request,
}) => {
  const from = addDays(todayHere(), 1);
  const answer = await request.get(`/api/v1/drives?province=01&from=${from}&to=${addDays(from, 20)}`);
  const { drives } = await answer.json();
  const drive = drives.find(({ freePlaces }: { freePlaces: number }) => freePlaces > 2);
  await page.goto(`/drives/${drive.id}`);
  await page.locator(`a[href*="/drives/${drive.id}/book?slot="]`).first().click();
  await proveContact(page, `0901${String(Date.now()).slice(-6)}`);

  await page.getByLabel("Tỉnh, thành phố").selectOption({ label: "Hà Nội" });
  await page.getByRole("button", { name: "Tiếp tục" }).click();
  await page.getByRole("button", { name: "Đăng ký", exact: true }).click();
  await expect(page.getByText("Hãy điền mục này.").first()).toBeVisible();
  await page.getByLabel("Họ và tên").fill("Đỗ Thị Không Lệnh");
  await page.getByLabel("Ngày sinh", { exact: true }).fill("1998-04-30");
  await page.getByRole("radio", { name: "Nữ" }).check();
  await page.getByLabel("Xã, phường, đặc khu").selectOption({ index: 1 });
  await page.getByLabel("Bạn thuộc nhóm nào?").selectOption({ index: 1 });
  await page.getByRole("checkbox", { name: /cần có/ }).check();
  await page.getByRole("button", { name: "Đăng ký", exact: true }).click();

  await page.getByRole("button", { name: "Bỏ qua, trả lời tại bàn khám" }).click();
  await page.getByRole("button", { name: "Đặt chỗ này" }).click();
  await expect(page.getByText("Đã đặt chỗ.")).toBeVisible();
  await expect(page.getByRole("img", { name: /Mã QR của phiếu/ })).toBeVisible();

  await page.getByRole("link", { name: "Đổi lịch" }).click();
  await page.getByRole("radio").and(page.locator(":enabled")).last().check();
  await page.getByRole("button", { name: "Đổi sang giờ này" }).click();
  await expect(page.getByText("Đã đổi lịch.")).toBeVisible();

  await page.getByRole("link", { name: "Hủy lịch" }).click();
  await page.getByRole("button", { name: "Hủy lịch" }).click();
  await expect(page.getByText("Lịch này đã hủy.")).toBeVisible();
});
