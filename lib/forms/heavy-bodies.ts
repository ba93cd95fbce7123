import { subscribe } from "node:diagnostics_channel";
import type { IncomingMessage, Server, ServerResponse } from "node:http";
import en from "@/lib/i18n/messages/en/forms.json";
import vi from "@/lib/i18n/messages/vi/forms.json";
import { splitPath } from "@/lib/i18n/path";

/** What a request may weigh; `serverActions.bodySizeLimit` in `next.config.ts` says the same. */
export const mostBytes = 1_048_576;

const guarded = new WeakSet<Server>();

/**
 * Stands before Next and refuses too heavy a body by what it says of itself, before a byte of it is read; one that
 * does not say must. Next alone reads as far as its limit and answers 500, and a route handler has no limit at all.
 */
export function refuseHeavyBodies(): void {
  subscribe("http.server.request.start", (message) => {
    const { server } = message as { server: Server };
    if (!guarded.has(server)) guard(server);
  });
}

function guard(server: Server): void {
  guarded.add(server);
  const inside = server.listeners("request");
  server.removeAllListeners("request");
  server.on("request", (request: IncomingMessage, response: ServerResponse) => {
    const status = refusalOf(request);
    if (status === null) for (const listener of inside) listener.call(server, request, response);
    else refuse(request, response, status);
  });
}

function refusalOf({ headers }: IncomingMessage): 411 | 413 | null {
  if (Number(headers["content-length"] ?? 0) > mostBytes) return 413;
  return headers["transfer-encoding"] === undefined ? null : 411;
}

function refuse(request: IncomingMessage, response: ServerResponse, status: 411 | 413): void {
  const { locale } = splitPath(request.url ?? "/");
  // What still comes is thrown away as it comes; a connection that is cut would not bring the answer home.
  request.resume();
  response.writeHead(status, { "content-type": "text/plain; charset=utf-8", "cache-control": "no-store" });
  response.end(`${(locale === "en" ? en : vi).too_large}\n`);
}
