import { addDays, type CivilDate } from "@/lib/core/time";

export const outreachKinds = ["session", "product"] as const;
export type OutreachKind = (typeof outreachKinds)[number];

/** Where people were spoken to. */
export const sessionChannels = ["meeting", "school", "workplace", "street", "other"] as const;
/** By what people were told without being there. */
export const productChannels = ["print", "banner", "radio_tv", "press", "social", "video", "message", "other"] as const;
export const channels = [...new Set([...sessionChannels, ...productChannels])] as const;
export type Channel = (typeof sessionChannels)[number] | (typeof productChannels)[number];
export type ProductChannel = (typeof productChannels)[number];

/** So far back something may still be written down. */
export const loggedWithinDays = 400;

export type OutreachRefusal = "not_yet" | "too_long_ago" | "channel_of_another_kind" | "unit_not_there";

/** Why an activity cannot be written down as it is, or null. */
export function whyNotLog(
  { heldOn, kind, channel }: { heldOn: CivilDate; kind: OutreachKind; channel: Channel },
  today: CivilDate,
): OutreachRefusal | null {
  if (heldOn > today) return "not_yet";
  if (heldOn < addDays(today, -loggedWithinDays)) return "too_long_ago";
  const fitting: readonly Channel[] = kind === "session" ? sessionChannels : productChannels;
  return fitting.includes(channel) ? null : "channel_of_another_kind";
}
