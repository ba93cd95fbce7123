import { expect, it } from "vitest";
import { stepCampaignInput } from "@/lib/campaigns/own/schema";
import { campaignKey, campaignKeyMost, sourceLine } from "@/lib/campaigns/rules";

const nothing = { decisionNumber: null, decidedOn: null, signatory: null, address: null };

it.each([
  [nothing, "Hội Chữ thập đỏ"],
  [{ ...nothing, decisionNumber: "12/QĐ-BCĐ", decidedOn: "2030-01-05" }, "12/QĐ-BCĐ, 05/01/2030"],
  [
    { decisionNumber: "12/QĐ-BCĐ", decidedOn: "2030-01-05", signatory: "Nguyễn Thử", address: "https://a.vn/b" },
    "12/QĐ-BCĐ, 05/01/2030, Nguyễn Thử; https://a.vn/b",
  ],
])("a source is told as people write it: %o", (source, line) => {
  expect(sourceLine(source, "Hội Chữ thập đỏ")).toBe(line);
});

it.each(["P01", "P08-2025", `M${"9".repeat(29)}`])("the key of a campaign of %s fits into every address", (unitId) => {
  const key = campaignKey(unitId, `${"giot hong ".repeat(4)}`, "01900000-0000-7000-8000-000000000000");
  expect(key.length).toBeLessThanOrEqual(campaignKeyMost);
  expect(stepCampaignInput.safeParse({ campaignId: key, step: "end" }).success).toBe(true);
});
