import type { Sum } from "../recorded";

/** The unit and all that have gone into it. */
export function lineageOf(unitId: string, flow: ReadonlyMap<string, string>): string[] {
  return [unitId, ...[...flow].filter(([, to]) => to === unitId).map(([from]) => from)];
}

/** The sums of parts that have ended within the period, added to those of the parts they went into. */
export function intoPresent(sums: readonly Sum[], flow: ReadonlyMap<string, string>): Sum[] {
  const kept: Sum[] = [];
  const children = new Map<string, Sum>();
  for (const sum of sums) {
    if (sum.part !== "child" || sum.key === null) {
      kept.push(sum);
      continue;
    }
    const key = flow.get(sum.key) ?? sum.key;
    const there = children.get(key);
    children.set(key, there ? together(there, sum) : { ...sum, key });
  }
  return [...kept, ...children.values()];
}

function together(a: Sum, b: Sum): Sum {
  return {
    part: a.part,
    key: a.key,
    donations: a.donations + b.donations,
    volumeMl: a.volumeMl + b.volumeMl,
    voluntary: a.voluntary + b.voluntary,
    firstTime: a.firstTime + b.firstTime,
    atLeast350Ml: a.atLeast350Ml + b.atLeast350Ml,
    apheresis: a.apheresis + b.apheresis,
    drives: a.drives + b.drives,
    everyDrive: a.everyDrive + b.everyDrive,
    plannedUnits: a.plannedUnits + b.plannedUnits,
    containsDemo: a.containsDemo || b.containsDemo,
    reconciled: a.reconciled && b.reconciled,
  };
}
