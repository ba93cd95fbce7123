import { prepare, withTypeScript } from "../../lib/cli/bootstrap.mjs";

await prepare();
await withTypeScript();
const { bench } = await import("./run.ts");
await bench(process.argv.slice(2));
process.exit();
