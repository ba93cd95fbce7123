import { readFileSync } from "node:fs";
import { Agent, type IncomingHttpHeaders, request } from "node:http";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { root } from "@/lib/cli/paths";

/** The folder of the build under test and the name it answers to, whatever port an instance listens on. */
export const builtInto = ".next-faults";
export const siteHost = "localhost:4120";
export const siteOrigin = `http://${siteHost}`;

export interface Wanted {
  readonly path: string;
  readonly method?: "GET" | "POST";
  readonly headers?: Record<string, string>;
  readonly body?: Buffer | string;
  readonly patienceMilliseconds?: number;
}

export interface Answer {
  /** 0 when the connection broke, or nothing came in time. */
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  readonly milliseconds: number;
}

const agent = new Agent({ keepAlive: true, maxSockets: 2_000 });

/** Asks one instance, as the balancer in front of it would; a broken connection is an answer of status 0. */
export function ask(port: number, wanted: Wanted): Promise<Answer> {
  const began = performance.now();
  return new Promise((settle) => {
    const answered = (status: number, headers: IncomingHttpHeaders = {}, text = "") =>
      settle({ status, headers, text, milliseconds: performance.now() - began });
    const sent = request({
      host: "127.0.0.1",
      port,
      agent,
      path: wanted.path,
      method: wanted.method ?? "GET",
      headers: {
        host: siteHost,
        ...(wanted.body === undefined ? {} : { "content-length": Buffer.byteLength(wanted.body) }),
        ...wanted.headers,
      },
      timeout: wanted.patienceMilliseconds ?? 30_000,
    });
    sent.on("response", (response) => {
      let text = "";
      response.setEncoding("utf8");
      response.on("data", (chunk: string) => {
        text += chunk;
      });
      response.on("end", () => answered(response.statusCode ?? 0, response.headers, text));
      response.on("error", () => answered(0));
      response.on("aborted", () => answered(0));
    });
    sent.on("timeout", () => sent.destroy());
    sent.on("error", () => answered(0));
    sent.end(wanted.body);
  });
}

/** A form as a browser with script sends it to a server action. */
export function actionRequest(
  action: string,
  page: string,
  fields: Readonly<Record<string, string>>,
  cookie: string | null,
): Wanted {
  const boundary = "----giot-hong-faults";
  const part = (name: string, value: string) =>
    `--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;
  const state = JSON.stringify([{ status: "idle", errors: {}, values: {}, turn: 0 }, "$K1"]);
  const parts = Object.entries(fields).map(([name, value]) => part(`_1_${name}`, value));
  return {
    path: page,
    method: "POST",
    body: `${parts.join("")}${part("0", state)}--${boundary}--\r\n`,
    headers: {
      "content-type": `multipart/form-data; boundary=${boundary}`,
      "next-action": actionId(action),
      accept: "text/x-component",
      origin: siteOrigin,
      ...(cookie ? { cookie } : {}),
    },
  };
}

let ids: Map<string, string> | undefined;

/** The id a browser sends for an action, by its exported name. */
function actionId(name: string): string {
  ids ??= new Map(
    Object.entries(
      JSON.parse(readFileSync(join(root, builtInto, "server/server-reference-manifest.json"), "utf8")).node as Record<
        string,
        { exportedName: string }
      >,
    ).map(([id, { exportedName }]) => [exportedName, id]),
  );
  const id = ids.get(name);
  if (!id) throw new Error(`The build has no action ${name}.`);
  return id;
}

/** What an action said: where it sends the browser on, or the word of its refusal. */
export function saidBy(answer: Answer): { done: string } | { refused: string } | null {
  const to = answer.headers["x-action-redirect"];
  if (typeof to === "string") return { done: to.split(";")[0] ?? "" };
  if (answer.status !== 200) return null;
  const refusal = /"refusal":"(\w+)"/.exec(answer.text)?.[1];
  if (refusal) return { refused: refusal };
  return /"status":"done"/.test(answer.text) ? { done: "" } : null;
}

/** The value below which this share of the numbers lies. */
export function percentile(numbers: readonly number[], share: number): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}
