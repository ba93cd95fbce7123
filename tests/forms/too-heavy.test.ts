import { describe, expect, it } from "vitest";
import { tooHeavy } from "@/components/ui/too-heavy";
import en from "@/lib/i18n/messages/en/connection.json";
import vi from "@/lib/i18n/messages/vi/connection.json";

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
    expect(tooHeavy(form(...sizes), "nặng")).toBeNull();
  });

  it("that weigh too much together are told at the heaviest one's box", () => {
    const told = { message: "nặng", errors: { file1: "nặng" } };
    expect(tooHeavy(form(300_000, 1_000_000), "nặng")).toEqual(told);
  });
});

it("what a form says by itself has nothing to be filled in: the build leaves only such sentences as they are", () => {
  for (const words of [vi, en])
    expect(Object.values(words).filter((sentence) => /[{}<>#']/.test(sentence))).toEqual([]);
});
