"use client";

import { CloudOff, ListChecks, ScanLine } from "lucide-react";
import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { type KeyboardEvent, type ReactNode, useCallback, useEffect, useMemo, useRef, useState } from "react";
import { ButtonLink } from "@/components/ui/button-link";
import { buttonStyle } from "@/components/ui/button-style";
import { cx } from "@/components/ui/cx";
import { FieldError } from "@/components/ui/field";
import { Kbd } from "@/components/ui/kbd";
import { Notice } from "@/components/ui/notice";
import { Pill } from "@/components/ui/pill";
import { TextInput } from "@/components/ui/text-input";
import { toast } from "@/components/ui/toasts";
import { localizedPath } from "@/lib/i18n/path";
import { findAtDeskAction } from "@/lib/visits/actions";
import type { Found } from "@/lib/visits/find/queries";
import type { DeskNumbers, QueueItem } from "@/lib/visits/queue/queries";
import { DeskContext } from "./desk-context";
import { DeskNumbersPanel } from "./desk-numbers";
import { DeskQueueList } from "./desk-queue";
import { FoundPanel } from "./found-panel";
import { useDeed } from "./use-deed";
import { useDeskPolling } from "./use-desk-polling";

/** The drive's facts that the desk shows in its frame. */
export interface DeskFrameDrive {
  readonly id: string;
  readonly title: string;
  readonly subtitle: string;
  readonly plannedUnits: number;
}

/** Which person the address names: kept in the address, so that a reload comes back to them. */
export type Selected = { visitId: string } | { bookingId: string } | null;

/**
 * The desk: the box and the queue at the left, the person and their step in the middle (`children`, drawn by the
 * server), the day's numbers at the right. Stacked on a phone or an upright tablet.
 */
