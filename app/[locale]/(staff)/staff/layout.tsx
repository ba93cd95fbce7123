import type { ReactNode } from "react";
import { StaffFrame } from "./staff-frame";

/** The frame only: who may see a page is the page's own question, for a layout is not asked again on each visit. */
export default function StaffLayout({ children }: { children: ReactNode }) {
  return <StaffFrame>{children}</StaffFrame>;
}
