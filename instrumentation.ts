import type { Instrumentation } from "next";

/** Runs once before the first request: what must stand between Node's server and Next. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const [{ watchRequests }, { keepTheDoor }] = await Promise.all([
    import("@/lib/forms/http-answer"),
    import("@/lib/forms/http-door"),
  ]);
  watchRequests();
  keepTheDoor();
}

/** A page or route that failed only because the database cannot be asked is a 503, to be tried again, and no fault. */
export const onRequestError: Instrumentation.onRequestError = async (error) => {
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  if ((error as { digest?: unknown } | null)?.digest !== "UNAVAILABLE") return;
  const [{ answerUnavailable }, { unavailablePage }] = await Promise.all([
    import("@/lib/forms/http-answer"),
    import("@/components/shell/unavailable-page"),
  ]);
  answerUnavailable((request) => unavailablePage(request.url ?? "/", request.method ?? "GET"));
};
