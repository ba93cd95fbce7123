import { runTool, tools } from "@/lib/cli/run";
import { say } from "@/lib/cli/say";

export interface Counts {
  passed: number;
  failed: number;
}

/** Format and lint, then types; each counts as one. */
export async function checkSources(): Promise<Counts> {
  const results = [await formatAndLint(), await types()];
  return { passed: results.filter(Boolean).length, failed: results.filter((passed) => !passed).length };
}

async function formatAndLint(): Promise<boolean> {
  const began = Date.now();
  const { code, output } = await runTool(tools.biome, ["ci", "--error-on-warnings", "--colors=off"], { quiet: true });
  return tell("Format and lint", code, output, began, "`npx biome check --write` mends most of it");
}

/**
 * Next writes the types of its routes first: a fresh checkout has none. The tests' own tsconfig leaves out what earlier
 * builds and dev servers have written of routes that may be gone by now.
 */
async function types(): Promise<boolean> {
  const began = Date.now();
  const routes = await runTool(tools.next, ["typegen"], { quiet: true, env: { NEXT_TELEMETRY_DISABLED: "1" } });
  if (routes.code !== 0) return tell("Types of the routes", routes.code, routes.output, began);
  const { code, output } = await runTool(tools.tsc, ["--project", "tests/tsconfig.json", "--pretty", "false"], {
    quiet: true,
  });
  return tell("Types", code, output, began);
}

function tell(what: string, code: number, output: string, began: number, advice?: string): boolean {
  if (code === 0) say.done(what, began);
  else {
    process.stderr.write(`${output.trim()}\n`);
    say.failed(`${what}: the lines above say what is wrong${advice ? `; ${advice}` : ""}.`);
  }
  return code === 0;
}
