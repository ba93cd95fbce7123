import { createHash } from "node:crypto";
import { createTranslator } from "next-intl";
import type { z } from "zod";
import en from "@/lib/i18n/messages/en";
import vi from "@/lib/i18n/messages/vi";
import type { Locale } from "@/lib/i18n/routing";

/** How long shared caches may keep an answer. Live totals must be true within five seconds. */
export const keep = {
  live: "public, max-age=0, s-maxage=2",
  reference: "public, max-age=60, s-maxage=60, stale-while-revalidate=60",
} as const;

/** No answer to somebody who may not have it, or to a question nobody can answer; nothing keeps it. */
export const noAnswer = (status: 401 | 404): Response =>
  new Response(null, { status, headers: { "cache-control": "private, no-store" } });

/** Anybody's page may read the open data; it carries no cookie either way. */
const open = {
  "access-control-allow-origin": "*",
  "access-control-expose-headers": "etag, retry-after, link",
};

/** RFC 9457: what is wrong with a request, in a sentence and by a word that programs can rely on. */
export class Problem extends Error {
  constructor(
    readonly status: 400 | 404 | 405 | 503,
    /** A key under `api.problem`. */
    readonly word: ProblemWord,
    readonly facts: Record<string, string> = {},
  ) {
    super(word);
  }
}

export type ProblemWord = keyof (typeof vi)["api"]["problem"];

type Handler<Params> = (request: Request, context: { params: Promise<Params> }) => Promise<Response>;

/** Wraps a route: what it throws becomes problem+json in the language asked for; a crowded or missing database 503. */
export function answering<Params = unknown>(work: Handler<Params>): Handler<Params> {
  return async (request, context) => {
    try {
      return await work(request, context);
    } catch (error) {
      if (error instanceof Problem) return problemAnswer(request, error);
      if (isUnavailable(error)) return problemAnswer(request, new Problem(503, "unavailable"));
      throw error;
    }
  };
}

/** A JSON answer with its ETag; 304 when the caller already has it. */
export function jsonAnswer(
  request: Request,
  body: unknown,
  cacheControl: string,
  more: Record<string, string> = {},
): Response {
  const text = JSON.stringify(body);
  const etag = `"${createHash("sha256").update(text).digest("base64url").slice(0, 22)}"`;
  const headers = { ...open, etag, "cache-control": cacheControl, ...more };
  if (hasIt(request.headers.get("if-none-match"), etag)) return new Response(null, { status: 304, headers });
  return new Response(text, { headers: { ...headers, "content-type": "application/json; charset=utf-8" } });
}

/** What every address here may be asked with: nothing is changed through it. */
const reading = "GET, HEAD, OPTIONS";

/** The answer to a browser that asks whether another site may read. */
export function mayRead(): Response {
  return new Response(null, {
    status: 204,
    headers: {
      ...open,
      allow: reading,
      "access-control-allow-methods": reading,
      "access-control-allow-headers": "if-none-match",
      "access-control-max-age": "86400",
      "cache-control": "public, max-age=86400",
    },
  });
}

/** The same of an address for our own pages alone, which no other site may read. */
export function mayReadHere(): Response {
  return new Response(null, { status: 204, headers: { allow: reading } });
}

/** The answer to a POST, PUT, PATCH or DELETE. */
export function readOnly(request: Request): Response {
  return problemAnswer(request, new Problem(405, "read_only", { method: request.method }));
}

/**
 * The query of a request by its shape. A parameter nobody knows, one given twice and one that will not do are each
 * refused with its name: a misspelt filter must not look like an answer about everything.
 */
export function parametersOf<S extends z.ZodObject>(request: Request, shape: S): z.output<S> {
  const given = new URL(request.url).searchParams;
  const known = Object.keys(shape.shape);
  for (const name of new Set(given.keys())) {
    if (!known.includes(name))
      throw new Problem(400, "unknown_parameter", { parameter: shown(name), known: known.join(", ") });
    if (given.getAll(name).length > 1) throw new Problem(400, "parameter_twice", { parameter: name });
  }
  const read = shape.safeParse(Object.fromEntries(given));
  if (read.success) return read.data;
  const issue = read.error.issues[0];
  const name = String(issue?.path[0] ?? "");
  if (!given.has(name)) throw new Problem(400, "parameter_missing", { parameter: name });
  throw new Problem(400, (issue?.message as ProblemWord) ?? "malformed", {
    parameter: name,
    value: shown(given.get(name) ?? ""),
  });
}

/** The sentences of the message files in the language asked for. */
export function sentences(request: Request) {
  const locale = languageOf(request);
  return createTranslator({ locale, messages: locale === "en" ? en : vi });
}

function problemAnswer(request: Request, problem: Problem): Response {
  const locale = languageOf(request);
  const t = sentences(request);
  const { status, word, facts } = problem;
  const { parameter } = facts;
  return new Response(
    JSON.stringify({
      type: `/api-docs#${word}`,
      title: t(`api.status.${status}`),
      status,
      detail: t(`api.problem.${word}`, facts),
      ...(parameter === undefined ? {} : { parameter }),
    }),
    {
      status,
      headers: {
        ...open,
        "content-type": "application/problem+json; charset=utf-8",
        "content-language": locale,
        vary: "accept-language",
        "cache-control": "no-store",
        ...(status === 405 ? { allow: reading } : {}),
        ...(status === 503 ? { "retry-after": "5" } : {}),
      },
    },
  );
}

/** Vietnamese unless English is wanted more. */
function languageOf(request: Request): Locale {
  const wanted = (request.headers.get("accept-language") ?? "")
    .split(",")
    .map((part) => {
      const [tag = "", ...settings] = part.trim().toLowerCase().split(";");
      const weight = Number(/q=([\d.]+)/.exec(settings.join(";"))?.[1] ?? 1);
      return { language: tag.split("-")[0], weight };
    })
    .filter(({ language, weight }) => (language === "vi" || language === "en") && weight > 0)
    .sort((a, b) => b.weight - a.weight);
  return wanted[0]?.language === "en" ? "en" : "vi";
}

const hasIt = (given: string | null, etag: string) =>
  given?.split(",").some((one) => one.trim() === "*" || one.trim().replace(/^W\//, "") === etag) ?? false;

/** What somebody typed, short enough for a sentence. */
const shown = (text: string) => (text.length > 40 ? `${text.slice(0, 40)}…` : text);

/** The database sheds load, does not answer, is shutting down or took too long: to be tried again, not a fault. */
const isUnavailable = (error: unknown): boolean => error instanceof Error && error.name === "DatabaseUnavailable";
