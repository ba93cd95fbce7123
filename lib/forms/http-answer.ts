import { AsyncLocalStorage } from "node:async_hooks";
import { subscribe } from "node:diagnostics_channel";
import type { IncomingMessage, ServerResponse } from "node:http";

/** The request at hand and its answer, as Node has them. */
interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
}

/** A page that is whole in itself, with the policy under which it may be shown. */
export type KindPage = (request: IncomingMessage) => { html: string; policy: string };

declare global {
  var giotHongExchange: AsyncLocalStorage<Exchange> | undefined;
}

const secondsToWait = { 429: 60, 503: 5 } as const;

/**
 * Lets what runs in a request reach its HTTP answer. Next lets neither a page nor an action choose the status: one
 * that fails is a 500, and one that says "try again later" a 200. Balancers, caches and clients that count on the
 * status would all be told wrong.
 */
export function watchRequests(): void {
  if (globalThis.giotHongExchange) return;
  const exchange = new AsyncLocalStorage<Exchange>();
  globalThis.giotHongExchange = exchange;
  subscribe("http.server.request.start", (message) => {
    const { request, response } = message as Exchange;
    mendAddress(request);
    keepNoRefusal(response);
    exchange.enterWith({ request, response });
  });
}

/** An address that cannot be decoded ("/%E0%A4%A") is one that is not there: Next answers it 500, before any page. */
function mendAddress(request: IncomingMessage): void {
  const [path = "", ...query] = (request.url ?? "").split("?");
  try {
    decodeURIComponent(path);
  } catch {
    request.url = [path.replaceAll("%", "~"), ...query].join("?");
  }
}

/** A page may be kept for seconds by its address alone, before it is known to be there: a refusal never is. */
function keepNoRefusal(response: ServerResponse): void {
  const writeHead = response.writeHead.bind(response) as (...args: unknown[]) => ServerResponse;
  response.writeHead = (status: number, ...rest: unknown[]) => {
    if (status >= 400 && /public|s-maxage/.test(String(response.getHeader("cache-control") ?? "")))
      response.setHeader("cache-control", "no-store");
    return writeHead(status, ...rest);
  };
}

/** Gives the answer this status and says when to try again; nothing happens when it is on its way already. */
export function answerWith(status: keyof typeof secondsToWait): void {
  const response = globalThis.giotHongExchange?.getStore()?.response;
  if (!response || response.headersSent) return;
  const writeHead = response.writeHead.bind(response) as (...args: unknown[]) => ServerResponse;
  response.writeHead = (_status: number, ...rest: unknown[]) => {
    tellWhenToTryAgain(response, status);
    return writeHead(status, ...rest);
  };
}

/**
 * Answers 503 with a page of our own in place of what Next draws when the page itself could not be: that is an empty
 * document until scripts run. Whoever asked for something else than a document gets the status alone.
 */
export function answerUnavailable(page: KindPage): void {
  const exchange = globalThis.giotHongExchange?.getStore();
  if (!exchange || exchange.response.headersSent) return;
  const { request, response } = exchange;
  if (wantsDocument(request)) writeInstead(response, () => page(request));
  else answerWith(503);
}

/** Swallows what is written from here on, and ends the answer with the page. */
function writeInstead(response: ServerResponse, page: () => { html: string; policy: string }): void {
  const end = response.end.bind(response) as (body: string) => ServerResponse;
  response.flushHeaders = () => {};
  response.write = (...args: unknown[]) => {
    const told = args.at(-1);
    if (typeof told === "function") process.nextTick(told as () => void);
    return true;
  };
  response.end = () => {
    const { html, policy } = page();
    tellWhenToTryAgain(response, 503);
    for (const name of ["etag", "link", "content-length", "transfer-encoding"]) response.removeHeader(name);
    response.setHeader("content-type", "text/html; charset=utf-8");
    response.setHeader("content-security-policy", policy);
    response.statusCode = 503;
    return end(html);
  };
}

function tellWhenToTryAgain(response: ServerResponse, status: keyof typeof secondsToWait): void {
  response.setHeader("retry-after", String(secondsToWait[status]));
  response.setHeader("cache-control", "no-store");
}

/** Whether a browser asks for a page to show, and not for data or the answer of an action. */
export function wantsDocument({ headers }: IncomingMessage): boolean {
  if (headers.rsc !== undefined || headers["next-action"] !== undefined) return false;
  return headers.accept?.includes("text/html") ?? false;
}
