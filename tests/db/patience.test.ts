import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { patiently, refuseWhileResting } from "@/lib/db/patience";
import { DatabaseUnavailable } from "@/lib/db/unavailable";

const late = () => Promise.reject(new DatabaseUnavailable("late"));
const said = (answer: Promise<unknown>) => answer.catch((error: DatabaseUnavailable) => error.because);
let statement = "";
let turn = 0;

beforeEach(() => {
  vi.useFakeTimers();
  turn += 1;
  statement = `SELECT ${turn}`;
});
afterEach(() => void vi.useRealTimers());

async function hang(): Promise<void> {
  await Promise.all(Array.from({ length: 4 }, () => said(patiently(statement, late))));
}

describe("a statement that hangs", () => {
  it("is asked again after one that was late: one slow person is no outage", async () => {
    await said(patiently(statement, late));
    expect(await patiently(statement, async () => "well")).toBe("well");
  });

  it("is refused at once when half the pool waited for it in vain, and others are not", async () => {
    await hang();
    const ask = vi.fn(async () => "well");
    expect(await said(patiently(statement, ask))).toBe("busy");
    expect(ask).not.toHaveBeenCalled();
    expect(await patiently(`${statement} + 1`, ask)).toBe("well");
  });

  it("rests with the first who was late while enough others ask the same", async () => {
    let give: () => void = () => {};
    const until = new Promise<void>((settle) => {
      give = settle;
    });
    const others = Array.from({ length: 3 }, () => said(patiently(statement, () => until.then(late))));
    await said(patiently(statement, late));
    expect(() => refuseWhileResting(statement)).toThrow(DatabaseUnavailable);
    give();
    await Promise.all(others);
  });

  it("is refused to somebody who has waited for a connection meanwhile", async () => {
    expect(() => refuseWhileResting(statement)).not.toThrow();
    await hang();
    expect(() => refuseWhileResting(statement)).toThrow(DatabaseUnavailable);
  });

  it("is tried out by one after a rest, and goes on for all who came meanwhile", async () => {
    await hang();
    vi.advanceTimersByTime(1_001);
    let resolve: (answer: string) => void = () => {};
    const answer = new Promise<string>((settle) => {
      resolve = settle;
    });
    const first = patiently(statement, () => answer);
    const ask = vi.fn(async () => "well");
    const second = patiently(statement, ask);
    await Promise.resolve();
    expect(ask).not.toHaveBeenCalled();
    resolve("well");
    expect(await Promise.all([first, second])).toEqual(["well", "well"]);
    expect(await patiently(statement, ask)).toBe("well");
  });

  it("rests again when the trial was late too", async () => {
    await hang();
    vi.advanceTimersByTime(1_001);
    const ask = vi.fn(async () => "well");
    expect(await Promise.all([said(patiently(statement, late)), said(patiently(statement, ask))])).toEqual([
      "late",
      "late",
    ]);
    expect(await said(patiently(statement, ask))).toBe("busy");
    expect(ask).not.toHaveBeenCalled();
  });

  it("counts a refusal as an answer", async () => {
    await hang();
    vi.advanceTimersByTime(1_001);
    const full = () => Promise.reject(Object.assign(new Error("slot_full"), { code: "23514" }));
    await patiently(statement, full).catch(() => {});
    expect(await patiently(statement, async () => "well")).toBe("well");
  });
});
