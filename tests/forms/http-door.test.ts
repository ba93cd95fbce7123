import { createServer, request, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { unavailablePage } from "@/components/shell/unavailable-page";
import { watchRequests } from "@/lib/forms/http-answer";
import {
  keepTheDoor,
  mostAtOnce,
  mostBesidePages,
  mostBytes,
  signInsAtOnce,
  signInsWaiting,
} from "@/lib/forms/http-door";

let read = 0;
const waiting: ServerResponse[] = [];
/** Requests that met another one's answer in place of their own. */
let strangers = 0;
const server = createServer((asked, response) => {
  if (globalThis.giotHongExchange?.getStore()?.response !== response) strangers += 1;
  if (asked.headers["x-wait"]) return void waiting.push(response);
  asked.on("data", (chunk: Buffer) => {
    read += chunk.length;
  });
  asked.on("end", () => response.end("read"));
});
beforeAll(async () => {
  watchRequests();
  keepTheDoor((request) => unavailablePage(request.url ?? "/", request.method ?? "GET"));
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
});
afterAll(() => void server.close());

function send(
  path: string,
  headers: Record<string, string>,
  body: Buffer,
  method = "POST",
): Promise<{ status?: number; text: string }> {
  const { port } = server.address() as AddressInfo;
  return new Promise((settle, fail) => {
    const sent = request({ host: "127.0.0.1", port, path, method, headers }, (response) => {
      let text = "";
      response.on("data", (chunk) => {
        text += chunk;
      });
      response.on("end", () => settle({ status: response.statusCode, text }));
    });
    sent.on("error", fail);
    sent.end(body);
  });
}

describe("a body", () => {
  it("is read up to a megabyte", async () => {
    const answer = await send("/", { "content-length": String(mostBytes) }, Buffer.alloc(mostBytes));
    expect(answer).toEqual({ status: 200, text: "read" });
    expect(read).toBe(mostBytes);
  });

  it("is refused unread when it is heavier, in the reader's language", async () => {
    read = 0;
    const body = Buffer.alloc(mostBytes + 1);
    const headers = { "content-length": String(body.length) };
    expect(await send("/me", headers, body)).toMatchObject({ status: 413, text: expect.stringContaining("quá lớn") });
    expect(await send("/en/me", headers, body)).toMatchObject({
      status: 413,
      text: expect.stringContaining("too large"),
    });
    expect(read).toBe(0);
  });

  it("of an action is refused in words its form can show", async () => {
    const headers = { "content-length": String(mostBytes + 1), "next-action": "x" };
    const { port } = server.address() as AddressInfo;
    const type = await new Promise((settle, fail) => {
      const sent = request({ host: "127.0.0.1", port, path: "/me", method: "POST", headers }, (response) => {
        settle(response.headers["content-type"]);
        sent.destroy();
      });
      sent.on("error", fail);
      sent.flushHeaders();
    });
    expect(type).toBe("text/plain");
  });

  it("must say what it weighs", async () => {
    read = 0;
    expect(await send("/", { "transfer-encoding": "chunked" }, Buffer.alloc(10))).toMatchObject({ status: 411 });
    expect(read).toBe(0);
  });
});

describe("a crowd", () => {
  const nothing = Buffer.alloc(0);
  const waits = { "content-length": "0", "x-wait": "1" };

  async function crowd(count: number, path: string): Promise<() => Promise<unknown>> {
    const answers = Array.from({ length: count }, () => send(path, waits, nothing));
    while (waiting.length < count) await new Promise((go) => setTimeout(go, 5));
    return async () => {
      for (const response of waiting.splice(0)) response.end("late");
      return Promise.all(answers);
    };
  }

  it("of sign-ins enters a few at a time, and is told to come back when too many wait; nobody else is", async () => {
    const all = signInsAtOnce + signInsWaiting;
    const answers = Array.from({ length: all }, () => send("/staff/sign-in", waits, nothing));
    while (waiting.length < signInsAtOnce) await new Promise((go) => setTimeout(go, 5));
    const refused = await Promise.all(
      ["/staff/sign-in", "/en/staff/sign-in?then=%2Fstaff"].map((path) =>
        send(path, { "content-length": "0" }, nothing),
      ),
    );
    expect(refused.map(({ status }) => status)).toEqual([429, 429]);
    expect(await send("/drives", { "content-length": "0" }, nothing)).toMatchObject({ status: 200 });
    expect(waiting.length).toBe(signInsAtOnce);
    for (let answered = 0; answered < all; answered += 1) {
      while (waiting.length === 0) await new Promise((go) => setTimeout(go, 5));
      waiting.shift()?.end("in");
    }
    expect((await Promise.all(answers)).every(({ status }) => status === 200)).toBe(true);
    expect(await send("/staff/sign-in", { "content-length": "0" }, nothing)).toMatchObject({ status: 200 });
  });

  it("enters one by one, each with its own answer at hand", async () => {
    const answers = Array.from({ length: 60 }, () => send("/", { "content-length": "0" }, nothing));
    expect((await Promise.all(answers)).every(({ status }) => status === 200)).toBe(true);
    expect(strangers).toBe(0);
  });

  it("leaves no room for further pages, and says so in one, while forms are still taken", async () => {
    const leave = await crowd(mostBesidePages, "/");
    const page = await send("/en/drives", { accept: "text/html", "content-length": "0" }, nothing, "GET");
    expect(page).toMatchObject({ status: 503, text: expect.stringContaining('<html lang="en">') });
    expect(await send("/drives", { "content-length": "0" }, nothing)).toMatchObject({ status: 200 });
    await leave();
  });

  it("larger than can be served in time is told to come back at once", async () => {
    const leave = await crowd(mostAtOnce, "/");
    expect(await send("/en", { "content-length": "0" }, nothing)).toMatchObject({
      status: 503,
      text: expect.stringContaining("Wait a few seconds"),
    });
    await leave();
    expect(await send("/", { "content-length": "0" }, nothing)).toMatchObject({ status: 200 });
  });
});