export function DeskShell({
  drive,
  queue,
  selected,
  receives,
  review,
  consentText,
  children,
}: {
  drive: DeskFrameDrive;
  queue: { version: string; items: readonly QueueItem[]; numbers: DeskNumbers };
  selected: Selected;
  /** Does the drive take people in today? */
  receives: boolean;
  /** May this person look at the list of donations? */
  review: boolean;
  consentText: string;
  children: ReactNode;
}) {
  const t = useTranslations("visits");
  const locale = useLocale();
  const router = useRouter();
  const box = useRef<HTMLInputElement>(null);
  const middle = useRef<HTMLElement>(null);
  const drafts = useRef(new Map<string, unknown>());
  // Numbered by the search that found it: the panel of one scan must never begin with what another scan told.
  const [found, setFound] = useState<{ turn: number; result: Found } | null>(null);
  const [listOpen, setListOpen] = useState(selected === null);
  const { live, connection } = useDeskPolling(drive.id, queue);
  const path = localizedPath(locale, `/staff/desk/${drive.id}`);

  const show = useCallback(
    (which: { visitId: string } | { bookingId: string }) => {
      setFound(null);
      setListOpen(false);
      const query = "visitId" in which ? `visit=${which.visitId}` : `booking=${which.bookingId}`;
      router.push(`${path}?${query}`, { scroll: false });
    },
    [router, path],
  );
  // A card that nobody's record has yet, while its holder is looked for by other means.
  const card = useRef<string | null>(null);
  const asked = useRef("");
  const next = useCallback(() => {
    setFound(null);
    card.current = null;
    if (box.current) box.current.value = "";
    box.current?.focus();
  }, []);
  const stepDone = useCallback(
    (said?: string) => {
      if (said) toast("met", said);
      // Brings the queue and the numbers along with the person's next step.
      router.refresh();
    },
    [router],
  );
  const desk = useMemo(
    () => ({ driveId: drive.id, stepDone, show, next, drafts: drafts.current }),
    [drive.id, stepDone, show, next],
  );

  const search = useDeed(findAtDeskAction, (state) => {
    const result = state.data as Found;
    const only = result.people.length === 1 && !result.people[0]?.mayTakePaper ? result.people[0] : undefined;
    if (result.newPaper === null) card.current = null;
    else if (result.kind === "card") card.current = asked.current;
    if (box.current) box.current.value = "";
    if (only?.visitId) show({ visitId: only.visitId });
    else if (only?.bookingId) show({ bookingId: only.bookingId });
    else {
      setListOpen(false);
      setFound({ turn: state.turn, result });
    }
  });
  const asksBirth = search.state.refusal === "birth_date_needed" || search.state.refusal === "name_needs_birth_date";

  useEffect(() => {
    const slash = (event: globalThis.KeyboardEvent) => {
      const target = event.target as HTMLElement | null;
      if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
      if (target?.closest("input, textarea, select, [contenteditable]")) return;
      event.preventDefault();
      box.current?.focus();
      box.current?.select();
    };
    document.addEventListener("keydown", slash);
    return () => document.removeEventListener("keydown", slash);
  }, []);

  const who = selected === null ? null : "visitId" in selected ? selected.visitId : selected.bookingId;
  useEffect(() => {
    if (who === null) box.current?.focus();
    else middle.current?.querySelector<HTMLElement>("[data-begin]")?.focus({ preventScroll: true });
  }, [who]);

  /** Some scanners end with Tab instead of Enter. */
  const endOfScan = (event: KeyboardEvent<HTMLInputElement>) => {
    const scanned = event.currentTarget.value;
    if (event.key === "Tab" && !event.shiftKey && (scanned.split("|").length > 4 || /^[0-9A-Z]{8}$/.test(scanned))) {
      event.preventDefault();
      event.currentTarget.form?.requestSubmit();
    }
    if (event.key === "ArrowDown") {
      event.preventDefault();
      document.querySelector<HTMLElement>("[data-queue-item]")?.focus();
    }
  };

  return (
    <DeskContext value={desk}>
      <div className="flex min-h-dvh flex-col">
        <header
          data-print="hide"
          className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 border-b border-line bg-card px-4 py-3 sm:px-6"
        >
          <div className="min-w-0 flex-1 basis-60">
            <h1 className="line-clamp-2 text-lg font-semibold tracking-tight">{drive.title}</h1>
            <p className="text-sm text-ink-3">{drive.subtitle}</p>
          </div>
          <div className="flex flex-wrap items-center gap-3">
            <output aria-live="polite" className="empty:hidden">
              {connection === "lost" ? (
                <Pill tone="watch" icon={<CloudOff aria-hidden className="size-4" />}>
                  {t("desk.offline")}
                </Pill>
              ) : null}
              {connection === "signed_out" ? (
                <span className="flex flex-wrap items-center gap-2 text-sm text-watch">
                  {t("desk.signedOut")}
                  <a
                    href={localizedPath(locale, "/staff/sign-in")}
                    target="_blank"
                    rel="noreferrer"
                    className={buttonStyle({ size: "sm" })}
                  >
                    {t("desk.signIn")}
                  </a>
                </span>
              ) : null}
            </output>
            {review ? (
              <ButtonLink href={`${path}/donations`} size="md">
                <ListChecks aria-hidden className="size-5" />
                {t("desk.donations")}
                {live.numbers.toReview > 0 ? (
                  <span className="rounded-full bg-watch-tint px-2 text-sm text-watch">{live.numbers.toReview}</span>
                ) : null}
              </ButtonLink>
            ) : null}
          </div>
        </header>

        <div className="flex-1 lg:grid lg:grid-cols-[17.5rem_minmax(0,1fr)_15.5rem] xl:grid-cols-[20rem_minmax(0,1fr)_17.5rem]">
          <section
            aria-label={t("queue.label")}
            className="border-line px-4 pt-4 sm:px-5 lg:sticky lg:top-0 lg:max-h-dvh lg:overflow-y-auto lg:border-r lg:pb-6"
          >
            <form
              noValidate
              onSubmit={(event) => {
                event.preventDefault();
                const form = new FormData(event.currentTarget);
                if (card.current) form.set("card", card.current);
                asked.current = String(form.get("text") ?? "");
                if (asked.current.trim() !== "") search.send(form);
              }}
            >
              <input type="hidden" name="driveId" value={drive.id} />
              <label htmlFor="desk-find" className="sr-only">
                {t("find.label")}
              </label>
              <div className="relative">
                <ScanLine aria-hidden className="pointer-events-none absolute top-3.5 left-3.5 size-5 text-blood-ink" />
                <input
                  ref={box}
                  id="desk-find"
                  name="text"
                  type="text"
                  autoComplete="off"
                  autoCorrect="off"
                  autoCapitalize="off"
                  spellCheck={false}
                  maxLength={1000}
                  enterKeyHint="search"
                  placeholder={t("find.placeholder")}
                  aria-describedby="desk-find-hint"
                  aria-invalid={search.refused ? true : undefined}
                  onKeyDown={endOfScan}
                  className="block min-h-12 w-full rounded-control border border-edge bg-card pr-3 pl-11 lg:pr-11 text-base text-ellipsis text-ink placeholder:text-ink-3 focus:border-blood"
                />
                <span aria-hidden className="pointer-events-none absolute top-3.5 right-3 max-lg:hidden">
                  <Kbd>/</Kbd>
                </span>
              </div>
              <p id="desk-find-hint" className="sr-only">
                {t("find.hint")}
              </p>
              <div aria-live="polite">
                {search.pending ? <p className="mt-2 text-sm text-ink-3">{t("find.searching")}</p> : null}
                {search.refused && !search.pending ? (
                  <div className="mt-2">
                    <FieldError>{search.refused}</FieldError>
                  </div>
                ) : null}
              </div>
              {asksBirth ? (
                <div className="mt-3 flex items-end gap-2">
                  <TextInput
                    name="bornOn"
                    id="find-born"
                    label={t("find.bornOn")}
                    placeholder="14/03/2001"
                    inputMode="numeric"
                    autoComplete="off"
                    error={
                      search.state.errors.bornOn && search.state.status === "invalid"
                        ? search.state.errors.bornOn
                        : null
                    }
                    fieldClassName="flex-1"
                    autoFocus
                  />
                  <button type="submit" className={buttonStyle({ variant: "secondary" })}>
                    {t("find.submit")}
                  </button>
                </div>
              ) : null}
            </form>
            <DeskQueueList
              items={live.items}
              selectedId={found === null ? who : null}
              open={listOpen}
              onOpen={() => setListOpen(true)}
              onChoose={show}
            />
          </section>

          <section ref={middle} aria-live="off" className="min-w-0 px-4 py-5 sm:px-6 lg:px-6 lg:py-6">
            {found ? (
              <FoundPanel key={found.turn} found={found.result} receives={receives} consentText={consentText} />
            ) : (
              <>
                <ChangedElsewhere items={live.items} selected={selected} rendered={queue.items} />
                {children}
              </>
            )}
          </section>

          <aside
            aria-label={t("numbers.label")}
            className={cx(
              "border-line px-4 py-5 sm:px-6 max-lg:border-t lg:sticky lg:top-0 lg:max-h-dvh lg:overflow-y-auto lg:border-l lg:px-5",
            )}
          >
            <DeskNumbersPanel numbers={live.numbers} />
          </aside>
        </div>
      </div>
    </DeskContext>
  );
}

/** Says that another desk has moved the person on whom this page still shows at an earlier step. */
function ChangedElsewhere({
  items,
  selected,
  rendered,
}: {
  items: readonly QueueItem[];
  selected: Selected;
  rendered: readonly QueueItem[];
}) {
  const t = useTranslations("visits.desk");
  const router = useRouter();
  if (selected === null || !("visitId" in selected)) return null;
  const statusIn = (list: readonly QueueItem[]) => list.find(({ visitId }) => visitId === selected.visitId)?.status;
  const [now, drawn] = [statusIn(items), statusIn(rendered)];
  if (now === undefined || drawn === undefined || now === drawn) return null;
  return (
    <Notice
      tone="info"
      role="status"
      className="mb-4"
      action={
        <button type="button" className={buttonStyle({ size: "sm" })} onClick={() => router.refresh()}>
          {t("reload")}
        </button>
      }
    >
      {t("changedElsewhere")}
    </Notice>
  );
}
