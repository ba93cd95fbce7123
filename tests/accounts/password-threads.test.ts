import { afterEach, expect, it, vi } from "vitest";
import { hashPassword, isPassword, passwordWork } from "@/lib/auth/passwords";

const machine = vi.hoisted(() => ({ givesNoThread: false }));
vi.mock("node:worker_threads", async (original) => {
  const real = await original<typeof import("node:worker_threads")>();
  class Worker extends real.Worker {
    constructor(...given: ConstructorParameters<typeof real.Worker>) {
      if (machine.givesNoThread) throw new Error("Worker initialization failure: EAGAIN");
      super(...given);
    }
  }
  return { ...real, default: real, Worker };
});

afterEach(() => {
  machine.givesNoThread = false;
});

it("a machine that gives no thread for a while fails those sign-ins alone, and holds nobody up later", async () => {
  machine.givesNoThread = true;
  const failed = await Promise.allSettled([1, 2, 3, 4].map(() => isPassword(null, "x")));
  expect(failed.map(({ status }) => status)).toEqual(Array(4).fill("rejected"));
  expect(passwordWork()).toEqual({ running: 0, waiting: 0 });
  machine.givesNoThread = false;
  expect(await isPassword(await hashPassword("mưa rào tháng sáu"), "mưa rào tháng sáu")).toBe(true);
});
