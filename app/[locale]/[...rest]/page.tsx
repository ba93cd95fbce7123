import { notFound } from "next/navigation";

/** Any address nobody answers for gets our own page, in the reader's language. */
export default function UnknownAddress() {
  notFound();
}
