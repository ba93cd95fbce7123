import { request } from "node:http";
import { performance } from "node:perf_hooks";
import { type Fault, Promises } from "./fault";
import { actionRequest, siteHost, siteOrigin } from "./requests";
import type { Server } from "./server";

const megabytes = 100;

/** Somebody pours 100 MB into actions and routes, with and without saying so beforehand. */
export const uploads: Fault = {
  name: "uploads",
  async run(ground) {
    const promises = new Promises();
    const server = await ground.server();
    const action = actionRequest("signInAction", "/staff/sign-in", { email: "x", password: "x" }, null).headers ?? {};
    const sheet = { ...action, "content-type": "multipart/form-data; boundary=sheet" };
    const plain = { origin: siteOrigin, "content-type": "application/octet-stream" };
    const targets: [string, string, Record<string, string>][] = [
      ["an action", "/staff/sign-in", action],
      ["the import of reports", "/staff/reports/import", sheet],
      ["the import of old lists", "/staff/awards/import", sheet],
      ["a target's paper", "/staff/targets/P01/decide", sheet],
      ["a page", "/", plain],
      ["a route", "/api/v1/drives", plain],
      ["the desk's route", "/api/desk/none/queue", plain],
      ["the health report", "/api/health", plain],
      ["a file", "/icon.svg", plain],
    ];
    for (const [, path, headers] of targets) await pour(server, path, headers, { megabytes: 0.1, announced: true });
    const before = await server.residentMegabytes();
    const slowest = { milliseconds: 0 };
    let most = before;
    for (const [name, path, headers] of targets)
      for (const announced of [true, false]) {
        const poured = await pour(server, path, headers, { megabytes, announced });
        most = Math.max(most, poured.mostMegabytes);
        slowest.milliseconds = Math.max(slowest.milliseconds, poured.milliseconds);
        const how = `${name} ${announced ? "" : "without a length "}answered ${poured.status}`;
        promises.keep([405, 411, 413].includes(poured.status), how);
        if (poured.status === 413 || poured.status === 411)
          promises.keep(poured.said.includes("1 MB"), `${how} with "${poured.said}"`);
        if (announced && (headers === sheet || ["an action", "a page"].includes(name)))
          promises.keep(poured.status === 413, how);
        promises.keep(poured.milliseconds <= 1_000, `${name} took ${Math.round(poured.milliseconds)} ms to refuse`);
      }
    const grown = most - before;
    promises.keep(grown < 50, `memory grew by ${Math.round(grown)} MB`);
    await server.stop();
    return promises.verdict(
      `${targets.length * 2} uploads of ${megabytes} MB refused, the slowest after ${Math.round(slowest.milliseconds)} ms; memory +${Math.max(0, Math.round(grown))} MB`,
    );
  },
};

interface Poured {
  /** 0 when the connection was cut without an answer. */
  status: number;
  said: string;
  milliseconds: number;
  mostMegabytes: number;
}

/** Pours until it is answered or cut off, and watches the server's memory meanwhile. */
async function pour(
  server: Server,
  path: string,
  headers: Record<string, string>,
  { megabytes, announced }: { megabytes: number; announced: boolean },
): Promise<Poured> {
  const bytes = Math.round(megabytes * 1_048_576);
  const length: Record<string, string> = announced
    ? { "content-length": String(bytes) }
    : { "transfer-encoding": "chunked" };
  const began = performance.now();
  const sent = request({
    host: "127.0.0.1",
    port: server.port,
    path,
    method: "POST",
    headers: { host: siteHost, ...headers, ...length },
  });
  let said = "";
  let answered: { status: number; milliseconds: number } | undefined;
  const answer = new Promise<void>((settle) => {
    const settled = (status: number) => {
      answered ??= { status, milliseconds: performance.now() - began };
    };
    const over = () => {
      settled(0);
      settle();
    };
    sent.on("response", (response) => {
      settled(response.statusCode ?? 0);
      response.setEncoding("utf8");
      response.on("data", (piece: string) => {
        said += piece;
      });
      response.on("end", over);
    });
    sent.on("error", over);
    sent.on("close", over);
  });
  let mostMegabytes = await server.residentMegabytes();
  const piece = Buffer.alloc(262_144, 97);
  for (let left = bytes; left > 0 && !sent.destroyed; left -= piece.length) {
    const more = sent.write(left < piece.length ? piece.subarray(0, left) : piece);
    if (!more)
      await Promise.race([
        new Promise((go) => sent.once("drain", go)),
        answer,
        new Promise((go) => setTimeout(go, 5_000)),
      ]);
    if (answered && !more) break;
  }
  await Promise.race([answer, new Promise((go) => setTimeout(go, 10_000))]);
  mostMegabytes = Math.max(mostMegabytes, await server.residentMegabytes());
  sent.destroy();
  return { ...(answered ?? { status: 0, milliseconds: performance.now() - began }), said, mostMegabytes };
}
