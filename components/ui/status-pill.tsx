import type { ReactNode } from "react";
import { Pill } from "./pill";
import type { Tone } from "./tone";
import { ToneIcon } from "./tone-icon";

/** How a thing stands, with the tone's shape before the word: "Đã đặt lịch 08:30". */
export function StatusPill({ tone, children }: { tone: Tone; children: ReactNode }) {
  return (
    <Pill tone={tone} icon={tone === "plain" ? undefined : <ToneIcon tone={tone} className="size-4" />}>
      {children}
    </Pill>
  );
}
