"use client";

import { Share2 } from "lucide-react";
import { useEffect, useState } from "react";
import { buttonStyle } from "@/components/ui/button-style";

/** Hands an address, the page's own unless told another, to the phone's own sharing, or copies it. Stands only where there is script. */
export function ShareButton({
  title,
  address,
  words,
}: {
  title: string;
  /** What is shared, if not this page. */
  address?: string;
  words: { share: string; copied: string };
}) {
  const [state, setState] = useState<"absent" | "ready" | "copied">("absent");
  useEffect(() => {
    if (typeof navigator.share === "function" || navigator.clipboard) setState("ready");
  }, []);
  if (state === "absent") return null;

  async function share() {
    const url = address ?? window.location.href.split("?")[0] ?? window.location.href;
    if (typeof navigator.share === "function") {
      // Turning the phone's own window away is no fault.
      await navigator.share({ title, url }).catch(() => {});
      return;
    }
    await navigator.clipboard.writeText(url);
    setState("copied");
  }
  return (
    <button type="button" onClick={share} className={buttonStyle({})}>
      <Share2 aria-hidden className="size-5" />
      <span role="status">{state === "copied" ? words.copied : words.share}</span>
    </button>
  );
}
