import { subscribe } from "node:diagnostics_channel";
import type { IncomingMessage, Server, ServerResponse } from "node:http";
import en from "@/lib/i18n/messages/en/forms.json";
import vi from "@/lib/i18n/messages/vi/forms.json";
import { splitPath } from "@/lib/i18n/path";

/** What a request may weigh; `serverActions.bodySizeLimit` in `next.config.ts` says the same. */
export const mostBytes = 1_048_576;

/** Requests under way in this process; more would only wait for each other until nobody waits any more. */
export const mostAtOnce = 400;

/** Sign-ins under way: a little more than may wait for their password to be checked (`lib/auth/passwords.ts`). */
export const mostSignInsAtOnce = 16;

/** How long the form of a sign-in may take to arrive, so that slow senders do not hold its places. */
const signInArrivesWithinMilliseconds = 5_000;

type Refusal = readonly [status: 411 | 413 | 429 | 503, sentence: "too_large" | "crowded"];

const guarded = new WeakSet<Server>();

/**
 * Stands before Next, where a refusal costs next to nothing: no byte of the body is read, nothing is rendered, nothing
 * asked of the database. Refused are a body heavier than a form (Next alone reads as far as its limit and answers 500,
 * and a route handler has no limit), one that does not say what it weighs, and what comes when too much is under way.
 */
export function keepTheDoor(): void {
  subscribe("http.server.request.start", (message) => {
    const { server } = message as { server: Server };
    if (!guarded.has(server)) guard(server);
  });
}

function guard(server: Server): void {
  guarded.add(server);
  const inside = server.listeners("request");
  const underWay = { all: 0, signIns: 0 };
  server.removeAllListeners("request");
  server.on("request", (request: IncomingMessage, response: ServerResponse) => {
    const signIn = isSignIn(request);
    const refusal = weightRefusal(request) ?? crowdRefusal(underWay, signIn);
    if (refusal) return refuse(request, response, refusal);
    underWay.all += 1;
    if (signIn) underWay.signIns += 1;
    const patience = signIn ? cutWhenSlow(request) : undefined;
    response.once("close", () => {
      underWay.all -= 1;
      if (signIn) underWay.signIns -= 1;
      clearTimeout(patience);
    });
    for (const listener of inside) listener.call(server, request, response);
  });
}

function weightRefusal({ headers }: IncomingMessage): Refusal | null {
  if (Number(headers["content-length"] ?? 0) > mostBytes) return [413, "too_large"];
  return headers["transfer-encoding"] === undefined ? null : [411, "too_large"];
}

function crowdRefusal(underWay: { all: number; signIns: number }, signIn: boolean): Refusal | null {
  if (signIn && underWay.signIns >= mostSignInsAtOnce) return [429, "crowded"];
  return underWay.all >= mostAtOnce ? [503, "crowded"] : null;
}

function isSignIn({ method, url }: IncomingMessage): boolean {
  return method === "POST" && /^(\/en)?\/staff\/sign-in(\?|$)/.test(url ?? "");
}

function cutWhenSlow(request: IncomingMessage): NodeJS.Timeout {
  return setTimeout(() => {
    if (!request.complete) request.destroy();
  }, signInArrivesWithinMilliseconds);
}

function refuse(request: IncomingMessage, response: ServerResponse, [status, sentence]: Refusal): void {
  const { locale } = splitPath(request.url ?? "/");
  // What still comes is thrown away as it comes; a connection that is cut would not bring the answer home.
  request.resume();
  response.writeHead(status, {
    "content-type": "text/plain; charset=utf-8",
    "cache-control": "no-store",
    ...(sentence === "crowded" ? { "retry-after": "5" } : {}),
  });
  response.end(`${(locale === "en" ? en : vi)[sentence]}\n`);
}
