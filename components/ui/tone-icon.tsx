import { CircleAlert, CircleCheck, Info, TriangleAlert } from "lucide-react";
import type { Tone } from "./tone";

/** The shape of a tone, so that colour is not the only sign. Decorative: the words beside it say the same. */
export function ToneIcon({ tone, className = "size-5" }: { tone: Tone; className?: string }) {
  const Icon = tone === "met" ? CircleCheck : tone === "watch" ? TriangleAlert : tone === "behind" ? CircleAlert : Info;
  return <Icon aria-hidden className={`shrink-0 ${className}`} strokeWidth={1.9} />;
}
