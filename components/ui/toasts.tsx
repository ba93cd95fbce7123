"use client";

import { X } from "lucide-react";
import { Button } from "react-aria-components/Button";
import { Text } from "react-aria-components/Text";
import {
  UNSTABLE_Toast as Toast,
  UNSTABLE_ToastContent as ToastContent,
  UNSTABLE_ToastQueue as ToastQueue,
  UNSTABLE_ToastRegion as ToastRegion,
} from "react-aria-components/Toast";
import { cx } from "./cx";
import { type Tone, toneTint } from "./tone";
import { ToneIcon } from "./tone-icon";

type Message = { tone: Exclude<Tone, "plain" | "blood">; text: string };

const queue = new ToastQueue<Message>({ maxVisibleToasts: 3 });

/**
 * Says briefly that something was done. Only what may be missed: a refusal belongs beside its field, where it stays.
 * A success disappears after 6 seconds; anything else waits to be closed.
 */
export function toast(tone: Message["tone"], text: string) {
  queue.add({ tone, text }, tone === "met" ? { timeout: 6000 } : undefined);
}

/** Where toasts appear; the staff shell holds one. */
export function Toasts() {
  return (
    <ToastRegion
      queue={queue}
      className="fixed inset-x-4 bottom-20 z-50 flex flex-col gap-2 outline-none sm:right-6 sm:left-auto sm:w-96 md:bottom-6"
    >
      {({ toast: item }) => (
        <Toast
          toast={item}
          className={cx(
            "flex items-start gap-3 rounded-card border border-edge py-2 pr-2 pl-4",
            toneTint[item.content.tone],
          )}
        >
          <ToneIcon tone={item.content.tone} className="mt-2.75 size-5.5" />
          <ToastContent className="min-w-0 flex-1 py-2.5">
            <Text slot="title" className="font-medium">
              {item.content.text}
            </Text>
          </ToastContent>
          <Button
            slot="close"
            className="flex size-11 shrink-0 cursor-pointer items-center justify-center rounded-full"
          >
            <X aria-hidden className="size-5" />
          </Button>
        </Toast>
      )}
    </ToastRegion>
  );
}
