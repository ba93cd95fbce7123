import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as later } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { unavailablePage } from "@/components/shell/unavailable-page";
import { answerUnavailable, answerWith, watchRequests } from "@/lib/forms/http-answer";

const page = (request: { url?: string; method?: string }) =>
  unavailablePage(request.url ?? "/", request.method ?? "GET");
const rooms: Record<string, RequestListener> = {
  "/well": (_, response) => response.setHeader("cache-control", "s-maxage=5").end("well"),
  "/gone": (_, response) => {
    response.setHeader("cache-control", "public, s-maxage=5");
    response.statusCode = 404;
    response.end("gone");
  },
  "/~E0~A4~A": (request, response) => response.end(decodeURI(request.url ?? "")),
  "/m%C3%A1u?q=%E0%A4%A": (_, response) => response.end("blood"),
  "/too-often": async (_, response) => {
    await later(1);
    answerWith(429);
    response.statusCode = 200;
    response.end("wait");
  },
  "/down": async (_, response) => {
    response.setHeader("cache-control", "s-maxage=5");
    response.setHeader("etag", '"half"');
    await later(1);
    answerUnavailable(page);
    response.statusCode = 500;
    response.write("half a document ");
    response.end("and its end");
  },
  "/too-late": (_, response) => {
    response.write("begun ");
    answerUnavailable(page);
    answerWith(503);
    response.end("ended");
  },
};
const server = createServer((request, response) => rooms[request.url?.replace(/^\/en/, "") ?? ""]?.(request, response));
let address = "";
beforeAll(async () => {
  watchRequests();
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => void server.close());

const browser = { accept: "text/html" };

describe("the answer to a request", () => {
  it("stays as it is when nothing is said about it", async () => {
    const answer = await fetch(`${address}/well`, { headers: browser });
    expect([answer.status, answer.headers.get("cache-control"), await answer.text()]).toEqual([
      200,
      "s-maxage=5",
      "well",
    ]);
  });

  it("is kept by no cache when it is a refusal, whatever a page that is there may be", async () => {
    const answer = await fetch(`${address}/gone`, { headers: browser });
    expect([answer.status, answer.headers.get("cache-control"), await answer.text()]).toEqual([
      404,
      "no-store",
      "gone",
    ]);
  });

  it("can be found for an address nobody can read, which then is one that is not there", async () => {
    expect(await (await fetch(`${address}/%E0%A4%A`)).text()).toBe("/~E0~A4~A");
    expect(await (await fetch(`${address}/m%C3%A1u?q=%E0%A4%A`)).text()).toBe("blood");
  });

  it("takes the status that was wished, and says when to try again", async () => {
    const answer = await fetch(`${address}/too-often`);
    expect([answer.status, answer.headers.get("retry-after"), await answer.text()]).toEqual([429, "60", "wait"]);
    expect(answer.headers.get("cache-control")).toBe("no-store");
  });

  it("is a whole page in the reader's language where a document could not be drawn, kept by no cache", async () => {
    for (const [path, lang] of [
      ["/down", "vi"],
      ["/en/down", "en"],
    ]) {
      const answer = await fetch(address + path, { headers: browser });
      const html = await answer.text();
      expect(answer.status).toBe(503);
      expect(answer.headers.get("retry-after")).toBe("5");
      expect(answer.headers.get("cache-control")).toBe("no-store");
      expect(answer.headers.get("etag")).toBeNull();
      expect(answer.headers.get("content-security-policy")).toMatch(/^default-src 'none'; style-src 'sha256-/);
      expect(html).toContain(`<html lang="${lang}">`);
      expect(html).not.toContain("half a document");
    }
  });

  it("tells who sent a form without script how to send it again", async () => {
    const form = { method: "POST", headers: browser, body: new URLSearchParams({ name: "An" }) };
    expect(await (await fetch(`${address}/down`, form)).text()).toContain("tải lại trang này");
    expect(await (await fetch(`${address}/down`, { headers: browser })).text()).not.toContain("tải lại trang này");
  });

  it("is the status alone for whoever asked for no document", async () => {
    const headers: Record<string, string>[] = [
      { accept: "*/*" },
      { ...browser, rsc: "1" },
      { ...browser, "next-action": "x" },
    ];
    for (const asked of headers) {
      const answer = await fetch(`${address}/down`, { headers: asked });
      expect([answer.status, answer.headers.get("retry-after"), await answer.text()]).toEqual([
        503,
        "5",
        "half a document and its end",
      ]);
    }
  });

  it("is left alone once it is on its way", async () => {
    const answer = await fetch(`${address}/too-late`, { headers: browser });
    expect([answer.status, await answer.text()]).toEqual([200, "begun ended"]);
  });
});
