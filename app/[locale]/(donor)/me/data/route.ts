import { donorFor } from "@/lib/auth/current";
import { todayInVietnam } from "@/lib/core/time";
import { ownData } from "@/lib/documents/queries";

/** The donor's own data, to take along. */
export async function GET(_request: Request, { params }: { params: Promise<{ locale: string }> }) {
  const { locale } = await params;
  const actor = await donorFor(locale, "/me");
  const now = new Date();
  return new Response(JSON.stringify(await ownData(actor, now), null, 2), {
    headers: {
      "content-type": "application/json; charset=utf-8",
      "content-disposition": `attachment; filename="giot-hong-${todayInVietnam(now)}.json"`,
      "cache-control": "private, no-store",
    },
  });
}
