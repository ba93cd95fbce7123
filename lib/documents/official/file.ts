import { fileHeaders, mediaTypes } from "../download";
import { officialDocx } from "./docx";
import type { OfficialPaper } from "./official";
import { officialPdf } from "./pdf";

/** The files an administrative paper is carried as: PDF to sign, Word to change first. */
export const officialFormats = ["pdf", "docx"] as const;
export type OfficialFormat = (typeof officialFormats)[number];

export const isOfficialFormat = (word: string | null): word is OfficialFormat =>
  (officialFormats as readonly (string | null)[]).includes(word);

/** An administrative paper as a file to take along. */
export async function officialFile(paper: OfficialPaper, format: OfficialFormat): Promise<Response> {
  const headers = {
    ...fileHeaders(`${paper.fileName}.${format}`, mediaTypes[format]),
    "cache-control": "private, no-store",
  };
  if (format === "pdf") return new Response(officialPdf(paper), { headers });
  return new Response(new Uint8Array(await officialDocx(paper)), { headers });
}
