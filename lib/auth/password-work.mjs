/**
 * The thread in which passwords are hashed and compared, see `passwords.ts`. Plain JavaScript, as a thread begins with
 * a file that Node itself can run.
 */
import { setPriority } from "node:os";
import { parentPort } from "node:worker_threads";
import { hashSync, verifySync } from "@node-rs/argon2";

// On Linux "process 0" is the calling thread alone. Elsewhere it would be the whole site, which must not be slowed.
if (process.platform === "linux") setPriority(0, 10);

parentPort?.on("message", ({ kept, password, cost }) => {
  parentPort?.postMessage(kept === undefined ? hashSync(password, cost) : verifySync(kept, password));
});
