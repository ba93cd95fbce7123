/**
 * Drawings as plain shapes: the screen shows them as SVG, PDF draws the same paths as vectors, Word gets a picture of
 * them. Fills are named by what they mean, and each has its own lightness, so that a grey print tells them apart.
 */
export type Fill = "bar" | "low" | "line" | "text" | "soft" | "none" | "c0" | "c1" | "c2" | "c3" | "c4";

/** On paper, from light to dark as the rate grows; `none` is white with an edge: nobody published a figure. */
export const FILLS: Record<Fill, string> = {
  bar: "#b3122f",
  low: "#dd8f9c",
  line: "#1c1917",
  text: "#1c1917",
  soft: "#d8d2cb",
  none: "#ffffff",
  c0: "#f9dfe1",
  c1: "#efb3b9",
  c2: "#d9707e",
  c3: "#a81d39",
  c4: "#560514",
};

/** The edge of areas that may be white. */
export const EDGE = "#6f6862";

export type Shape =
  | { readonly kind: "rect"; x: number; y: number; width: number; height: number; fill: Fill; edge?: true }
  | { readonly kind: "line"; x1: number; y1: number; x2: number; y2: number; fill: Fill; width: number; dashed?: true }
  | { readonly kind: "path"; id: string; d: string; fill: Fill; scale: number; dx: number; dy: number }
  | {
      readonly kind: "text";
      x: number;
      y: number;
      text: string;
      size: number;
      anchor: "start" | "middle" | "end";
      strong?: true;
    };

export interface Chart {
  /** What it shows, above it; and in words what there is to see, for those who do not. */
  readonly title: string;
  readonly alt: string;
  readonly width: number;
  readonly height: number;
  readonly shapes: readonly Shape[];
}

/** The chart as an SVG of its own, with its words. */
export function svgOf({ width, height, shapes, alt }: Chart): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" font-family="Be Vietnam Pro"><title>${escaped(alt)}</title><rect width="${width}" height="${height}" fill="#fff"/>${shapes.map(element).join("")}</svg>`;
}

function element(shape: Shape): string {
  switch (shape.kind) {
    case "rect":
      return `<rect x="${shape.x}" y="${shape.y}" width="${shape.width}" height="${shape.height}" fill="${FILLS[shape.fill]}"${shape.edge ? ` stroke="${EDGE}" stroke-width="0.6"` : ""}/>`;
    case "line":
      return `<line x1="${shape.x1}" y1="${shape.y1}" x2="${shape.x2}" y2="${shape.y2}" stroke="${FILLS[shape.fill]}" stroke-width="${shape.width}"${shape.dashed ? ' stroke-dasharray="4 2"' : ""}/>`;
    case "path":
      return `<path d="${shape.d}" transform="translate(${shape.dx} ${shape.dy}) scale(${shape.scale})" fill="${FILLS[shape.fill]}" stroke="${EDGE}" stroke-width="${0.5 / shape.scale}"/>`;
    case "text":
      return `<text x="${shape.x}" y="${shape.y}" font-size="${shape.size}" text-anchor="${shape.anchor}"${shape.strong ? ' font-weight="600"' : ""} fill="${FILLS.text}">${escaped(shape.text)}</text>`;
  }
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

/** A bar lying down for each row, its words at the left and its figure at its end; `mark` is a line across (100 %). */
export function barsChart(
  named: Pick<Chart, "title" | "alt">,
  rows: readonly { label: string; value: number; shown: string; low?: boolean }[],
  mark: { at: number; label: string } | null = null,
): Chart {
  const [left, width, row, top] = [150, 480, 17, mark ? 18 : 4];
  const most = Math.max(1, mark?.at ?? 0, ...rows.map(({ value }) => value));
  const length = (value: number) => ((width - left - 70) * value) / most;
  const height = top + rows.length * row + 4;
  const bars = rows.map(
    ({ value, low }, index): Shape => ({
      kind: "rect",
      x: left,
      y: top + index * row + 2,
      width: length(value),
      height: row - 5,
      fill: low ? "low" : "bar",
    }),
  );
  const labels = rows.flatMap(({ label, value, shown }, index): Shape[] => {
    const [x, y] = [left + length(value) + 4, top + index * row];
    return [
      { kind: "text", x: left - 6, y: y + 11, text: label, size: 9, anchor: "end" },
      // The mark must not strike a figure through.
      { kind: "rect", x: x - 1, y: y + 3, width: shown.length * 5.6 + 2, height: row - 6, fill: "none" },
      { kind: "text", x, y: y + 11, text: shown, size: 9, anchor: "start", strong: true },
    ];
  });
  const across: Shape[] = mark
    ? [
        {
          kind: "line",
          x1: left + length(mark.at),
          y1: top - 4,
          x2: left + length(mark.at),
          y2: height - 2,
          fill: "line",
          width: 1,
          dashed: true,
        },
        { kind: "text", x: left + length(mark.at), y: top - 7, text: mark.label, size: 8, anchor: "middle" },
      ]
    : [];
  return { ...named, width, height, shapes: [...bars, ...across, ...labels] };
}

/** A standing bar for each month with its figure on top, and the plan as a short line across. */
export function columnsChart(
  named: Pick<Chart, "title" | "alt">,
  months: readonly { label: string; value: number | null; shown: string; plan: number | null }[],
): Chart {
  const [width, height, base, top] = [480, 190, 168, 18];
  const most = Math.max(1, ...months.flatMap(({ value, plan }) => [value ?? 0, plan ?? 0]));
  const step = (width - 10) / Math.max(1, months.length);
  const up = (value: number) => ((base - top) * value) / most;
  const shapes = months.flatMap(({ label, value, shown, plan }, index): Shape[] => {
    const x = 5 + index * step;
    const middle = x + step / 2;
    return [
      ...(value === null
        ? []
        : ([
            {
              kind: "rect",
              x: x + step * 0.18,
              y: base - up(value),
              width: step * 0.64,
              height: up(value),
              fill: plan !== null && value < plan ? "low" : "bar",
            },
            {
              kind: "text",
              x: middle,
              y: base - up(value) - 3,
              text: shown,
              size: 7.5,
              anchor: "middle",
              strong: true,
            },
          ] satisfies Shape[])),
      ...(plan === null
        ? []
        : ([
            {
              kind: "line",
              x1: x + step * 0.08,
              y1: base - up(plan),
              x2: x + step * 0.92,
              y2: base - up(plan),
              fill: "line",
              width: 1.2,
            },
          ] satisfies Shape[])),
      { kind: "text", x: middle, y: base + 12, text: label, size: 8, anchor: "middle" },
    ];
  });
  return {
    ...named,
    width,
    height,
    shapes: [{ kind: "line", x1: 5, y1: base, x2: width - 5, y2: base, fill: "line", width: 0.8 }, ...shapes],
  };
}
