import { readFileSync } from "node:fs";
import { join } from "node:path";
import { mapLayout } from "@/lib/progress/map-layout";
import { RATE_CLASSES, rateClassOf } from "@/lib/progress/rules";
import type { Chart, Fill, Shape } from "./chart";

let read: ReadonlyMap<string, string> | undefined;

/** The outlines of `public/map.svg` by the id of their path ("p01", "hoang-sa"): the very ones the screen uses. */
export function mapPaths(): ReadonlyMap<string, string> {
  read ??= new Map(
    [
      ...readFileSync(join(process.cwd(), "public", mapLayout.file), "utf8").matchAll(
        /<path id="([^"]+)" d="([^"]+)"/g,
      ),
    ].map(([, id, d]) => [id as string, d as string]),
  );
  return read;
}

/** Per cent of plan by province on the map, its legend beside it; where no rate is known an area stays white. */
export function mapChart(
  named: Pick<Chart, "title" | "alt">,
  rates: ReadonlyMap<string, number | null>,
  words: {
    legend: Record<(typeof RATE_CLASSES)[number]["word"], string>;
    unpublished: string;
    islands: readonly [string, string];
  },
): Chart {
  const [width, height] = [480, 400];
  const scale = height / mapLayout.height;
  const dx = 40;
  const fillOf = (code: string): Fill => {
    const word = rateClassOf(rates.get(code) ?? null);
    return word === null ? "none" : (`c${RATE_CLASSES.findIndex((one) => one.word === word)}` as Fill);
  };
  const paths = mapPaths();
  const shapes: Shape[] = [...paths].flatMap(([id, d]): Shape[] => {
    const inset = mapLayout.insets.find((one) => one.id === id);
    const fill = fillOf(inset ? inset.provinceCode : id.slice(1));
    return [{ kind: "path", id, d, fill: fill === "none" && inset ? "soft" : fill, scale, dx, dy: 0 }];
  });
  for (const [index, inset] of mapLayout.insets.entries()) {
    const [x, y] = [dx + inset.x * scale, inset.y * scale];
    const [w, h] = [inset.width * scale, inset.height * scale];
    const corners = [
      [x, y, x + w, y],
      [x + w, y, x + w, y + h],
      [x + w, y + h, x, y + h],
      [x, y + h, x, y],
    ] as const;
    for (const [x1, y1, x2, y2] of corners) shapes.push({ kind: "line", x1, y1, x2, y2, fill: "soft", width: 0.8 });
    shapes.push({
      kind: "text",
      x: x + w / 2,
      y: y + h - 5,
      text: words.islands[index] ?? "",
      size: 8,
      anchor: "middle",
    });
  }
  const legend = [
    ...RATE_CLASSES.map(({ word }, index) => [words.legend[word], `c${index}` as Fill] as const),
    [words.unpublished, "none" as Fill] as const,
  ];
  for (const [index, [text, fill]] of legend.entries()) {
    const y = 24 + index * 20;
    shapes.push({ kind: "rect", x: 345, y, width: 18, height: 12, fill, edge: true });
    shapes.push({ kind: "text", x: 370, y: y + 10, text, size: 9, anchor: "start" });
  }
  return { ...named, width, height, shapes };
}
