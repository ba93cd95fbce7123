import { run } from "graphile-worker";
import { Pool } from "pg";
import { command, say, Trouble } from "@/lib/cli/say";
import { schedule, taskList } from "@/lib/jobs/tasks";

/**
 * The process that does what must not wait for a web request. Any number may run; each job is done by one of them.
 * It listens for news from the database, so its connection must be direct, not through a transaction pooler.
 */
await command(async () => {
  const connectionString = process.env.DATABASE_URL;
  if (!connectionString) throw new Trouble("DATABASE_URL is not set: start the worker with `npm start`, or set it.");
  const pgPool = new Pool({ connectionString, max: 6, connectionTimeoutMillis: 5000 });
  const tell = (error: Error) => say.notice(`The database broke off a connection: ${error.message}`);
  pgPool.on("error", tell);
  pgPool.on("connect", (client) => client.on("error", tell));
  try {
    const runner = await run({ pgPool, taskList, parsedCronItems: schedule, concurrency: 4, noHandleSignals: true });
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => void runner.stop().catch(() => {}));
    say.done("The worker is ready");
    await runner.promise;
  } finally {
    await pgPool.end();
  }
});
