import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { runProgram, runTool, tools } from "@/lib/cli/run";
import { say, Trouble } from "@/lib/cli/say";

/** The Chromium the journeys run in: the one named, one of this machine, Playwright's own, else one we install. */
export async function findChromium(): Promise<string> {
  const named = process.env.CHROMIUM_PATH;
  if (named && !existsSync(named))
    throw new Trouble(`CHROMIUM_PATH names ${named}, which is not there: mend it or unset it.`);
  const found = named ?? (await installed());
  if (found) return found;
  await install();
  const made = await installed();
  if (made) return made;
  throw new Trouble(
    "The journeys need Chromium and none was found or could be installed: install it (`apt-get install chromium`, or `npx playwright install --with-deps chromium`) or name one with CHROMIUM_PATH, then run again.",
  );
}

async function installed(): Promise<string | undefined> {
  const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
  const folders = (process.env.PATH ?? "").split(delimiter).concat("/usr/bin", "/usr/local/bin");
  const candidates = names.flatMap((name) => folders.map((folder) => join(folder, name)));
  const mac = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome";
  const { chromium } = await import("@playwright/test");
  for (const path of [...candidates, mac, chromium.executablePath()])
    if (existsSync(path) && (await runs(path))) return path;
  return undefined;
}

/** Ubuntu's `chromium` may be a script that only says where the snap is. */
async function runs(path: string): Promise<boolean> {
  return (await runProgram(path, ["--version", "--no-sandbox"], { quiet: true })).code === 0;
}

async function install(): Promise<void> {
  say.doing("Installing Chromium for the journeys");
  if (process.getuid?.() === 0) {
    const env = { DEBIAN_FRONTEND: "noninteractive" };
    const updated = await runProgram("apt-get", ["update", "-qq"], { env, quiet: true });
    if (updated.code === 0)
      await runProgram("apt-get", ["install", "-y", "-qq", "--no-install-recommends", "chromium"], {
        env,
        quiet: true,
      });
  }
  if (!(await installed())) await runTool(tools.playwright, ["install", "chromium"], { quiet: true });
}
