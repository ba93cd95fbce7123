import { parseCronItems, type TaskList } from "graphile-worker";
import { discardExpired } from "@/lib/jobs/housekeeping";
import { deliverQueued } from "@/lib/notices/jobs";

/** Everything the worker can do, by the name a job carries: `<domain>.<verb>`. */
export const taskList: TaskList = {
  "housekeeping.discard": async (_payload, helpers) => discardExpired(helpers),
  "notices.deliver": async (_payload, { logger }) => {
    const { delivered, refused } = await deliverQueued();
    if (refused > 0) logger.error(`Messages: ${delivered} delivered, ${refused} not taken`);
  },
};

/** What the worker does by the clock; times are UTC. A run missed for want of a worker is made up within two hours. */
export const schedule = parseCronItems([
  { task: "notices.deliver", match: "* * * * *", options: { maxAttempts: 1 } },
  { task: "housekeeping.discard", match: "7 * * * *", options: { backfillPeriod: 2 * 3_600_000, maxAttempts: 5 } },
]);
