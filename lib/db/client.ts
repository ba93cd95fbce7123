import { PrismaPg } from "@prisma/adapter-pg";
import { PrismaClient } from "./generated/client";
import { pool } from "./pool";

declare global {
  var giotHongPrisma: PrismaClient | undefined;
}

/** Prisma over the process's one pool: for plain reads and writes of one table; hot statements are SQL. */
export function prisma(): PrismaClient {
  globalThis.giotHongPrisma ??= new PrismaClient({ adapter: new PrismaPg(pool()) });
  return globalThis.giotHongPrisma;
}
