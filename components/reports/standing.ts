import type { Tone } from "@/components/ui/tone";
import type { ReportStatus, Standing } from "@/lib/reports/rules";

/** How each standing is tinted; the word beside it says the same. */
export const standingTone: Record<Standing, Tone> = {
  approved: "met",
  final: "met",
  sent: "info",
  checked: "info",
  returned: "behind",
  draft: "plain",
  late: "behind",
  due: "watch",
  running: "plain",
  ahead: "plain",
};

export const statusTone: Record<ReportStatus, Tone> = {
  draft: "plain",
  submitted: "info",
  checked: "info",
  returned: "behind",
  approved: "met",
};
