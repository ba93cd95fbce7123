import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { freshMilliseconds, lately, usefulMilliseconds } from "@/lib/db/lately";

describe("a read whose answer is kept for a moment", () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it("is done once for all who ask the same in that time, and again afterwards", async () => {
    const read = vi.fn(async ({ year }: { year: number }) => `${year}, read ${read.mock.calls.length} times`);
    const kept = lately(read);
    expect(await Promise.all([kept({ year: 2026 }), kept({ year: 2026 })])).toEqual([
      "2026, read 1 times",
      "2026, read 1 times",
    ]);
    vi.advanceTimersByTime(freshMilliseconds - 1);
    expect(await kept({ year: 2026 })).toBe("2026, read 1 times");
    vi.advanceTimersByTime(usefulMilliseconds);
    expect(await kept({ year: 2026 })).toBe("2026, read 2 times");
  });

  it("lets nobody wait while it is read anew, and is never older than it may be", async () => {
    const answers: ((figures: string) => void)[] = [];
    const kept = lately((_: string) => new Promise<string>((done) => answers.push(done)));
    const first = kept("VN");
    answers[0]?.("first");
    expect(await first).toBe("first");
    vi.advanceTimersByTime(freshMilliseconds);
    expect(await Promise.all([kept("VN"), kept("VN")])).toEqual(["first", "first"]);
    expect(answers).toHaveLength(2);
    answers[1]?.("second");
    await vi.advanceTimersByTimeAsync(0);
    expect(await kept("VN")).toBe("second");
    vi.advanceTimersByTime(usefulMilliseconds);
    const third = kept("VN");
    answers[2]?.("third");
    expect(await third).toBe("third");
  });

  it("is done for each question apart", async () => {
    const kept = lately(async (unit: string) => unit);
    expect([await kept("01"), await kept("79")]).toEqual(["01", "79"]);
  });

  it("is done again at once when it failed", async () => {
    const read = vi.fn().mockRejectedValueOnce(new Error("no database")).mockResolvedValue("figures");
    const kept = lately(read);
    await expect(kept("VN")).rejects.toThrow("no database");
    expect(await kept("VN")).toBe("figures");
  });

  it("keeps no more than it can hold, however many different things are asked", async () => {
    const read = vi.fn(async (n: number) => n);
    const kept = lately(read);
    for (let n = 0; n < 2_000; n++) await kept(n);
    expect(await kept(1_999)).toBe(1_999);
    expect(read).toHaveBeenCalledTimes(2_000);
  });
});
