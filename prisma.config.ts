import { defineConfig } from "prisma/config";

// The address is needed only by Prisma's own migrate commands; `generate` must run on a machine that has no database.
const url = process.env.DATABASE_OWNER_URL ?? process.env.DATABASE_URL;

export default defineConfig({
  schema: "prisma/schema.prisma",
  migrations: { path: "prisma/migrations" },
  ...(url ? { datasource: { url } } : {}),
});
