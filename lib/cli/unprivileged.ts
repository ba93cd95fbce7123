import { spawnSync } from "node:child_process";
import { accessSync, constants, readFileSync } from "node:fs";
import { Trouble } from "@/lib/cli/say";

/** The user a program runs as; empty means "as we are". */
export type RunAs = { uid?: number; gid?: number };

/** Postgres refuses to run as root. This finds, or makes, the user it runs as when we are root. */
export function databaseUser(): RunAs {
  if (process.getuid?.() !== 0) return {};
  const user = lookUp("giothong") ?? lookUp("postgres") ?? create("giothong") ?? lookUp("nobody");
  if (user) return user;
  throw new Trouble(
    "Postgres does not run as root and no other user could be made: run `useradd --system giothong` and start again, or start as an ordinary user.",
  );
}

/** Whether that user may enter a folder and write in it, or may run a program. Asked by trying, so that every kind of permission counts. */
export function mayUse(path: string, how: "write" | "run", as: RunAs): boolean {
  if (as.uid === undefined) {
    try {
      accessSync(path, how === "write" ? constants.W_OK | constants.X_OK : constants.X_OK);
      return true;
    } catch {
      return false;
    }
  }
  const test = how === "write" ? '[ -w "$0" ] && [ -x "$0" ]' : '[ -x "$0" ]';
  return spawnSync("/bin/sh", ["-c", test, path], { ...as, cwd: "/", stdio: "ignore" }).status === 0;
}

function lookUp(name: string): RunAs | null {
  try {
    const line = readFileSync("/etc/passwd", "utf8")
      .split("\n")
      .find((entry) => entry.startsWith(`${name}:`));
    const [, , uid, gid] = line?.split(":") ?? [];
    return uid && gid ? { uid: Number(uid), gid: Number(gid) } : null;
  } catch {
    return null;
  }
}

function create(name: string): RunAs | null {
  const options = ["--system", "--no-create-home", "--home-dir", "/nonexistent", "--shell", "/usr/sbin/nologin"];
  spawnSync("useradd", [...options, "--user-group", name], { stdio: "ignore" });
  return lookUp(name);
}
