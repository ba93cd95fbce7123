import { mint, type SystemActor } from "./actor";

/** The actor of a program that somebody with the keys of the server runs; imported by `lib/cli` and `lib/jobs` alone. */
export function systemActor(name: string): SystemActor {
  return mint<SystemActor>({ kind: "system", name });
}
