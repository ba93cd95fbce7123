/** How a thing stands. Colour never says it alone: each tone comes with a word and, where there is room, an icon. */
export type Tone = "plain" | "met" | "watch" | "behind" | "info" | "blood";

export const toneText: Record<Tone, string> = {
  plain: "text-ink-2",
  met: "text-met",
  watch: "text-watch",
  behind: "text-behind",
  info: "text-info",
  blood: "text-blood-ink",
};

export const toneTint: Record<Tone, string> = {
  plain: "bg-sunk text-ink-2",
  met: "bg-met-tint text-met",
  watch: "bg-watch-tint text-watch",
  behind: "bg-behind-tint text-behind",
  info: "bg-info-tint text-info",
  blood: "bg-blood-tint text-blood-dark",
};

export const toneFill: Record<Tone, string> = {
  plain: "bg-edge",
  met: "bg-met-fill",
  watch: "bg-watch-fill",
  behind: "bg-behind-fill",
  info: "bg-info-fill",
  blood: "bg-blood",
};
