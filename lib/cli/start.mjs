import { prepare, withTypeScript } from "./bootstrap.mjs";

await prepare();
await withTypeScript();
const { launch } = await import("./launch.ts");
await launch({ dev: process.argv.includes("--dev") });
