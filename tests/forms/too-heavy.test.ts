import { describe, expect, it } from "vitest";
import { tooHeavy } from "@/components/ui/too-heavy";

const form = (...sizes: number[]) => {
  const made = new FormData();
  made.append("words", "x".repeat(10));
  for (const [at, size] of sizes.entries()) made.append(`file${at}`, new File([new Uint8Array(size)], `${at}.xlsx`));
  return made;
};

describe("files of a form", () => {
  it.each([
    ["none", []],
    ["a box left empty", [0]],
    ["one as heavy as may be", [1_000_000]],
  ])("%s: sent", (_words, sizes) => {
    expect(tooHeavy(form(...sizes), "vi", "{size} MB")).toBeNull();
  });

  it("that weigh too much together are told at the heaviest one's box, in the reader's numbers", () => {
    const told = { message: "1,3 MB", errors: { file1: "1,3 MB" } };
    expect(tooHeavy(form(300_000, 1_000_000), "vi", "{size} MB")).toEqual(told);
  });
});
