import { createServer, request } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { mostBytes, refuseHeavyBodies } from "@/lib/forms/heavy-bodies";

let read = 0;
const server = createServer((asked, response) => {
  asked.on("data", (chunk: Buffer) => {
    read += chunk.length;
  });
  asked.on("end", () => response.end("read"));
});
beforeAll(async () => {
  refuseHeavyBodies();
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
});
afterAll(() => void server.close());

function send(path: string, headers: Record<string, string>, body: Buffer): Promise<{ status?: number; text: string }> {
  const { port } = server.address() as AddressInfo;
  return new Promise((settle, fail) => {
    const sent = request({ host: "127.0.0.1", port, path, method: "POST", headers }, (response) => {
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

  it("must say what it weighs", async () => {
    read = 0;
    expect(await send("/", { "transfer-encoding": "chunked" }, Buffer.alloc(10))).toMatchObject({ status: 411 });
    expect(read).toBe(0);
  });
});
