"use client";

import { Printer } from "lucide-react";
import { useTranslations } from "next-intl";
import { useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/button-link";
import { Notice } from "@/components/ui/notice";

type Printing = { state: "idle" | "done" | "stopped" | "failed" } | { state: "drawing"; pages: number };

/**
 * Fetches the certificates as one file and shows how far the drawing has come: the file's own page marks are counted as
 * they arrive. Stopping ends the request, and with it the drawing on the server. Without script the button is a link.
 */
export function PrintCertificates({
  href,
  count,
  label,
  fileName = "giay-chung-nhan.pdf",
}: {
  href: string;
  count: number;
  label: string;
  fileName?: string;
}) {
  const t = useTranslations("awards.papers");
  const [printing, setPrinting] = useState<Printing>({ state: "idle" });
  const abort = useRef<AbortController | null>(null);
  async function print() {
    const controller = new AbortController();
    abort.current = controller;
    setPrinting({ state: "drawing", pages: 0 });
    try {
      const answer = await fetch(href, { signal: controller.signal });
      if (!answer.ok || !answer.body) throw new Error(`${answer.status}`);
      const parts = await read(answer.body, (pages) => setPrinting({ state: "drawing", pages }));
      save(new Blob(parts, { type: "application/pdf" }), fileName);
      setPrinting({ state: "done" });
    } catch {
      setPrinting({ state: controller.signal.aborted ? "stopped" : "failed" });
    }
  }
  return (
    <div className="flex flex-col items-start gap-2">
      {printing.state === "drawing" ? (
        <div className="flex flex-wrap items-center gap-3" role="status">
          <progress
            className="h-2.5 w-48 accent-(--color-blood)"
            max={count}
            value={printing.pages}
            aria-label={label}
          />
          <span className="text-sm tabular-nums">{t("drawing", { done: printing.pages, total: count })}</span>
          <Button variant="secondary" size="sm" onClick={() => abort.current?.abort()}>
            {t("cancel")}
          </Button>
        </div>
      ) : (
        <ButtonLink
          href={href}
          download
          variant="secondary"
          onClick={(event) => {
            event.preventDefault();
            void print();
          }}
        >
          <Printer aria-hidden className="size-5" />
          {label}
        </ButtonLink>
      )}
      {printing.state === "done" ? (
        <Notice tone="met" role="status">
          {t("ready", { count })}
        </Notice>
      ) : null}
      {printing.state === "failed" ? (
        <Notice tone="behind" role="alert">
          {t("failed")}
        </Notice>
      ) : null}
      {printing.state === "stopped" ? <p className="text-sm text-ink-2">{t("stopped")}</p> : null}
    </div>
  );
}

/** The parts of a body, telling meanwhile how many pages have come: each page's object says `/Type /Page`. */
async function read(body: ReadableStream<Uint8Array>, tell: (pages: number) => void): Promise<ArrayBuffer[]> {
  const parts: ArrayBuffer[] = [];
  const reader = body.getReader();
  const decoder = new TextDecoder("latin1");
  let pages = 0;
  let rest = "";
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return parts;
    parts.push(value.slice().buffer);
    const text = rest + decoder.decode(value, { stream: true });
    pages += text.match(/\/Type \/Page\n/g)?.length ?? 0;
    rest = text.slice(-12).replace(/\/Type \/Page\n/g, "");
    tell(pages);
  }
}

function save(file: Blob, name: string): void {
  const address = URL.createObjectURL(file);
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
