import { readFileSync } from "node:fs";
import { join } from "node:path";

const folder = join(process.cwd(), "node_modules/@expo-google-fonts/be-vietnam-pro");

/** Whole font files: those cut into subsets for the web break Vietnamese letters inside a document. */
export const FONT_FILES = {
  regular: join(folder, "400Regular/BeVietnamPro_400Regular.ttf"),
  italic: join(folder, "400Regular_Italic/BeVietnamPro_400Regular_Italic.ttf"),
  bold: join(folder, "600SemiBold/BeVietnamPro_600SemiBold.ttf"),
} as const;
export type Face = keyof typeof FONT_FILES;

const read = new Map<Face, Buffer>();

/** A font's bytes, read once. */
export function fontBytes(face: Face): Buffer {
  const found = read.get(face) ?? readFileSync(FONT_FILES[face]);
  read.set(face, found);
  return found;
}
