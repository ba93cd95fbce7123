import { parseCronItems, type TaskList } from "graphile-worker";
import { systemActor } from "@/lib/auth/system";
import { confirmBookings, discardDeclarations, remindOfTomorrow, tellEligibleAgain } from "@/lib/bookings/jobs";
import { sendProgressLetters } from "@/lib/documents/letters/jobs";
import { addUpMonths } from "@/lib/donations/sums/jobs";
import { endPastBookings } from "@/lib/drives/jobs";
import { discardExpired } from "@/lib/jobs/housekeeping";
import { deliverQueued } from "@/lib/notices/jobs";
import { warnOfShortages } from "@/lib/progress/shortage/jobs";
import { remindOfReports } from "@/lib/reports/jobs";
import { endForgottenVisits } from "@/lib/visits/jobs";

/** Everything the worker can do, by the name a job carries: `<domain>.<verb>`. */
export const taskList: TaskList = {
  "housekeeping.discard": async (_payload, helpers) => discardExpired(helpers),
  "bookings.confirm": async () => void (await confirmBookings()),
  "bookings.remind": async () => void (await remindOfTomorrow()),
  "bookings.tell_eligible": async () => void (await tellEligibleAgain()),
  "bookings.discard_declarations": async () => void (await discardDeclarations()),
  "donations.add_up_months": async () => void (await addUpMonths()),
  "documents.send_letters": async () => void (await sendProgressLetters()),
  "drives.end_past_bookings": async () => void (await endPastBookings()),
  "visits.end_forgotten": async () => void (await endForgottenVisits(systemActor("worker"))),
  "reports.remind": async () => void (await remindOfReports(systemActor("worker"))),
  "progress.warn_of_shortages": async () => void (await warnOfShortages(systemActor("worker"))),
  "notices.deliver": async (_payload, { logger }) => {
    const { delivered, refused } = await deliverQueued();
    if (refused > 0) logger.error(`Messages: ${delivered} delivered, ${refused} not taken`);
  },
};

/** What the worker does by the clock; times are UTC. A run missed for want of a worker is made up within two hours. */
export const schedule = parseCronItems([
  { task: "notices.deliver", match: "* * * * *", options: { maxAttempts: 1 } },
  { task: "bookings.confirm", match: "* * * * *", options: { maxAttempts: 1 } },
  { task: "donations.add_up_months", match: "* * * * *", options: { maxAttempts: 1 } },
  // From 8 in the morning to 8 in the evening in Viet Nam: nobody is woken.
  { task: "bookings.remind", match: "10 1-13 * * *", options: { backfillPeriod: 2 * 3_600_000, maxAttempts: 5 } },
  {
    task: "bookings.tell_eligible",
    match: "20 2-12 * * *",
    options: { backfillPeriod: 2 * 3_600_000, maxAttempts: 5 },
  },
  // From 7 in the morning to noon in Viet Nam; each letter goes out once a day however often this runs.
  { task: "documents.send_letters", match: "25 0-5 * * *", options: { backfillPeriod: 2 * 3_600_000, maxAttempts: 5 } },
  { task: "bookings.discard_declarations", match: "37 * * * *", options: { maxAttempts: 5 } },
  // Just after midnight in Viet Nam, and every hour after it for drives entered late.
  { task: "drives.end_past_bookings", match: "5 * * * *", options: { backfillPeriod: 2 * 3_600_000, maxAttempts: 5 } },
  { task: "visits.end_forgotten", match: "15 * * * *", options: { backfillPeriod: 2 * 3_600_000, maxAttempts: 5 } },
  // Half past eight in the morning in Viet Nam, when offices open.
  { task: "reports.remind", match: "30 1 * * *", options: { backfillPeriod: 6 * 3_600_000, maxAttempts: 5 } },
  // A quarter to eight in the morning in Viet Nam; each province is told once a season however often this runs.
  {
    task: "progress.warn_of_shortages",
    match: "45 0 * * *",
    options: { backfillPeriod: 12 * 3_600_000, maxAttempts: 5 },
  },
  { task: "housekeeping.discard", match: "7 * * * *", options: { backfillPeriod: 2 * 3_600_000, maxAttempts: 5 } },
]);
