import { randomInt } from "node:crypto";
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";

/** What was built and what is served: read from the build itself, called over HTTP as anybody on the net would. */
const root = resolve(import.meta.dirname, "../..");
const dist = join(root, process.env.NEXT_DIST_DIR ?? ".next");
export const origin = process.env.BASE_URL ?? "http://localhost:3000";

export interface BuiltAction {
  readonly name: string;
  readonly file: string;
  /** The id a browser sends. */
  readonly id: string;
  /** A page that carries it, as a path of `app/` with its parameters. */
  readonly page: string;
}

/** Every server action of the build, by its exported name. */
export function builtActions(): BuiltAction[] {
  const manifest = read("server/server-reference-manifest.json") as {
    node: Record<string, { exportedName: string; filename: string; workers: Record<string, unknown> }>;
    edge: Record<string, unknown>;
  };
  if (Object.keys(manifest.edge).length > 0)
    throw new Error("There are actions at the edge, which nobody looks at here.");
  return Object.entries(manifest.node)
    .map(([id, { exportedName, filename, workers }]) => ({
      id,
      name: exportedName,
      file: filename,
      page: pathOf(Object.keys(workers).sort()[0] ?? ""),
    }))
    .sort((a, b) => a.name.localeCompare(b.name));
}

/** The server action of this exported name. */
export function actionNamed(name: string): BuiltAction {
  const action = builtActions().find((one) => one.name === name);
  if (!action) throw new Error(`The build has no action ${name}.`);
  return action;
}

/** Every page and route handler of the build, by its path without the language. */
export function builtRoutes(): { path: string; kind: "page" | "route" }[] {
  const manifest = read("app-path-routes-manifest.json") as Record<string, string>;
  return Object.keys(manifest)
    .filter((entry) => !entry.startsWith("/_"))
    .map((entry) => ({
      path: pathOf(`app${entry}`),
      kind: entry.endsWith("/route") ? ("route" as const) : ("page" as const),
    }))
    .filter(({ path }) => path !== "/[...rest]");
}

/** `app/[locale]/(staff)/staff/people/page` is `/staff/people`. */
function pathOf(entry: string): string {
  const path = entry
    .replace(/^app/, "")
    .replace(/\/(page|route)$/, "")
    .replace(/\/\[locale\]/, "")
    .replace(/\/\([^)]*\)/g, "");
  return path === "" ? "/" : path;
}

function read(file: string): unknown {
  return JSON.parse(readFileSync(join(dist, file), "utf8"));
}

type Value = string | Blob;
export type Fields = Readonly<Record<string, Value | readonly Value[]>>;

export interface ActionAnswer {
  readonly status: number;
  /** "done" when it went well, also when it sends the browser on. */
  readonly outcome: "done" | "invalid" | "refused" | "unreadable";
  readonly refusal: string | null;
  readonly text: string;
  readonly headers: Headers;
}

/** The state a form nobody has sent yet carries, as React sends it beside the fields. */
const fresh = { status: "idle", errors: {}, values: {}, turn: 0 };

/** Sends a form to an action as React does for a browser with script. Each call comes from an address of its own. */
export async function callAction(
  action: BuiltAction,
  page: string,
  fields: Fields,
  cookie: string | null,
  headers: Record<string, string> = {},
  args: readonly unknown[] = [fresh, "$K1"],
): Promise<ActionAnswer> {
  const body = new FormData();
  for (const [name, value] of Object.entries(fields)) {
    for (const one of Array.isArray(value) ? value : [value]) body.append(`_1_${name}`, one);
  }
  body.append("0", JSON.stringify(args));
  const response = await fetch(origin + page, {
    method: "POST",
    body,
    redirect: "manual",
    headers: {
      "next-action": action.id,
      accept: "text/x-component",
      origin,
      "x-forwarded-for": someAddress(),
      ...(cookie ? { cookie } : {}),
      ...headers,
    },
  });
  const text = await response.text();
  const redirected = response.headers.get("x-action-redirect") !== null;
  const state = /"status":"(done|invalid|refused)"/.exec(text)?.[1];
  return {
    status: response.status,
    outcome: redirected ? "done" : ((state as ActionAnswer["outcome"] | undefined) ?? "unreadable"),
    refusal: /"refusal":"(\w+)"/.exec(text)?.[1] ?? null,
    text,
    headers: response.headers,
  };
}

/** Asks for a page or route as a browser's address bar does. */
export async function visit(path: string, cookie: string | null): Promise<Response> {
  return fetch(origin + path, {
    redirect: "manual",
    headers: { accept: "text/html,*/*", "sec-fetch-dest": "document", ...(cookie ? { cookie } : {}) },
  });
}

function someAddress(): string {
  return `198.18.${randomInt(256)}.${randomInt(1, 255)}`;
}
