import type { ReactNode } from "react";
import { PublicShell } from "@/components/shell/public-shell";

/** The pages one comes in by. */
export default function DoorLayout({ children }: { children: ReactNode }) {
  return (
    <PublicShell width="narrow">
      <div className="mx-auto max-w-lg pt-2 sm:pt-6">{children}</div>
    </PublicShell>
  );
}
