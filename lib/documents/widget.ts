import { createHash } from "node:crypto";
import type { Locale } from "@/lib/i18n/routing";
import type { ProgressAnswer } from "@/lib/progress/answer";
import { documentWords } from "./words";

/** Its one style sheet; the policy names it by its hash, so no other style can be slipped in. */
const STYLE = `:root{color-scheme:light dark}*{box-sizing:border-box}body{margin:0;font:400 15px/1.45 system-ui,sans-serif;color:#1c1917;background:#fff}
main{padding:14px 16px}h1{margin:0 0 6px;font-size:14px;font-weight:600}p{margin:4px 0}.n{font-size:32px;font-weight:700;line-height:1.1;color:#b3122f;font-variant-numeric:tabular-nums}
.s,a{color:#57534e;font-size:13px}svg{display:block;width:100%;height:10px;margin:8px 0}.t{fill:#e7e2dc}.f{fill:#b3122f}.m{fill:#1c1917}
@media (prefers-color-scheme:dark){body{color:#f5f1ec;background:#1e1a18}.n{color:#ff8a9a}.s,a{color:#cdc6bf}.t{fill:#383230}.f{fill:#c22443}.m{fill:#f5f1ec}}`;

/** What a page that anybody may frame is allowed: its own style and nothing else, no script, no form, no picture. */
export const widgetPolicy = [
  "default-src 'none'",
  `style-src 'sha256-${createHash("sha256").update(STYLE).digest("base64")}'`,
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors *",
].join("; ");

/**
 * The progress of a unit as a small page for other sites to frame: 320 px wide and more, light or dark as its reader's
 * machine, without script or cookie. It says what the board says first, and leads to it.
 */
export function progressWidget(progress: ProgressAnswer, locale: Locale, boardHref: string): string {
  const words = documentWords(locale);
  const { t } = words;
  const { received, measuredAgainst, rate, asOf, status, countedIn } = progress;
  const title = t("documents.widget.title", {
    unit: progress.unit.kind === "nation" ? t("documents.widget.nation") : words.unitName(progress.unit),
    year: String(progress.year),
  });
  const share = received !== null && measuredAgainst ? received / measuredAgainst.value : null;
  const rates = [
    ...(rate.published?.value == null ? [] : [t("documents.widget.printed", { rate: words.printed(rate.published) })]),
    ...(rate.computed === null
      ? []
      : [
          t("documents.widget.computed", {
            rate: words.percent(rate.computed),
            target: words.whole(measuredAgainst?.value ?? 0),
          }),
        ]),
  ];
  const when = [
    asOf ? t("progress.asOf", { on: words.day(asOf) }) : "",
    status ? t(`progress.status.${status}`) : "",
    progress.containsDemo ? t("board.demo") : "",
  ].filter(Boolean);
  const body =
    received === null
      ? `<p>${escaped(t("documents.widget.none"))}</p>`
      : `<p><span class="n">${escaped(words.whole(received))}</span> ${escaped(t(`documents.report.counted.${words.countWord(countedIn)}`))}</p>${bar(share)}${rates.map((text) => `<p>${escaped(text)}</p>`).join("")}<p class="s">${escaped(when.join(" · "))}</p>`;
  return page(
    locale,
    title,
    `${body}<p><a href="${escaped(boardHref)}" target="_blank" rel="noopener">${escaped(t("documents.widget.more"))}</a></p>`,
  );
}

/** The same for a unit that was not there, or a year nobody asks about: a sentence, never an empty frame. */
export function emptyWidget(locale: Locale): string {
  const { t } = documentWords(locale);
  return page(locale, t("documents.widget.unknown"), `<p>${escaped(t("documents.widget.unknownWhy"))}</p>`);
}

function page(locale: Locale, title: string, body: string): string {
  return `<!doctype html><html lang="${locale}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>${escaped(title)}</title><style>${STYLE}</style></head><body><main><h1>${escaped(title)}</h1>${body}</main></body></html>`;
}

/** How much of the target there is; the mark stands at the whole of it. */
function bar(share: number | null): string {
  if (share === null) return "";
  const whole = 100 / Math.max(1, share);
  const width = Math.round(Math.min(1, share) * whole * Math.max(1, share) * 10) / 10;
  return `<svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true"><rect class="t" width="100" height="10"/><rect class="f" width="${width}" height="10"/><rect class="m" x="${Math.min(99.2, whole).toFixed(1)}" width="0.8" height="10"/></svg>`;
}

function escaped(text: string): string {
  return text
    .normalize("NFC")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}
