import type { ReactNode } from "react";
import { StaffFrame } from "../../../../(staff)/staff/staff-frame";

/** The frame with as much room for the desk as there is. */
export default function DeskLayout({ children }: { children: ReactNode }) {
  return (
    <StaffFrame rail flush>
      {children}
    </StaffFrame>
  );
}
