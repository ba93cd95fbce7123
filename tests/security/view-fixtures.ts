import { randomUUID } from "node:crypto";
import { newId } from "@/lib/core/ids";
import type { ActionFixture } from "./fixtures";
import type { Caller, World } from "./world";

/** How the actions of saved views and progress letters are tried: each is about the caller's own. */
export const viewActionFixtures: Readonly<Record<string, ActionFixture>> = {
  saveViewAction: {
    form: () => ({ requestKey: randomUUID(), name: randomUUID(), address: "/staff/progress?year=2025" }),
    placeless: true,
    heard: ["too_many"],
  },
  renameViewAction: {
    form: async (world, caller) => ({ viewId: await newView(world, caller), name: randomUUID() }),
    placeless: true,
  },
  deleteViewAction: { form: async (world, caller) => ({ viewId: await newView(world, caller) }), placeless: true },
  restoreViewAction: { form: async (world, caller) => ({ viewId: await newView(world, caller) }), placeless: true },
  beginLettersAction: { form: () => ({ unitCode: "VN", every: "week", onDay: "1" }), placeless: true },
  stopLettersAction: {
    form: async (world, caller) => ({ letterId: await newLetters(world, caller) }),
    placeless: true,
  },
  stopByLinkAction: { form: () => ({ token: "none.none" }), heard: ["link_wrong"] },
};

/** A view the caller keeps; of nobody's when the caller has no account. */
async function newView(world: World, caller: Caller): Promise<string> {
  const id = newId();
  if (caller.kind !== "staff") return id;
  await world.db.query(
    "INSERT INTO saved_view (id, account_id, name, address, request_key) VALUES ($1, $2, $3, '/staff/progress', $4)",
    [id, caller.accountId, id, randomUUID()],
  );
  return id;
}

/** Letters the caller gets about Hà Nội, ended already so that they stand in nobody's way. */
async function newLetters(world: World, caller: Caller): Promise<string> {
  const id = newId();
  if (caller.kind !== "staff") return id;
  await world.db.query(
    "INSERT INTO progress_letter (id, account_id, unit_code, every, on_day, ended_at) VALUES ($1, $2, '01', 'week', 1, now())",
    [id, caller.accountId],
  );
  return id;
}
