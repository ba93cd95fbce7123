"use client";

import { usePathname, useSearchParams } from "next/navigation";
import { useArrival } from "./use-arrival";

/** Keeps the keyboard's place from one staff page to the next; draws nothing. */
export function StaffArrival() {
  useArrival(`${usePathname()}?${useSearchParams()}`);
  return null;
}
