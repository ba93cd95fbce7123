import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { type DatabaseUrls, givenDatabase } from "@/lib/cli/environment";
import { dataFolder } from "@/lib/cli/paths";
import { type Cluster, mainCluster, startCluster } from "@/lib/cli/postgres";
import { isAlive } from "@/lib/cli/processes";
import { ensureDatabase, ensureRoles } from "@/lib/cli/roles";
import { explain, say } from "@/lib/cli/say";
import { type Secrets, secretsIn } from "@/lib/cli/secrets";

export interface OpenDatabase {
  urls: DatabaseUrls;
  secrets: Secrets;
  /** Whether it is the embedded one. */
  isOurs: boolean;
  /** Whether somebody had it running before us. */
  wasRunning: boolean;
  /** Starts it again whenever it falls, until it is stopped. */
  watch(): void;
  stop(): Promise<void>;
}

/** The database that DATABASE_URL names, else the one of this checkout, started when it is not running. */
export async function openDatabase(): Promise<OpenDatabase> {
  mkdirSync(dataFolder, { recursive: true });
  const given = givenDatabase();
  if (given) {
    const secrets = secretsIn(join(dataFolder, "secrets.json"), false);
    return { urls: given, secrets, isOurs: false, wasRunning: true, watch: () => {}, stop: async () => {} };
  }
  const began = Date.now();
  const cluster = await startCluster(mainCluster);
  try {
    await ensureRoles(cluster);
    await ensureDatabase(cluster, "giothong");
  } catch (error) {
    if (!cluster.wasRunning) await cluster.stop();
    throw error;
  }
  say.done(`Postgres is running on port ${cluster.port}`, began);
  const urls = { app: cluster.url("giothong_app", "giothong"), owner: cluster.url("giothong_owner", "giothong") };
  return { urls, secrets: cluster.secrets, isOurs: true, wasRunning: cluster.wasRunning, ...watched(cluster) };
}

/** A Postgres that is killed from outside comes back on the same port, and the site finds it there. */
function watched(first: Cluster): Pick<OpenDatabase, "watch" | "stop"> {
  let cluster = first;
  let timer: NodeJS.Timeout | undefined;
  let restarting: Promise<void> | undefined;
  const restart = async () => {
    say.notice("Postgres ended by itself; starting it again");
    cluster = await startCluster(mainCluster, first.port).catch((error) => {
      explain(error);
      return cluster;
    });
    restarting = undefined;
  };
  return {
    watch: () => {
      timer = setInterval(() => {
        if (!isAlive(cluster.process)) restarting ??= restart();
      }, 1000);
    },
    stop: async () => {
      clearInterval(timer);
      await restarting;
      await cluster.stop();
    },
  };
}

/** Does one piece of work on the database and leaves it running or stopped, as it was. */
export async function withDatabase(work: (urls: DatabaseUrls) => Promise<void>): Promise<void> {
  const database = await openDatabase();
  try {
    await work(database.urls);
  } finally {
    if (!database.wasRunning) await database.stop();
  }
}
