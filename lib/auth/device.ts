/**
 * A browser and its system in two words ("Firefox · Android"), so that people recognise their own sessions. Only known
 * words leave this function: whatever else a browser says of itself is not kept.
 */
export function deviceOf(userAgent: string | null): string | null {
  if (!userAgent) return null;
  const browser = browsers.find(([sign]) => sign.test(userAgent))?.[1];
  const system = systems.find(([sign]) => sign.test(userAgent))?.[1];
  return [browser, system].filter(Boolean).join(" · ") || null;
}

const browsers: readonly [RegExp, string][] = [
  [/coc_coc/i, "Cốc Cốc"],
  [/Zalo/i, "Zalo"],
  [/Edg/, "Edge"],
  [/OPR|Opera/, "Opera"],
  [/SamsungBrowser/, "Samsung Internet"],
  [/Firefox|FxiOS/, "Firefox"],
  [/Chrom|CriOS/, "Chrome"],
  [/Safari/, "Safari"],
];

const systems: readonly [RegExp, string][] = [
  [/Android/, "Android"],
  [/iPhone|iPad/, "iOS"],
  [/Windows/, "Windows"],
  [/Mac OS X/, "macOS"],
  [/CrOS/, "ChromeOS"],
  [/Linux/, "Linux"],
];
