import { prepare, withTypeScript } from "./bootstrap.mjs";

await prepare();
await withTypeScript();
const { runTests } = await import("./run-tests.ts");
await runTests(process.argv.slice(2));
process.exit();
