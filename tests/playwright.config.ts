import { defineConfig } from "@playwright/test";

const quietChromium = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--disable-dev-shm-usage",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/**
 * The journeys, then the security of the built site; `npm test -- --only journeys` starts the site they walk through
 * and names it here. Security comes after: it records donations of its own, which a journey counting totals would see.
 */
export default defineConfig({
  projects: [
    { name: "journeys", testDir: "journeys" },
    { name: "security", testDir: "security", dependencies: ["journeys"] },
  ],
  outputDir: "../test-results",
  workers: 2,
  timeout: 120_000,
  expect: { timeout: 10_000 },
  forbidOnly: true,
  reporter: [["list"], ["json"]],
  use: {
    baseURL: process.env.BASE_URL,
    browserName: "chromium",
    launchOptions: { executablePath: process.env.CHROMIUM_PATH, args: quietChromium },
    locale: "vi-VN",
    timezoneId: "Asia/Ho_Chi_Minh",
    viewport: { width: 1440, height: 900 },
    trace: "off",
    screenshot: "only-on-failure",
  },
});
