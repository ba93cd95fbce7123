import { type NextRequest, NextResponse } from "next/server";
import createIntlProxy from "next-intl/middleware";
import { comesFromHere } from "@/lib/auth/origin";
import en from "@/lib/i18n/messages/en/forms.json";
import vi from "@/lib/i18n/messages/vi/forms.json";
import { splitPath } from "@/lib/i18n/path";
import { routing } from "@/lib/i18n/routing";

const intl = createIntlProxy(routing);

/**
 * Pages that read no cookie and are the same for everybody, so a shared cache may keep them for two seconds, and give
 * out the last one for one more while it fetches anew: with the two seconds of the figures themselves, what was recorded
 * is seen within five. The nonce is cached with the page that carries it, so header and body agree.
 */
const SHARED = [
  /^\/$/,
  /^\/drives\/[^/]+$/,
  /^\/check$/,
  /^\/progress(\/.*)?$/,
  /^\/attributions$/,
  /^\/privacy$/,
  /^\/api-docs$/,
  /^\/honours(\/check\/[^/]+)?$/,
];

function isShared(request: NextRequest): boolean {
  if (request.method !== "GET" && request.method !== "HEAD") return false;
  // A document, not the data of a soft navigation: Next hides its own headers from here, the browser's says it.
  const wanted = request.headers.get("sec-fetch-dest");
  if (wanted && wanted !== "document") return false;
  const { path } = splitPath(request.nextUrl.pathname);
  return SHARED.some((pattern) => pattern.test(path));
}

function contentSecurityPolicy(nonce: string): string {
  const dev = process.env.NODE_ENV !== "production";
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${dev ? " 'unsafe-eval'" : ""}`,
    // Widths of bars are style attributes; style elements still need the nonce.
    dev ? "style-src 'self' 'unsafe-inline'" : `style-src 'self' 'nonce-${nonce}'`,
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    `connect-src 'self'${dev ? " ws:" : ""}`,
    "worker-src 'self'",
    "manifest-src 'self'",
    "object-src 'none'",
    "frame-src 'none'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
    "form-action 'self'",
  ].join("; ");
}

/**
 * Refuses whatever would change something and does not come from our own pages, before anything reads it. Next alone
 * lets through a POST without Origin, and one whose forged X-Forwarded-Host agrees with its forged Origin.
 */
function refusal(request: NextRequest): NextResponse | null {
  if (request.method === "GET" || request.method === "HEAD") return null;
  const seen = {
    origin: request.headers.get("origin"),
    fetchSite: request.headers.get("sec-fetch-site"),
    host: request.headers.get("host"),
  };
  if (comesFromHere(seen, process.env.PUBLIC_ORIGIN ?? null)) return null;
  const { locale } = splitPath(request.nextUrl.pathname);
  return new NextResponse(`${(locale === "en" ? en : vi).foreign}\n`, {
    status: 403,
    headers: { "content-type": "text/plain; charset=utf-8", "cache-control": "no-store" },
  });
}

/** Language, nonce and cache headers for every page. It decides nothing about who may see what. */
export default function proxy(request: NextRequest): NextResponse {
  const refused = refusal(request);
  if (refused) return refused;
  // Written two dozen times into each page: without what only fills it up.
  const nonce = btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(16)))).replace(/=+$/, "");
  const policy = contentSecurityPolicy(nonce);
  // Next reads the scripts' nonce out of this request header and puts it on everything it writes.
  request.headers.set("content-security-policy", policy);
  request.headers.set("x-nonce", nonce);
  request.headers.set("x-page-path", request.nextUrl.pathname + request.nextUrl.search);

  const response = intl(request);
  response.headers.set("content-security-policy", policy);
  if (process.env.PUBLIC_ORIGIN?.startsWith("https://"))
    response.headers.set("strict-transport-security", "max-age=31536000");
  response.headers.set(
    "cache-control",
    isShared(request) ? "public, max-age=0, s-maxage=2, stale-while-revalidate=1" : "private, no-store",
  );
  return response;
}

export const config = {
  // Everything that is a page; API routes, the page for other sites to frame, build output and files of `public/` set their own headers.
  matcher: ["/((?!api/|api$|embed/|_next/|.*\\.(?:svg|png|ico|txt|xml|json|webmanifest|woff2|js|css)$).*)"],
};
