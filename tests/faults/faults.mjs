import { prepare, withTypeScript } from "../../lib/cli/bootstrap.mjs";

await prepare();
await withTypeScript();
const { runFaults } = await import("./run.ts");
await runFaults(process.argv.slice(2));
process.exit();
