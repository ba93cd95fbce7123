import sql from "sql-template-tag";
import { z } from "zod";
import type { DonorActor } from "@/lib/auth/actor";
import { anywhere, insist } from "@/lib/auth/authorize";
import { row } from "@/lib/db/statement";

/** When the donor handed in answers for one of their own bookings; null when they did not. The answers stay unread. */
export async function declaredAt(actor: DonorActor, bookingId: string): Promise<Date | null> {
  insist(actor, "booking.change", anywhere);
  const found = await row(
    z.object({ declaredAt: z.date() }),
    sql`SELECT declared_at AS "declaredAt" FROM declaration
      WHERE booking_id = ${bookingId}::uuid AND donor_id = ${actor.donorId}::uuid`,
  );
  return found?.declaredAt ?? null;
}
