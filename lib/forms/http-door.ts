import { AsyncResource } from "node:async_hooks";
import { subscribe } from "node:diagnostics_channel";
import type { IncomingMessage, Server, ServerResponse } from "node:http";
import en from "@/lib/i18n/messages/en/connection.json";
import vi from "@/lib/i18n/messages/vi/connection.json";
import { splitPath } from "@/lib/i18n/path";
import { type KindPage, wantsDocument } from "./http-answer";

/** What a request may weigh; `serverActions.bodySizeLimit` in `next.config.ts` says the same. */
export const mostBytes = 1_048_576;

/** Requests under way in this process; more would only wait for each other until nobody waits any more. */
export const mostAtOnce = 400;

/** From here on no further page is begun: what somebody has filled in is worth more than a page that can be reloaded. */
export const mostBesidePages = 160;

/** Sign-ins are slow work on purpose: two at a time, some wait their turn, and a flood of them delays nobody else. */
export const signInsAtOnce = 2;
export const signInsWaiting = 30;

/** How long the form of a sign-in may take to arrive, so that slow senders do not hold its places. */
const signInArrivesWithinMilliseconds = 10_000;

type Refusal = readonly [status: 411 | 413 | 429 | 503, sentence: "too_large" | "crowded"];

const guarded = new WeakSet<Server>();

/**
 * Stands before Next, where a refusal costs next to nothing: no byte of the body is read, nothing is rendered, nothing
 * asked of the database. Refused are a body heavier than a form (Next alone reads as far as its limit and answers 500,
 * and a route handler has no limit), one that does not say what it weighs, and what comes when too much is under way.
 */
export function keepTheDoor(page: KindPage): void {
  subscribe("http.server.request.start", (message) => {
    const { server } = message as { server: Server };
    if (!guarded.has(server)) guard(server, page);
  });
}

function guard(server: Server, page: KindPage): void {
  guarded.add(server);
  const inside = server.listeners("request");
  const signIns = new Turns();
  const stream = new Stream();
  let underWay = 0;
  server.removeAllListeners("request");
  server.on("request", (request: IncomingMessage, response: ServerResponse) => {
    const refusal = weightRefusal(request) ?? crowdRefusal(request, underWay, signIns);
    if (refusal) return refuse(request, response, refusal, page);
    underWay += 1;
    response.once("close", () => {
      underWay -= 1;
    });
    // Bound to its own request: it may be called while another one's is at hand, and must reach its own answer.
    const enter = AsyncResource.bind(() => {
      if (!response.destroyed) for (const listener of inside) listener.call(server, request, response);
    });
    if (isSignIn(request)) signIns.take(request, response, enter);
    else stream.take(enter);
  });
}

function weightRefusal({ headers }: IncomingMessage): Refusal | null {
  if (Number(headers["content-length"] ?? 0) > mostBytes) return [413, "too_large"];
  return headers["transfer-encoding"] === undefined ? null : [411, "too_large"];
}

function crowdRefusal(request: IncomingMessage, underWay: number, signIns: Turns): Refusal | null {
  if (signIns.areFull && isSignIn(request)) return [429, "crowded"];
  return underWay >= (request.method === "POST" ? mostAtOnce : mostBesidePages) ? [503, "crowded"] : null;
}

function isSignIn({ method, url }: IncomingMessage): boolean {
  return method === "POST" && /^(\/en)?\/staff\/sign-in(\?|$)/.test(url ?? "");
}

/** How long at most those already here wait while others are still arriving. */
const mostMillisecondsOfArrival = 500;

/**
 * Whoever comes alone enters at once. Of a crowd nobody does while more are arriving, then one in each turn of the event
 * loop: Node accepts one connection a turn, and turns filled with work would leave hundreds standing outside for seconds,
 * where they cannot even be told that there is no room.
 */
class Stream {
  private readonly waiting: (() => void)[] = [];
  private flowing = false;
  private arrived = false;
  private heldSince = 0;

  take(enter: () => void): void {
    this.arrived = true;
    if (this.flowing) {
      this.waiting.push(enter);
      return;
    }
    this.flowing = true;
    this.heldSince = performance.now();
    setImmediate(this.flow);
    enter();
  }

  private readonly flow = () => {
    const enter = this.waiting[0];
    if (enter === undefined) {
      this.flowing = false;
      return;
    }
    setImmediate(this.flow);
    const more = this.arrived;
    this.arrived = false;
    if (more && performance.now() - this.heldSince < mostMillisecondsOfArrival) return;
    this.heldSince = performance.now();
    this.waiting.shift();
    enter();
  };
}

/** A few enter at a time, the next as soon as one has its answer; who has gone meanwhile is passed over. */
class Turns {
  private running = 0;
  private readonly waiting: (() => void)[] = [];

  get areFull(): boolean {
    return this.running >= signInsAtOnce && this.waiting.length >= signInsWaiting;
  }

  take(request: IncomingMessage, response: ServerResponse, enter: () => void): void {
    const begin = () => {
      if (response.destroyed) return this.next();
      this.running += 1;
      const patience = setTimeout(() => !request.complete && request.destroy(), signInArrivesWithinMilliseconds);
      response.once("close", () => {
        clearTimeout(patience);
        this.running -= 1;
        this.next();
      });
      enter();
    };
    if (this.running < signInsAtOnce) begin();
    else this.waiting.push(begin);
  }

  private next(): void {
    if (this.running < signInsAtOnce) this.waiting.shift()?.();
  }
}

function refuse(request: IncomingMessage, response: ServerResponse, [status, sentence]: Refusal, page: KindPage): void {
  // What still comes is thrown away as it comes; a connection that is cut would not bring the answer home.
  request.resume();
  response.setHeader("cache-control", "no-store");
  if (sentence === "crowded") response.setHeader("retry-after", "5");
  if (status === 503 && wantsDocument(request)) {
    const { html, policy } = page(request);
    response.setHeader("content-security-policy", policy);
    response.writeHead(status, { "content-type": "text/html; charset=utf-8" }).end(html);
    return;
  }
  const { locale } = splitPath(request.url ?? "/");
  // Of an answer to an action Next hands the words on to the form only where its type is just this.
  const isAction = request.headers["next-action"] !== undefined;
  response.writeHead(status, { "content-type": isAction ? "text/plain" : "text/plain; charset=utf-8" });
  response.end(`${(locale === "en" ? en : vi)[sentence]}\n`);
}
