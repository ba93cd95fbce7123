/** A frame on the map that shows islands nearer than they lie. Numbers are steps of the map's own grid. */
export interface MapInset {
  /** Name of the path in the file. */
  id: "hoang-sa" | "truong-sa";
  /** The province these islands belong to: they carry its colour. */
  provinceCode: string;
  x: number;
  y: number;
  width: number;
  height: number;
}

/**
 * The grid on which `public/map.svg` is drawn (see `lib/cli/map.ts`) and on which pages place colours, frames
 * and words. Changing a number here means drawing the file again.
 */
export const mapLayout = {
  file: "/map.svg",
  width: 4000,
  height: 6000,
  /** Where the mainland is fitted in. */
  mainland: { x: 40, y: 40, width: 2920, height: 5920 },
  insets: [
    { id: "hoang-sa", provinceCode: "48", x: 2980, y: 1960, width: 980, height: 920 },
    { id: "truong-sa", provinceCode: "56", x: 2820, y: 3680, width: 1140, height: 1240 },
  ],
} as const satisfies {
  file: string;
  width: number;
  height: number;
  mainland: { x: number; y: number; width: number; height: number };
  insets: readonly MapInset[];
};

/** All provinces in the map file, as one. */
export const landPath = `${mapLayout.file}#land`;

/** The path of a province in the map file. */
export function provincePath(code: string): string {
  return `${mapLayout.file}#p${code}`;
}
