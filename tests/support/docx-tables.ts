import { unzipSync } from "fflate";

/** The words of a Word document, its styles, and its tables as rows of cells, read from the file as Word keeps it. */
export function docxContent(file: Buffer): { xml: string; styles: string; text: string; tables: string[][][] } {
  const parts = unzipSync(new Uint8Array(file));
  const [xml, styles] = ["word/document.xml", "word/styles.xml"].map((name) =>
    new TextDecoder().decode(parts[name]),
  ) as [string, string];
  const tables = [...xml.matchAll(/<w:tbl>([\s\S]*?)<\/w:tbl>/g)].map(([, table]) =>
    [...(table as string).matchAll(/<w:tr[ >]([\s\S]*?)<\/w:tr>/g)].map(([, row]) =>
      [...(row as string).matchAll(/<w:tc>([\s\S]*?)<\/w:tc>/g)].map(([, cell]) => wordsOf(cell as string)),
    ),
  );
  return { xml, styles, text: wordsOf(xml), tables };
}

function wordsOf(xml: string): string {
  return [...xml.matchAll(/<w:t(?: [^>]*)?>([^<]*)<\/w:t>/g)]
    .map(([, words]) => words)
    .join("")
    .replaceAll("&amp;", "&")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">");
}
