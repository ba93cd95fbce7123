import { inflateSync } from "node:zlib";

/**
 * The words of a PDF in the order in which they were drawn, read the way a reader does: through each font's own table
 * of letters. Enough for what pdfkit writes; anything else is told as nothing.
 */
export function pdfText(file: Buffer): string {
  const objects = objectsOf(file);
  const pages = [...objects.values()].filter(({ head }) => /\/Type \/Page\b/.test(head));
  return pages
    .map(({ head }) => {
      const fonts = fontsOf(head, objects);
      const contents = objects.get(Number(/\/Contents (\d+) 0 R/.exec(head)?.[1]));
      return contents?.stream ? wordsOf(contents.stream.toString("latin1"), fonts) : "";
    })
    .join(" ")
    .replace(/\s+/g, " ");
}

interface PdfObject {
  head: string;
  stream: Buffer | null;
}

function objectsOf(file: Buffer): Map<number, PdfObject> {
  const text = file.toString("latin1");
  const objects = new Map<number, PdfObject>();
  for (const match of text.matchAll(/(\d+) 0 obj\n([\s\S]*?)endobj/g)) {
    const body = match[2] as string;
    const start = body.indexOf("stream\n");
    const head = start < 0 ? body : body.slice(0, start);
    const length = Number(/\/Length (\d+)/.exec(head)?.[1] ?? 0);
    const from = (match.index ?? 0) + match[0].indexOf(body) + start + "stream\n".length;
    const raw = start < 0 ? null : file.subarray(from, from + length);
    const stream = raw && /FlateDecode/.test(head) ? inflateSync(raw) : raw;
    objects.set(Number(match[1]), { head, stream });
  }
  return objects;
}

type Letters = Map<string, string>;

function fontsOf(page: string, objects: Map<number, PdfObject>): Map<string, Letters> {
  const inline = /\/Resources (\d+) 0 R/.exec(page);
  const resources = inline ? (objects.get(Number(inline[1]))?.head ?? "") : page;
  const fonts = new Map<string, Letters>();
  const list = /\/Font <<([\s\S]*?)>>/.exec(resources)?.[1] ?? "";
  for (const [, name, number] of list.matchAll(/\/(F\d+) (\d+) 0 R/g)) {
    const unicode = /\/ToUnicode (\d+) 0 R/.exec(objects.get(Number(number))?.head ?? "");
    const map = objects.get(Number(unicode?.[1]))?.stream?.toString("latin1") ?? "";
    fonts.set(name as string, lettersOf(map));
  }
  return fonts;
}

function lettersOf(map: string): Letters {
  const letters: Letters = new Map();
  for (const [, from, , list] of map.matchAll(/<([0-9a-f]+)> <([0-9a-f]+)> \[([^\]]*)\]/gi)) {
    const first = Number.parseInt(from as string, 16);
    for (const [index, [, code]] of [...(list as string).matchAll(/<([0-9a-f ]*)>/gi)].entries())
      letters.set((first + index).toString(16).padStart(4, "0"), utf16(code as string));
  }
  return letters;
}

function utf16(hex: string): string {
  const units = hex.replaceAll(" ", "").match(/.{4}/g) ?? [];
  return String.fromCharCode(...units.map((unit) => Number.parseInt(unit, 16)));
}

function wordsOf(content: string, fonts: Map<string, Letters>): string {
  let font: Letters = new Map();
  const words: string[] = [];
  for (const [, name, list] of content.matchAll(/\/(F\d+) [\d.]+ Tf|\[((?:<[0-9a-f]*>|[\s\d.-])*)\] TJ/gi)) {
    if (name) font = fonts.get(name) ?? font;
    else
      words.push(
        [...(list ?? "").matchAll(/<([0-9a-f]*)>/gi)]
          .flatMap(([, hex]) => (hex as string).match(/.{4}/g) ?? [])
          .map((glyph) => font.get(glyph.toLowerCase()) ?? "")
          .join(""),
      );
  }
  return words.join(" ");
}
