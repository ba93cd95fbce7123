import type { Grant } from "./roles";

declare const proven: unique symbol;

/** Somebody who signed in with e-mail and password; only `lib/auth` makes one, from a live session. */
export interface StaffActor {
  readonly kind: "staff";
  readonly accountId: string;
  readonly name: string;
  readonly sessionId: string;
  readonly grants: readonly Grant[];
  readonly [proven]: true;
}

/** A person on their own page; the phone or e-mail was proven by a one-time code. */
export interface DonorActor {
  readonly kind: "donor";
  readonly donorId: string;
  readonly contact: string;
  readonly sessionId: string;
  readonly [proven]: true;
}

/** The contact was proven, the person is not chosen yet: one phone may belong to several people. */
export interface ContactActor {
  readonly kind: "contact";
  readonly contact: string;
  readonly sessionId: string;
  readonly [proven]: true;
}

/** The worker and the programs of `lib/cli`. */
export interface SystemActor {
  readonly kind: "system";
  readonly name: string;
  readonly [proven]: true;
}

export type Actor = StaffActor | DonorActor | ContactActor | SystemActor;

type Unproven<A> = A extends Actor ? Omit<A, typeof proven> : never;

/** Makes an actor out of what a live session proved. Imported by `lib/auth` and `lib/jobs` alone (a test watches). */
export function mint<A extends Actor>(facts: Unproven<A>): A {
  return facts as unknown as A;
}
