"use client";

import { useLocale, useTranslations } from "next-intl";
import { type KeyboardEvent, useState } from "react";
import { Badge } from "@/components/ui/badge";
import { cx } from "@/components/ui/cx";
import { Pill } from "@/components/ui/pill";
import { formatTime } from "@/lib/i18n/format";
import type { QueueItem } from "@/lib/visits/queue/queries";
import { type QueueTab, queueTabs, tabOf } from "@/lib/visits/rules";

/**
 * The queue under its five tabs; those who booked and have not come stand below the waiting. Arrow keys walk through
 * it. On a small screen the list folds away while a person is shown, and a tab brings it back.
 */
export function DeskQueueList({
  items,
  selectedId,
  open,
  onOpen,
  onChoose,
}: {
  items: readonly QueueItem[];
  selectedId: string | null;
  open: boolean;
  onOpen: () => void;
  onChoose: (which: { visitId: string } | { bookingId: string }) => void;
}) {
  const t = useTranslations("visits");
  const chosen = items.find((item) => item.visitId === selectedId && selectedId !== null);
  const [tab, setTab] = useState<QueueTab>(chosen?.status ? tabOf(chosen.status) : "waiting");
  const counts = new Map<QueueTab, number>();
  for (const { status } of items) if (status) counts.set(tabOf(status), (counts.get(tabOf(status)) ?? 0) + 1);
  const shown = items.filter(({ status }) => status !== null && tabOf(status) === tab);
  const expected = items.filter(({ visitId }) => visitId === null);
  const ordered = tab === "done" || tab === "held_back" ? shown.toReversed() : shown;

  return (
    <div className="mt-3">
      <div role="tablist" aria-label={t("queue.label")} className="grid grid-cols-5 border-b border-line">
        {queueTabs.map((name) => (
          <button
            key={name}
            type="button"
            role="tab"
            id={`desk-tab-${name}`}
            aria-selected={tab === name}
            aria-controls="desk-queue"
            tabIndex={tab === name ? 0 : -1}
            onClick={() => {
              setTab(name);
              onOpen();
            }}
            onKeyDown={(event) => moveAmongTabs(event)}
            className={cx(
              "-mb-px flex min-h-13 min-w-11 cursor-pointer flex-col items-center justify-center rounded-t-chip border-b-2 pb-0.5 text-sm leading-tight font-medium whitespace-nowrap hover:bg-sunk",
              tab === name ? "border-blood text-ink" : "border-transparent text-ink-2 hover:text-ink",
            )}
          >
            <span className="text-lg leading-snug font-semibold tabular-nums">{counts.get(name) ?? 0}</span>
            {t(`tab.${name}`)}
          </button>
        ))}
      </div>
      <div
        id="desk-queue"
        role="tabpanel"
        aria-labelledby={`desk-tab-${tab}`}
        onKeyDown={moveAmongItems}
        className={cx("pt-2", !open && "max-lg:hidden")}
      >
        <p className="px-3 pb-1 text-xs text-ink-3">{t(`tabHint.${tab}`)}</p>
        {ordered.length === 0 ? (
          <p className="rounded-control border border-dashed border-edge px-4 py-6 text-center text-sm text-ink-3">
            {t(`queue.empty.${tab}`)}
          </p>
        ) : (
          <ul className="max-lg:max-h-80 max-lg:overflow-y-auto">
            {ordered.map((item) => (
              <QueueLine
                key={item.visitId}
                item={item}
                current={item.visitId === selectedId}
                onChoose={() => item.visitId && onChoose({ visitId: item.visitId })}
              />
            ))}
          </ul>
        )}
        {tab === "waiting" && expected.length > 0 ? (
          <details className="mt-3 border-t border-line pt-1" open={shown.length === 0 && expected.length <= 12}>
            <summary className="flex min-h-11 cursor-pointer items-center px-3 text-sm font-medium text-ink-2">
              {t("queue.expected", { count: expected.length })}
            </summary>
            <ul className="max-lg:max-h-80 max-lg:overflow-y-auto">
              {expected.map((item) => (
                <QueueLine
                  key={item.bookingId}
                  item={item}
                  current={item.bookingId === selectedId}
                  onChoose={() => item.bookingId && onChoose({ bookingId: item.bookingId })}
                />
              ))}
            </ul>
          </details>
        ) : null}
      </div>
    </div>
  );
}

function QueueLine({ item, current, onChoose }: { item: QueueItem; current: boolean; onChoose: () => void }) {
  const t = useTranslations("visits");
  const locale = useLocale();
  return (
    <li>
      <button
        type="button"
        data-queue-item
        aria-current={current ? "true" : undefined}
        onClick={onChoose}
        className={cx(
          "flex min-h-14 w-full cursor-pointer items-center gap-3 rounded-control px-3 py-2 text-left -outline-offset-3",
          current ? "bg-blood-tint" : "hover:bg-sunk",
        )}
      >
        {item.number === null ? null : (
          <span className="w-8 shrink-0 text-sm text-ink-3 tabular-nums">{String(item.number).padStart(3, "0")}</span>
        )}
        <span className="min-w-0 flex-1">
          <span className="line-clamp-2 font-medium">{item.name}</span>
          <span className="block text-sm text-ink-3">
            {item.slotAt ? formatTime(locale, item.slotAt) : t("queue.walkIn")}
            {item.status === "incomplete" || item.status === "left" ? ` · ${t(`person.status.${item.status}`)}` : ""}
          </span>
          {/* Below the name: the queue is narrow, and a name is not to be cut for a mark. */}
          {item.toFinish ? <Pill tone="watch">{t("queue.toFinish")}</Pill> : null}
          {item.toReview ? <Pill tone="watch">{t("queue.toReview")}</Pill> : null}
        </span>
        {item.blood ? <Badge>{item.blood}</Badge> : null}
      </button>
    </li>
  );
}

function moveAmongTabs(event: KeyboardEvent<HTMLButtonElement>) {
  const step = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
  const tabs = [...(event.currentTarget.parentElement?.querySelectorAll<HTMLElement>("[role=tab]") ?? [])];
  const to = tabs[(tabs.indexOf(event.currentTarget) + step + tabs.length) % tabs.length];
  if (event.key === "ArrowDown") {
    event.preventDefault();
    document.querySelector<HTMLElement>("[data-queue-item]")?.focus();
  }
  if (step === 0) return;
  event.preventDefault();
  to?.focus();
  to?.click();
}

function moveAmongItems(event: KeyboardEvent<HTMLDivElement>) {
  const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
  if (step === 0) return;
  const lines = [...event.currentTarget.querySelectorAll<HTMLElement>("[data-queue-item], summary")];
  const at = lines.indexOf(document.activeElement as HTMLElement);
  if (at < 0) return;
  event.preventDefault();
  if (at === 0 && step === -1) document.getElementById("desk-find")?.focus();
  else lines[at + step]?.focus();
}
