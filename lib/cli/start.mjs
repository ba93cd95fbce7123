import { prepare, requireNode, withTypeScript } from "./bootstrap.mjs";
import { requireFreeOfStrangers, wantedPort } from "./port.mjs";

requireNode();
const port = wantedPort();
await requireFreeOfStrangers(port);
await prepare();
await withTypeScript();
const { launch } = await import("./launch.ts");
await launch({ dev: process.argv.includes("--dev"), port });
