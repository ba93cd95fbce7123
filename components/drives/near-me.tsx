"use client";

import { LocateFixed } from "lucide-react";
import { useEffect, useState } from "react";

/**
 * Sorts the list by nearness. The position is rounded to about a kilometre before it leaves the browser. Stands only
 * where the browser can tell it: with script and in a secure context.
 */
export function NearMe({ words }: { words: { label: string; asking: string; failed: string } }) {
  const [state, setState] = useState<"absent" | "ready" | "asking" | "failed">("absent");
  useEffect(() => {
    if (window.isSecureContext && "geolocation" in navigator) setState("ready");
  }, []);
  if (state === "absent") return null;

  function ask() {
    setState("asking");
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        const address = new URL(window.location.href);
        address.searchParams.set("lat", coords.latitude.toFixed(2));
        address.searchParams.set("lon", coords.longitude.toFixed(2));
        for (const name of ["page", "province", "commune"]) address.searchParams.delete(name);
        window.location.assign(address);
      },
      () => setState("failed"),
      { timeout: 10_000, maximumAge: 600_000 },
    );
  }
  return (
    <span className="flex items-center">
      <button
        type="button"
        onClick={ask}
        className="flex min-h-11 cursor-pointer items-center gap-1.5 rounded-chip px-2 font-medium whitespace-nowrap text-blood-ink hover:bg-blood-tint"
      >
        <LocateFixed aria-hidden className="size-4.5" />
        {state === "asking" ? words.asking : words.label}
      </button>
      <span role="status" className={state === "failed" ? "text-sm text-behind" : "sr-only"}>
        {state === "failed" ? words.failed : ""}
      </span>
    </span>
  );
}
