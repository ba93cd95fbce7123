/**
 * Rows of plain cells as one text. In the data of a page a text's quotes and commas are escaped once more on their way,
 * so dozens of small cells cost more signs than they say; packed, a cell costs one. A cell that is null is empty, and
 * empty cells at the end of a row are left out.
 */
export function packed(rows: readonly (readonly (string | number | null)[])[]): string {
  return rows
    .map((cells) =>
      cells
        .map((cell) => String(cell ?? "").replace(/[|~]/g, " "))
        .join("|")
        .replace(/\|+$/, ""),
    )
    .join("~");
}

/** The rows of a packed text, each cell as it was written. */
export function unpacked(text: string): string[][] {
  return text === "" ? [] : text.split("~").map((row) => row.split("|"));
}

/** A number out of a packed cell; null when it is empty or left out. */
export function numberIn(cell: string | undefined): number | null {
  return cell ? Number(cell) : null;
}
