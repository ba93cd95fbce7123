import { checkSources } from "@/lib/cli/checks";
import { runTool, tools } from "@/lib/cli/run";
import { command } from "@/lib/cli/say";

/** `npm run check`: format, lint, types and architecture; what can be told without running anything. */
await command(async () => {
  const { failed } = await checkSources();
  const rooms = ["run", "--config", "tests/vitest.config.ts", "--project", "unit", "tests/architecture.test.ts"];
  const { code } = await runTool(tools.vitest, rooms);
  if (failed > 0 || code !== 0) process.exitCode = 1;
});
