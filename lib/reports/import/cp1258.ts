/**
 * Text of an old Vietnamese Windows: code page 1258 keeps five bytes for the tones, each after its vowel, where an ABC
 * font has a byte for every letter with its tone.
 */
const vowels = new Set("aăâeêioôơuưyAĂÂEÊIOÔƠUƯY");
const tones = new Set("\u0300\u0309\u0303\u0301\u0323");

/** The text of bytes in code page 1258, or null where they are none: tones that stand after no vowel. */
export function fromCp1258(bytes: Uint8Array): string | null {
  const text = [...new TextDecoder("windows-1258").decode(bytes)];
  const marks = text.flatMap((letter, index) => (tones.has(letter) ? [index] : []));
  const inPlace = marks.filter((index) => vowels.has(text[index - 1] ?? ""));
  return marks.length > 0 && inPlace.length === marks.length ? text.join("").normalize("NFC") : null;
}
