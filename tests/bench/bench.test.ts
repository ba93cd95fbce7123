import { readFileSync } from "node:fs";
import { createServer, type RequestListener } from "node:http";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { fire, request } from "./generator";
import { asOpponent, fromBody } from "./opposing";
import { alternating, median, middleOf } from "./rounds";

const open: (() => void)[] = [];
afterEach(() => {
  for (const close of open.splice(0)) close();
});

/** A small server to fire at. */
async function answering(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  open.push(() => server.close());
  return `http://127.0.0.1:${(server.address() as { port: number }).port}`;
}

/** So many requests, and then no more. */
function times(many: number, one: Buffer): () => Buffer | null {
  let left = many;
  return () => (left-- > 0 ? one : null);
}

describe("the load generator", () => {
  it("reads an answer whose length is told, one in chunks, and one without a body", async () => {
    const bodies: Record<string, (end: (body?: string) => void, write: (part: string) => void) => void> = {
      "/told": (end) => end("x".repeat(100_000)),
      "/chunks": (end, write) => {
        write("0\r\n\r\n of a text");
        setTimeout(() => end("the rest"), 5);
      },
      "/none": (end) => end(),
    };
    const origin = await answering((asked, answer) => {
      if (asked.url === "/told") answer.setHeader("content-length", 100_000);
      if (asked.url === "/none") answer.statusCode = 204;
      bodies[asked.url ?? ""]?.(
        (body) => answer.end(body),
        (part) => answer.write(part),
      );
    });
    for (const [path, wanted] of [
      ["/told", "x".repeat(100)],
      ["/chunks", "the rest"],
      ["/none", "204 No Content"],
    ] as const) {
      const seen: string[] = [];
      const volley = await fire(origin, {
        connections: 2,
        seconds: 10,
        next: times(6, request(origin, path)),
        seen: (_, answer) => seen.push(answer.toString()),
      });
      expect(volley).toMatchObject({ answers: 6, broken: 0 });
      expect(seen.every((answer) => answer.includes(wanted))).toBe(true);
    }
  });

  it("counts each status, and a connection that breaks before its answer is whole", async () => {
    let turn = 0;
    const origin = await answering((asked, answer) => {
      turn += 1;
      if (turn % 3 === 0) asked.socket.destroy();
      else answer.writeHead(turn % 3 === 1 ? 200 : 503).end();
    });
    const volley = await fire(origin, { connections: 1, seconds: 10, next: times(9, request(origin, "/")) });
    expect(volley).toMatchObject({ answers: 6, broken: 3, statuses: { 200: 3, 503: 3 } });
  });
});

describe("the opponent", () => {
  it("has at most eighty lines", () => {
    expect(
      readFileSync(join(import.meta.dirname, "opponent.mjs"), "utf8")
        .trim()
        .split("\n").length,
    ).toBeLessThanOrEqual(80);
  });

  it("is given our statement word for word, with what is new for each request left open", () => {
    const { slotId } = fromBody("slotId");
    const made = "01a20536-082f-7e9e-b05e-2e736c69a79b";
    const loaded = "00000000-0000-7004-8000-000000000001";
    expect(
      asOpponent({ text: "SELECT $1", values: [slotId, made, loaded, new Date(), "7K2M9QXF", 350, null] }),
    ).toEqual({
      text: "SELECT $1",
      values: [{ field: "slotId" }, { fresh: "id" }, loaded, { fresh: "now" }, { fresh: "code" }, 350, null],
    });
  });
});

describe("rounds", () => {
  it("go in turn, so that whatever else the machine does meets each alike", async () => {
    const order: string[] = [];
    await alternating({ ours: async () => order.push("ours"), theirs: async () => order.push("theirs") }, 2);
    expect(order).toEqual(["ours", "theirs", "ours", "theirs"]);
  });

  it("are told by their middle and by how far apart they lay", () => {
    expect(median([9, 1, 5])).toBe(5);
    expect(middleOf([90, 100, 120], (n) => n)).toEqual({ value: 100, spreadPercent: 30 });
  });
});
