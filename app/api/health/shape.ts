import { z } from "zod";

/** The answer of `/api/health`, the same whether well or not. */
export const healthShape = z
  .object({
    status: z.enum(["ok", "unavailable"]),
    database: z.enum(["ok", "unreachable"]),
    migrations: z.object({ state: z.enum(["current", "pending", "unknown"]), pending: z.array(z.string()) }),
  })
  .meta({ id: "Health" });
