import { readFileSync } from "node:fs";
import { expect, it } from "vitest";

/** The rules that come with the house, as their file tells them. */

interface Shipped {
  id: string;
  scope: string;
  scheme: string;
  subject_kind: string;
  metric: string;
  threshold?: number;
  below?: number;
}

const { rules }: { rules: Shipped[] } = JSON.parse(readFileSync("prisma/reference/award_rules.json", "utf8"));

const ladders = new Map<string, Shipped[]>();
for (const rule of rules.filter(({ threshold }) => threshold !== undefined)) {
  const name = [rule.scope, rule.scheme, rule.subject_kind, rule.metric].join(" ");
  ladders.set(name, [...(ladders.get(name) ?? []), rule]);
}

it.each([...ladders])("%s: whoever has reached a rung stands on one, however far above", (_name, ladder) => {
  const rungs = [...ladder].sort((a, b) => (a.threshold ?? 0) - (b.threshold ?? 0));
  const next = rungs.map((_, at) => rungs[at + 1]?.threshold);
  expect(rungs.map(({ below }, at) => below ?? next[at])).toEqual(next);
  expect(rungs.at(-1)?.below).toBeUndefined();
});
