import { anywhere, may } from "@/lib/auth/authorize";
import { currentStaff } from "@/lib/auth/current";
import { decisionFile } from "@/lib/targets/queries";

/** The signed paper behind decided targets: always downloaded, never shown as a page of ours. */
export async function GET(_request: Request, { params }: { params: Promise<{ id: string }> }): Promise<Response> {
  const actor = await currentStaff();
  if (actor === null) return new Response(null, { status: 401 });
  const file = may(actor, "target.view", anywhere) ? await decisionFile(actor, (await params).id) : null;
  if (file === null) return new Response(null, { status: 404 });
  return new Response(new Uint8Array(file.bytes), {
    headers: {
      "content-type": file.mediaType,
      "content-disposition": `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`,
      "x-content-type-options": "nosniff",
      "content-security-policy": "default-src 'none'; sandbox",
      "cache-control": "private, no-store",
    },
  });
}
