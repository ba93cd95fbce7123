"use client";

import { Printer } from "lucide-react";
import { Button } from "@/components/ui/button";
import type { ButtonLook } from "@/components/ui/button-style";
import { useScript } from "@/components/ui/use-script";

/** Opens the browser's print window; there is none to open without script. */
export function PrintButton({ label, variant = "primary" }: { label: string; variant?: ButtonLook["variant"] }) {
  if (!useScript()) return null;
  return (
    <Button variant={variant} onClick={() => window.print()}>
      <Printer aria-hidden className="size-5" />
      {label}
    </Button>
  );
}
