import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { describe, expect, test } from "vitest";

const css = readFileSync(resolve(import.meta.dirname, "../../app/globals.css"), "utf8");
const light = colours(css.slice(css.indexOf("@theme"), css.indexOf("@layer theme")));
const darkBlocks = css
  .split(/:root:(?:not\(:has\(\[data-theme="light"\]\)\)|has\(\[data-theme="dark"\]\)) \{/)
  .slice(1, 3);
const dark = { ...light, ...colours(block(darkBlocks[0])) };

const texts = ["ink", "ink-2", "ink-3", "blood-ink", "blood-dark", "met", "watch", "behind", "info"];
const grounds = ["paper", "card", "sunk"];
const tones = ["met", "watch", "behind", "info"];

describe.each([
  ["light", light],
  ["dark", dark],
])("colours of the %s theme", (_name, theme) => {
  test.each(texts)("text %s can be read on every ground (4.5:1)", (text) => {
    for (const ground of grounds) expect(contrast(theme, text, ground), `${text} on ${ground}`).toBeGreaterThan(4.5);
  });

  test("each tone can be read on its own tint, and so can captions and selections", () => {
    for (const tone of tones) expect(contrast(theme, tone, `${tone}-tint`), tone).toBeGreaterThan(4.5);
    expect(contrast(theme, "blood-dark", "blood-tint")).toBeGreaterThan(4.5);
    expect(contrast(theme, "ink-3", "blood-tint")).toBeGreaterThan(4.5);
  });

  test("words on filled buttons can be read", () => {
    expect(contrast(theme, "on-blood", "blood")).toBeGreaterThan(4.5);
    expect(contrast(theme, "on-blood", "blood-press")).toBeGreaterThan(4.5);
    expect(contrast(theme, "paper", "ink")).toBeGreaterThan(4.5);
    expect(contrast(theme, "paper", "ink-2")).toBeGreaterThan(4.5);
  });

  test("edges of controls and the focus ring can be seen (3:1)", () => {
    for (const ground of grounds) {
      expect(contrast(theme, "edge", ground), `edge on ${ground}`).toBeGreaterThan(3);
      expect(contrast(theme, "info", ground), `focus on ${ground}`).toBeGreaterThan(3);
    }
  });
});

test("the device's dark theme and the chosen one are the same colours", () => {
  expect(colours(block(darkBlocks[1]))).toEqual(colours(block(darkBlocks[0])));
});

function block(text = ""): string {
  return text.slice(0, text.indexOf("}"));
}

function colours(text: string): Record<string, string> {
  return Object.fromEntries([...text.matchAll(/--color-([\w-]+): (#[0-9a-f]{6});/g)].map((m) => [m[1], m[2]]));
}

function contrast(theme: Record<string, string>, a: string, b: string): number {
  const [x, y] = [luminance(theme[a]), luminance(theme[b])];
  return (Math.max(x, y) + 0.05) / (Math.min(x, y) + 0.05);
}

function luminance(hex = ""): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5]
    .map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255)
    .map((channel) => (channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
