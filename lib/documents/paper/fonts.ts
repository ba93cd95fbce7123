import { readFileSync } from "node:fs";
import { join } from "node:path";

/**
 * A file of a typeface. Not asked of `require.resolve`: the bundler answers that with a number of its own. Whole files
 * only: those cut into subsets for the web break Vietnamese letters inside a document.
 */
const ofFamily =
  (family: string, name: string) =>
  (style: string): string =>
    join(process.cwd(), "node_modules/@expo-google-fonts", family, style, `${name}_${style}.ttf`);

const house = ofFamily("be-vietnam-pro", "BeVietnamPro");
const roman = ofFamily("tinos", "Tinos");

/** The house's typeface: certificates, and what is drawn as a picture. */
export const HOUSE_FONTS = {
  regular: house("400Regular"),
  strong: house("600SemiBold"),
  heavy: house("700Bold"),
} as const;

/**
 * What administrative papers are set in: Decree 30/2020/NĐ-CP, appendix I, asks for Times New Roman, which may not be
 * given along; Tinos has its widths, letter by letter, and every Vietnamese letter.
 */
export const OFFICIAL_FONTS = {
  regular: roman("400Regular"),
  italic: roman("400Regular_Italic"),
  bold: roman("700Bold"),
  boldItalic: roman("700Bold_Italic"),
} as const;

const read = new Map<string, Buffer>();

/** A font file's bytes, read once. */
export function fontBytes(file: string): Buffer {
  const found = read.get(file) ?? readFileSync(/*turbopackIgnore: true*/ file);
  read.set(file, found);
  return found;
}
