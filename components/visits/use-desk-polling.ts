"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import type { DeskNumbers, QueueItem } from "@/lib/visits/queue/queries";

export interface LiveDesk {
  readonly version: string;
  readonly items: readonly QueueItem[];
  readonly numbers: DeskNumbers;
}

/** Twenty seconds and up to ten more by chance: five thousand desks must not ask in the same instant. */
const pauseMilliseconds = () => 20_000 + Math.random() * 10_000;

/**
 * The queue and the numbers, kept fresh: asked again with the version at hand, answered with nothing while nothing has
 * changed, at rest while nobody looks. `rendered` is what the server drew; whatever is newer wins.
 */
export function useDeskPolling(driveId: string, rendered: LiveDesk) {
  const [live, setLive] = useState(rendered);
  const [connection, setConnection] = useState<"good" | "lost" | "signed_out">("good");
  const version = useRef(rendered.version);
  const [drawn, setDrawn] = useState(rendered);
  if (drawn !== rendered) {
    setDrawn(rendered);
    setLive(rendered);
  }
  useEffect(() => {
    version.current = rendered.version;
  }, [rendered]);

  const refresh = useCallback(async () => {
    try {
      const answer = await fetch(`/api/desk/${driveId}/queue`, {
        headers: { "If-None-Match": `"${version.current}"` },
        cache: "no-store",
      });
      if (answer.status === 401) return setConnection("signed_out");
      setConnection(answer.ok || answer.status === 304 ? "good" : "lost");
      if (answer.status !== 200) return;
      const told = (await answer.json()) as LiveDesk;
      version.current = told.version;
      setLive({ ...told, items: told.items.map(withDates) });
    } catch {
      setConnection("lost");
    }
  }, [driveId]);

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout>;
    const turn = () => {
      timer = setTimeout(async () => {
        if (!document.hidden) await refresh();
        turn();
      }, pauseMilliseconds());
    };
    const back = () => {
      if (!document.hidden) void refresh();
    };
    turn();
    document.addEventListener("visibilitychange", back);
    window.addEventListener("online", back);
    return () => {
      clearTimeout(timer);
      document.removeEventListener("visibilitychange", back);
      window.removeEventListener("online", back);
    };
  }, [refresh]);

  return { live, connection };
}

const dateOf = (value: Date | string | null) => (value === null ? null : new Date(value));

function withDates(item: QueueItem): QueueItem {
  return { ...item, slotAt: dateOf(item.slotAt), arrivedAt: dateOf(item.arrivedAt) };
}
