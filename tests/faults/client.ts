import { randomInt } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import type { Asked, History } from "./history";
import { type Answer, actionRequest, ask, saidBy, type Wanted } from "./requests";
import { type Bleeding, freshBag, freshKey, type Person } from "./world";

/** Something a client wants, with the key it made before it asked for the first time. */
export interface Wish extends Asked {
  readonly request: Wanted;
}

export function bookingWish(driveId: string, slotId: string, person: Person, key = freshKey()): Wish {
  return {
    what: "booking",
    key,
    about: slotId,
    donorId: person.donorId,
    request: actionRequest(
      "bookSlotAction",
      `/drives/${driveId}/book?slot=${slotId}`,
      { slotId, requestKey: key, step: "confirm" },
      person.cookie,
    ),
  };
}

export function donationWish(
  drive: { driveId: string; cookie: string },
  bleeding: Bleeding,
  { key = freshKey(), number = freshBag(), volumeMl = 350 } = {},
): Wish {
  const { driveId } = drive;
  return {
    what: "donation",
    key,
    about: bleeding.visitId,
    donorId: bleeding.donorId,
    request: actionRequest(
      "recordDonationAction",
      `/staff/desk/${driveId}`,
      {
        driveId,
        visitId: bleeding.visitId,
        requestKey: key,
        number,
        kind: "voluntary",
        component: "whole_blood",
        volumeMl: String(volumeMl),
      },
      drive.cookie,
    ),
  };
}

/** Refusals that say "try again in a moment": the deed was not done, or nobody knows. */
const notYet = new Set(["unavailable", "busy"]);

/** Asks once and writes it down; true when the answer settles the matter. */
export async function askOnce(
  port: number,
  wish: Wish,
  history: History,
): Promise<{ settled: boolean; answer: Answer }> {
  const { request, ...asked } = wish;
  history.note({ ...asked, said: "asked" });
  const answer = await ask(port, request);
  const said = saidBy(answer);
  if (said === null || ("refused" in said && notYet.has(said.refused))) {
    history.note({ ...asked, said: "unknown", status: answer.status });
    return { settled: false, answer };
  }
  if ("refused" in said) history.note({ ...asked, said: "refused", word: said.refused });
  else history.note({ ...asked, said: "done", id: idIn(said.done) });
  return { settled: true, answer };
}

/** Asks with the same key until it is settled, as a person does who presses again. */
export async function askUntilSettled(
  port: () => number,
  wish: Wish,
  history: History,
  onAnswer: (answer: Answer) => void = () => {},
): Promise<void> {
  for (let attempt = 0; attempt < 400; attempt += 1) {
    const { settled, answer } = await askOnce(port(), wish, history);
    onAnswer(answer);
    if (settled) return;
    await wait(50 + randomInt(Math.min(1_000, 50 * 2 ** attempt)));
  }
  throw new Error(`A ${wish.what} was never answered.`);
}

/** The ticket's id in the address an answer leads to. */
const idIn = (path: string): string | null => /\/me\/tickets\/([0-9a-f-]{36})/.exec(path)?.[1] ?? null;
