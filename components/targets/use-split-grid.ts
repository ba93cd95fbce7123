import { type ClipboardEvent, type KeyboardEvent, useEffect, useMemo, useRef, useState } from "react";
import { parseWhole } from "@/lib/core/numbers";
import { nameSearchKey } from "@/lib/core/text";
import { lockField, partField } from "@/lib/targets/schema";
import type { SplitRow } from "@/lib/targets/split/queries";
import { type ShareRefusal, shareBy, takeProposed } from "@/lib/targets/split/rules";

/** By what a helper shares out. */
export const weights = ["people", "lastYear", "capacity"] as const;
export type Weight = (typeof weights)[number];

/** What the grid says aloud after a helper or a paste. */
export type GridSaid =
  | { word: "pasted"; n: number }
  | { word: "pastedNames"; n: number; missed: number }
  | { word: "shared"; n: number; unweighed: number }
  | { word: "zeros"; n: number }
  | { word: "proposed"; n: number; others: number }
  | { word: ShareRefusal };

/** A cell's number: null where it is empty or cannot be read; the server says what is wrong with it. */
export function numberIn(text: string): number | null {
  const read = parseWhole(text);
  return read.ok && read.value >= 0 ? read.value : null;
}

/**
 * The state of a split's grid: what is typed in each cell, which are locked, keys between cells, a column pasted from a
 * spreadsheet, helpers. `format` writes a number as it is read here.
 */
export function useSplitGrid(rows: readonly SplitRow[], whole: number, format: (value: number) => string) {
  const [typed, setTyped] = useState<Record<string, string>>(() =>
    Object.fromEntries(rows.map((row) => [row.key, row.value === null ? "" : format(row.value)])),
  );
  const [locked, setLocked] = useState<ReadonlySet<string>>(
    () => new Set(rows.filter((row) => row.locked).map((row) => row.key)),
  );
  const [said, setSaid] = useState<GridSaid | null>(null);
  const form = useRef<HTMLFormElement>(null);
  const keys = useMemo(() => rows.map((row) => row.key), [rows]);
  const parts = rows.map((row) => ({
    key: row.key,
    value: numberIn(typed[row.key] ?? ""),
    locked: locked.has(row.key),
  }));

  // What was typed and ticked before script had taken over stands in the boxes and nowhere else yet.
  useEffect(() => {
    const box = (name: string) => {
      const found = form.current?.elements.namedItem(name);
      return found instanceof HTMLInputElement ? found : null;
    };
    setTyped((before) => Object.fromEntries(keys.map((key) => [key, box(partField(key))?.value ?? before[key] ?? ""])));
    setLocked(new Set(keys.filter((key) => box(lockField(key))?.checked)));
  }, [keys]);

  const set = (key: string, text: string) => setTyped((before) => ({ ...before, [key]: text }));
  const tidy = (key: string) => {
    const value = numberIn(typed[key] ?? "");
    if (value !== null) set(key, format(value));
  };
  const lock = (key: string, on: boolean) =>
    setLocked((before) => {
      const after = new Set(before);
      if (on) after.add(key);
      else after.delete(key);
      return after;
    });

  function share(by: Weight) {
    const weightOf = new Map(rows.map((row) => [row.key, row[by]]));
    const shared = shareBy(whole, parts, (key) => weightOf.get(key) ?? null);
    if (!shared.ok) return setSaid({ word: shared.refusal });
    setTyped(Object.fromEntries([...shared.value].map(([key, value]) => [key, value === null ? "" : format(value)])));
    const free = parts.filter((part) => !part.locked);
    const unweighed = free.filter((part) => shared.value.get(part.key) === null).length;
    setSaid({ word: "shared", n: free.length - unweighed, unweighed });
  }

  /** What the units themselves asked for, into every cell that is not locked. */
  function takeProposals(): void {
    const proposed = new Map(rows.map((row) => [row.key, row.proposed]));
    const taken = takeProposed(parts, (key) => proposed.get(key) ?? null);
    const free = parts.filter((part) => !part.locked);
    const told = free.filter((part) => (proposed.get(part.key) ?? null) !== null);
    setTyped((before) => ({
      ...before,
      ...Object.fromEntries(told.map(({ key }) => [key, format(taken.get(key) ?? 0)])),
    }));
    setSaid({ word: "proposed", n: told.length, others: free.length - told.length });
  }

  function clear(): void {
    setTyped((before) => Object.fromEntries(keys.map((key) => [key, locked.has(key) ? (before[key] ?? "") : ""])));
    setSaid(null);
  }

  /** What was left empty gets nothing: most communes of a province have no target of their own. */
  function fillZeros(): void {
    const empty = keys.filter((key) => (typed[key] ?? "").trim() === "");
    setTyped((before) => ({ ...before, ...Object.fromEntries(empty.map((key) => [key, format(0)])) }));
    setSaid({ word: "zeros", n: empty.length });
  }

  function onKeyDown(event: KeyboardEvent<HTMLInputElement>, key: string): void {
    const step = event.key === "ArrowDown" || event.key === "Enter" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (step === 0 || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    const shown = [...(form.current?.querySelectorAll<HTMLInputElement>("tr:not([hidden]) [data-cell]") ?? [])];
    const cell = shown[shown.findIndex((one) => one.dataset.cell === key) + step];
    if (cell) {
      cell.focus();
      cell.select();
    }
  }

  /** One column fills downward from here; two columns are names and numbers, matched without regard to accents. */
  function onPaste(event: ClipboardEvent<HTMLInputElement>, key: string): void {
    const lines = event.clipboardData
      .getData("text/plain")
      .split(/\r?\n/)
      .map((line) => line.split("\t").map((cell) => cell.trim()))
      .filter((cells) => cells.some(Boolean));
    if (lines.length < 2 && (lines[0]?.length ?? 0) < 2) return;
    event.preventDefault();
    const pasted = new Map<string, string>();
    let missed = 0;
    if (lines.every((cells) => cells.length >= 2 && numberIn(cells[0] ?? "") === null)) {
      const byName = new Map(rows.map((row) => [nameSearchKey(row.name), row.key]));
      for (const cells of lines) {
        const match = byName.get(nameSearchKey(cells[0] ?? ""));
        if (match) pasted.set(match, cells.at(-1) ?? "");
        else missed += 1;
      }
      setSaid({ word: "pastedNames", n: pasted.size, missed });
    } else {
      const from = keys.indexOf(key);
      for (const [index, cells] of lines.entries()) {
        const at = keys[from + index];
        if (at) pasted.set(at, cells[0] ?? "");
      }
      setSaid({ word: "pasted", n: pasted.size });
    }
    setTyped((before) => ({
      ...before,
      ...Object.fromEntries(
        [...pasted].map(([at, text]) => {
          const value = numberIn(text);
          return [at, value === null ? text : format(value)];
        }),
      ),
    }));
  }

  return {
    form,
    parts,
    typed,
    locked,
    said,
    set,
    tidy,
    lock,
    share,
    takeProposals,
    clear,
    fillZeros,
    onKeyDown,
    onPaste,
  };
}
