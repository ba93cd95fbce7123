import { closePool } from "@/lib/db/pool";
import { staffCookie } from "./sign-in";

// `npx tsx tests/support/print-cookie.ts somebody@…`: a cookie for a look at staff pages without typing a password.
const cookie = await staffCookie(process.argv[2] ?? "");
process.stdout.write(`${cookie.name}=${cookie.value}\n`);
await closePool();
