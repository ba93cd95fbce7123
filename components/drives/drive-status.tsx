import { useTranslations } from "next-intl";
import { StatusPill } from "@/components/ui/status-pill";
import type { Tone } from "@/components/ui/tone";
import type { DriveStatus } from "@/lib/drives/rules";

const tones: Record<DriveStatus, Tone> = {
  draft: "plain",
  published: "info",
  open: "met",
  closed: "plain",
  reconciled: "plain",
  postponed: "watch",
  cancelled: "behind",
};

/** How a drive stands, in a word and its shape. Server pages, and staff pages' client pieces. */
export function DriveStatusPill({ status }: { status: DriveStatus }) {
  const t = useTranslations("drives.status");
  return <StatusPill tone={tones[status]}>{t(status)}</StatusPill>;
}
