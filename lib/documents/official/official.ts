import type { DataTable } from "../table";

/** A stretch of a paragraph; what is set out, as "Điều 1.", is bold. */
export interface Words {
  readonly text: string;
  readonly strong?: true;
}

/** A part of an administrative paper's text. */
export type Part =
  /** "QUYẾT ĐỊNH:" alone in the middle. */
  | { readonly kind: "centred"; readonly text: string }
  /** "Kính gửi:" and to whom, set to the middle. */
  | { readonly kind: "addressees"; readonly lead: string; readonly names: readonly string[] }
  /** A legal ground or an article's sentence, first line indented. */
  | { readonly kind: "paragraph"; readonly words: readonly Words[]; readonly slanted?: true }
  | { readonly kind: "table"; readonly table: DataTable };

/**
 * An administrative paper by Decree 30/2020/NĐ-CP, appendix I, before it is a file; PDF and Word draw the same one.
 * Lines that hold nothing are left out.
 */
export interface OfficialPaper {
  readonly fileName: string;
  /** The body above, if there is one, and the body that issues it, in capitals. */
  readonly issuer: readonly [above: string | null, own: string];
  /** "Số: 12/TTr-CTĐ". */
  readonly number: string;
  /** "Hà Nội, ngày 12 tháng 12 năm 2026". */
  readonly dated: string;
  /** "TỜ TRÌNH". */
  readonly kind: string;
  /** "Về việc …". */
  readonly subject: string;
  readonly parts: readonly Part[];
  readonly recipients: readonly string[];
  readonly signatory: { readonly title: readonly string[]; readonly name: string };
  /** The list that goes with it, a table a group. */
  readonly annex: { readonly title: string; readonly goesWith: string; readonly tables: readonly DataTable[] } | null;
  readonly foot: string;
}
