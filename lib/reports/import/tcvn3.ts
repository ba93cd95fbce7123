/**
 * Text typed with an ABC (TCVN3) font: each byte of the old Vietnamese standard TCVN 5712 shows as a letter of Latin-1 to
 * whoever lacks the font ("Hµ Néi" for "Hà Nội"). From 0xA1 on, byte by byte; "·" stands where the table has no letter.
 */
const first = 0xa1;
const letters = "ĂÂÊÔƠƯĐăâêôơưđ······àảãáạ·ằẳẵắ·······ặầẩẫấậè·ẻẽéẹềểễếệìỉ···ĩíịò·ỏõóọồổỗốộờởỡớợù·ủũúụừửữứựỳỷỹýỵ";

/** Letters of Latin-1 that Vietnamese writes too: they prove nothing. */
const vietnameseToo = new Set("àáâãèéêìíòóôõùúýÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝ");

/** Whether a text looks typed with such a font: Latin-1 letters that no Vietnamese word has, and none beyond Latin-1. */
export function looksLikeTcvn3(text: string): boolean {
  const beyond = [...text].filter((letter) => letter >= "\u0080");
  return (
    beyond.length > 0 &&
    beyond.every((letter) => letter >= "\u00a1" && letter <= "\u00ff") &&
    beyond.some((letter) => !vietnameseToo.has(letter))
  );
}

/** The same text in Unicode. A letter the table does not know stays as it is. */
export function fromTcvn3(text: string): string {
  return [...text]
    .map((letter) => {
      const known = letters[(letter.codePointAt(0) ?? 0) - first];
      return known === undefined || known === "·" ? letter : known;
    })
    .join("");
}
