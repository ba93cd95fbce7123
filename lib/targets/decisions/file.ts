import { unzipSync } from "fflate";
import { done, type Outcome, refused } from "@/lib/core/outcome";

export type FileRefusal = "file_too_large" | "file_unknown";

/** A signed paper as it is kept. */
export interface DecisionFile {
  readonly name: string;
  readonly mediaType: string;
  readonly bytes: Uint8Array;
}

/** What a paper may weigh: a megabyte (10⁶), so that it fits the house's one form beside its other fields. */
export const mostFileBytes = 1_000_000;

const word = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
const endings: Readonly<Record<string, string>> = { "application/pdf": "pdf", "image/png": "png", [word]: "docx" };

/**
 * A paper whose content was looked at: PDF, PNG or a Word document, whatever the sender calls it. Its name keeps letters,
 * digits and a few marks, and ends as its content says.
 */
export function readDecisionFile(name: string, bytes: Uint8Array): Outcome<DecisionFile, FileRefusal> {
  if (bytes.length > mostFileBytes) return refused("file_too_large");
  const mediaType = kindOf(bytes);
  if (mediaType === null) return refused("file_unknown");
  return done({ name: tidyName(name, endings[mediaType] ?? "bin"), mediaType, bytes });
}

function kindOf(bytes: Uint8Array): string | null {
  if (begins(bytes, [0x25, 0x50, 0x44, 0x46, 0x2d])) return "application/pdf";
  if (begins(bytes, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])) return "image/png";
  return begins(bytes, [0x50, 0x4b, 0x03, 0x04]) && isWord(bytes) ? word : null;
}

const begins = (bytes: Uint8Array, mark: readonly number[]) => mark.every((byte, index) => bytes[index] === byte);

/** A Word document names its main part; nothing of it is unpacked to find that out. */
function isWord(bytes: Uint8Array): boolean {
  const names: string[] = [];
  try {
    unzipSync(bytes, {
      filter: ({ name }) => {
        names.push(name);
        return false;
      },
    });
  } catch {
    return false;
  }
  return names.includes("word/document.xml") && names.includes("[Content_Types].xml");
}

function tidyName(name: string, ending: string): string {
  const stem = name
    .normalize("NFC")
    .replace(/\.[^.]*$/, "")
    .replace(/[^\p{L}\p{N} _-]+/gu, " ")
    .trim()
    .replace(/\s+/g, "-")
    .slice(0, 80);
  return `${stem || "quyet-dinh"}.${ending}`;
}
