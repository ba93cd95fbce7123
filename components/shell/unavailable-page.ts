import { createHash } from "node:crypto";
import en from "@/lib/i18n/messages/en/errors.json";
import vi from "@/lib/i18n/messages/vi/errors.json";

const style = `:root{color-scheme:light dark;--paper:#faf8f5;--ink:#1c1917;--ink-2:#57534e;--blood:#b3122f;--on-blood:#fff}
@media (prefers-color-scheme:dark){:root{--paper:#171412;--ink:#f5f2ee;--ink-2:#bdb5ac;--blood:#f0788c;--on-blood:#171412}}
body{margin:0;background:var(--paper);color:var(--ink);font:1rem/1.6 "Be Vietnam Pro",system-ui,sans-serif}
main{box-sizing:border-box;max-width:36rem;margin:0 auto;padding:12vh 1.25rem 3rem}
h1{font-size:1.5rem;text-wrap:balance;line-height:1.35;margin:1.5rem 0 .75rem}p{margin:0 0 1rem;color:var(--ink-2)}
a{display:inline-block;min-height:2.75rem;box-sizing:border-box;padding:.6rem 1.25rem;border-radius:.5rem;background:var(--blood);color:var(--on-blood);font-weight:600;text-decoration:none}
a:focus-visible{outline:3px solid var(--ink);outline-offset:2px}svg{width:2.5rem;height:2.5rem;fill:var(--blood)}`;

/** Only the one style may take effect, and nothing may be run, framed or fetched. */
const policy = `default-src 'none'; style-src 'sha256-${createHash("sha256").update(style).digest("base64")}'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'`;

/**
 * The page for when the database cannot be asked: whole in itself, since nothing that draws the other pages can be
 * relied on then. A form without script is sent again by reloading: the browser still has everything that was typed.
 */
export function unavailablePage(path: string, method: string): { html: string; policy: string } {
  const english = /^\/en(\/|$|\?)/.test(path);
  const words = english ? en : vi;
  const sent = method === "POST";
  const html = `<!doctype html>
<html lang="${english ? "en" : "vi"}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${words.unavailableTitle} · Giọt Hồng</title>
<style>${style}</style>
</head>
<body>
<main>
<svg viewBox="0 0 24 24" aria-hidden="true"><path d="M12 2s7 7.6 7 12.5a7 7 0 0 1-14 0C5 9.6 12 2 12 2z"/></svg>
<h1>${words.unavailableTitle}</h1>
<p>${words.unavailableBody}</p>
${sent ? `<p>${words.unavailableSent}</p>` : `<p><a href="">${words.retry}</a></p>`}
</main>
</body>
</html>
`;
  return { html, policy };
}
