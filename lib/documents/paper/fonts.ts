import { readFileSync } from "node:fs";
import { join } from "node:path";

/**
 * Where the typeface lies. Not asked of `require.resolve`: the bundler answers that with a number of its own.
 */
export const fontFolder = join(process.cwd(), "node_modules/@expo-google-fonts/be-vietnam-pro");

/** Whole font files: those cut into subsets for the web break Vietnamese letters inside a document. */
export const FONT_FILES = {
  regular: join(fontFolder, "400Regular/BeVietnamPro_400Regular.ttf"),
  italic: join(fontFolder, "400Regular_Italic/BeVietnamPro_400Regular_Italic.ttf"),
  bold: join(fontFolder, "600SemiBold/BeVietnamPro_600SemiBold.ttf"),
} as const;
export type Face = keyof typeof FONT_FILES;

const read = new Map<Face, Buffer>();

/** A font's bytes, read once. */
export function fontBytes(face: Face): Buffer {
  const found = read.get(face) ?? readFileSync(/*turbopackIgnore: true*/ FONT_FILES[face]);
  read.set(face, found);
  return found;
}
