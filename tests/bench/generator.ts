import { connect, type Socket } from "node:net";

/** What was measured while requests were fired. */
export interface Volley {
  /** Answers in all, and how many of each status. */
  answers: number;
  statuses: Record<number, number>;
  /** Connections that broke before their answer was whole. */
  broken: number;
  seconds: number;
  perSecond: number;
  p50: number;
  p99: number;
  worst: number;
  bytesPerAnswer: number;
}

export interface Firing {
  /** How many ask at once; each waits for its answer before it asks again. */
  connections: number;
  /** When to stop asking: after this time, or when `next` has nothing more. */
  seconds: number;
  /** Asks at this rate altogether, however slow the answers are; without it each asks as soon as it may. */
  perSecond?: number;
  /** The next request, whole, as it goes over the wire; null when there is none left. */
  next: () => Buffer | null;
  /** What to do with an answer: its status and its bytes. */
  seen?: (status: number, answer: Buffer, asked: Buffer) => void;
}

/**
 * Fires requests at a server of this machine and times the answers. Written on bare sockets: a client library would
 * take more of the two cores than the opponent does, and the opponent would look slower than it is.
 */
export async function fire(origin: string, firing: Firing): Promise<Volley> {
  const { hostname, port } = new URL(origin);
  const host = hostname === "localhost" ? "127.0.0.1" : hostname;
  const began = performance.now();
  const tally: Tally = { times: [], statuses: {}, broken: 0, bytes: 0 };
  const clock = firing.perSecond ? paced(began, firing.perSecond) : null;
  await Promise.all(
    Array.from({ length: firing.connections }, () => ask({ host, port: Number(port) }, firing, began, clock, tally)),
  );
  const seconds = (performance.now() - began) / 1000;
  const times = tally.times.sort((a, b) => a - b);
  const at = (share: number) => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0;
  return {
    answers: times.length,
    statuses: tally.statuses,
    broken: tally.broken,
    seconds,
    perSecond: times.length / seconds,
    p50: at(0.5),
    p99: at(0.99),
    worst: times.at(-1) ?? 0,
    bytesPerAnswer: times.length > 0 ? Math.round(tally.bytes / times.length) : 0,
  };
}

interface Tally {
  times: number[];
  statuses: Record<number, number>;
  broken: number;
  bytes: number;
}

/** One connection: asks, waits, asks again; a broken one is opened anew. */
async function ask(
  to: { host: string; port: number },
  firing: Firing,
  began: number,
  clock: (() => number) | null,
  tally: Tally,
): Promise<void> {
  const ends = began + firing.seconds * 1000;
  let wire: Wire | null = null;
  for (;;) {
    // At a set rate a request has its moment; what it waits for a free connection counts as waiting for the answer.
    const due = clock?.() ?? performance.now();
    if (due >= ends || performance.now() >= ends) break;
    if (due > performance.now()) await new Promise((go) => setTimeout(go, due - performance.now()));
    const request = firing.next();
    if (request === null) break;
    try {
      wire ??= await open(to);
      const { status, answer, closes } = await wire.exchange(request);
      tally.times.push(performance.now() - due);
      tally.statuses[status] = (tally.statuses[status] ?? 0) + 1;
      tally.bytes += answer.length;
      firing.seen?.(status, answer, request);
      if (closes) wire = wire.close();
    } catch {
      tally.broken += 1;
      wire = wire?.close() ?? null;
    }
  }
  wire?.close();
}

function paced(began: number, perSecond: number): () => number {
  let turn = 0;
  return () => began + (turn++ * 1000) / perSecond;
}

interface Exchange {
  status: number;
  answer: Buffer;
  closes: boolean;
}

interface Wire {
  exchange(request: Buffer): Promise<Exchange>;
  close(): null;
}

function open(to: { host: string; port: number }): Promise<Wire> {
  return new Promise((ready, fail) => {
    const socket = connect(to);
    socket.setNoDelay(true);
    socket.once("error", fail);
    socket.once("connect", () => {
      socket.off("error", fail);
      ready(wireOver(socket));
    });
  });
}

function wireOver(socket: Socket): Wire {
  let waiting: { done: (exchange: Exchange) => void; fail: (error: Error) => void } | null = null;
  let parts: Buffer[] = [];
  let head: Head | null = null;
  let bytes = 0;
  const fail = (error: Error) => {
    waiting?.fail(error);
    waiting = null;
  };
  socket.setTimeout(30_000, () => socket.destroy(new Error("no answer in 30 s")));
  socket.on("error", fail);
  socket.on("close", () => fail(new Error("closed")));
  socket.on("data", (chunk: Buffer) => {
    parts.push(chunk);
    bytes += chunk.length;
    if (head === null) {
      if (parts.length > 1) parts = [Buffer.concat(parts)];
      head = headOf(parts[0] as Buffer);
    }
    if (head === null || !isWhole(head, parts, bytes)) return;
    const exchange = { status: head.status, closes: head.closes, answer: Buffer.concat(parts) };
    [parts, head, bytes] = [[], null, 0];
    const one = waiting;
    waiting = null;
    one?.done(exchange);
  });
  return {
    exchange: (request) =>
      new Promise((done, failed) => {
        if (socket.destroyed) return failed(new Error("closed"));
        waiting = { done, fail: failed };
        socket.write(request);
      }),
    close: () => {
      socket.destroy();
      return null;
    },
  };
}

interface Head {
  status: number;
  /** Bytes up to the body, and of the body where the server says so. */
  length: number;
  body: number | null;
  closes: boolean;
}

function headOf(start: Buffer): Head | null {
  const end = start.indexOf("\r\n\r\n");
  if (end < 0) return null;
  const text = start.toString("latin1", 0, end).toLowerCase();
  const status = Number(text.slice(9, 12));
  const length = /\r\ncontent-length: (\d+)/.exec(text)?.[1];
  const none = status === 204 || status === 304;
  return {
    status,
    length: end + 4,
    body: none ? 0 : length === undefined ? null : Number(length),
    closes: /\r\nconnection: close/.test(text),
  };
}

const lastChunk = Buffer.from("\r\n0\r\n\r\n");

/** Nothing is asked before the last answer is whole, so an answer in chunks is over when its bytes so far end the way the last chunk does. */
function isWhole(head: Head, parts: Buffer[], bytes: number): boolean {
  if (head.body !== null) return bytes >= head.length + head.body;
  const last = parts.at(-1) as Buffer;
  const tail = last.length >= lastChunk.length ? last : Buffer.concat(parts.slice(-3));
  return tail.subarray(-lastChunk.length).equals(lastChunk);
}

/** A request as it goes over the wire, with the headers of a browser that asks for a page of this site. */
export function request(
  origin: string,
  path: string,
  { method = "GET", headers = {}, body }: { method?: string; headers?: Record<string, string>; body?: Buffer } = {},
): Buffer {
  const lines = {
    host: new URL(origin).host,
    ...(method === "POST" ? { origin, "content-length": String(body?.length ?? 0) } : {}),
    ...headers,
  };
  const head = Object.entries(lines).map(([name, value]) => `${name}: ${value}\r\n`);
  return Buffer.concat([Buffer.from(`${method} ${path} HTTP/1.1\r\n${head.join("")}\r\n`), body ?? Buffer.alloc(0)]);
}
