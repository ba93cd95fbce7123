import type { IncomingMessage } from "node:http";
import type { Instrumentation } from "next";

/** Runs once before the first request: what must stand between Node's server and Next. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const [{ watchRequests }, { keepTheDoor }, page] = await Promise.all([
    import("@/lib/forms/http-answer"),
    import("@/lib/forms/http-door"),
    kindPage(),
  ]);
  watchRequests();
  keepTheDoor(page);
}

/** A page or route that failed only because the database cannot be asked is a 503, to be tried again, and no fault. */
export const onRequestError: Instrumentation.onRequestError = async (error) => {
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  if ((error as { digest?: unknown } | null)?.digest !== "UNAVAILABLE") return;
  const [{ answerUnavailable }, page] = await Promise.all([import("@/lib/forms/http-answer"), kindPage()]);
  answerUnavailable(page);
};

async function kindPage() {
  const { unavailablePage } = await import("@/components/shell/unavailable-page");
  return (request: IncomingMessage) => unavailablePage(request.url ?? "/", request.method ?? "GET");
}
