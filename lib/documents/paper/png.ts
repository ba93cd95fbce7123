import { Resvg } from "@resvg/resvg-js";
import { type Chart, svgOf } from "./chart";
import { HOUSE_FONTS } from "./fonts";

/** A chart as a picture for Word, three times as fine as a screen's; only our own fonts are used, never the machine's. */
export function pngOf(chart: Chart): Buffer {
  const resvg = new Resvg(svgOf(chart), {
    fitTo: { mode: "width", value: Math.round(chart.width * 3) },
    font: { loadSystemFonts: false, fontFiles: Object.values(HOUSE_FONTS), defaultFontFamily: "Be Vietnam Pro" },
  });
  return resvg.render().asPng();
}
