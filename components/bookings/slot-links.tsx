"use client";

import type { ReactNode } from "react";
import { cx } from "@/components/ui/cx";
import { unpacked } from "@/components/ui/packed";
import { SlotHourFold } from "./slot-hour";

/** A part of the day as `slotLinks` packs it: its slots, or on a long day its hours with theirs. */
export interface SlotLinkGroup {
  part: string;
  slots?: string;
  hours?: readonly (readonly [label: string, note: string, slots: string, open?: 0 | 1])[];
}

/**
 * The hours of a drive, each a way into booking; those that are gone are struck through and say so. A long day is folded
 * by the hour, and what is over of it is left out. Drawn here without any state, so that its markup travels once.
 */
export function SlotLinks({
  groups,
  address,
}: {
  groups: readonly SlotLinkGroup[];
  /** What stands before a slot's id in the address it leads to. */
  address: string;
}) {
  return (
    <div className="space-y-5">
      {groups.map(({ part, slots, hours }) => (
        <Part key={part} title={part}>
          {hours ? (
            <div className="space-y-2">
              {hours.map(([label, note, within, open]) => (
                <SlotHourFold key={label} label={label} note={note} free={within !== ""} open={open === 1}>
                  <Tiles slots={within} address={address} columns="sm:grid-cols-6" />
                </SlotHourFold>
              ))}
            </div>
          ) : (
            <Tiles slots={slots ?? ""} address={address} />
          )}
        </Part>
      ))}
    </div>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section>
      <h3 className="mb-2.5 text-sm font-medium tracking-wide text-ink-3 uppercase">{title}</h3>
      {children}
    </section>
  );
}

function Tiles({
  slots,
  address,
  columns = "sm:grid-cols-[repeat(auto-fill,minmax(7.5rem,1fr))]",
}: {
  slots: string;
  address: string;
  /** Where there is room for more than three: as many as fit, or an hour's six tens of minutes. */
  columns?: string;
}) {
  return (
    <ul className={cx("grid grid-cols-3 gap-3", columns)}>
      {unpacked(slots).map(([id = "", hour, note, state]) => (
        <li key={id}>
          {state === "gone" ? (
            <div className={`${tile} bg-sunk text-ink-3`}>
              <span className="text-lg font-semibold tracking-tight line-through">{hour}</span>
              <span className="text-sm">{note}</span>
            </div>
          ) : (
            <a href={address + id} className={`${tile} bg-card hover:border-blood hover:bg-blood-tint`} rel="nofollow">
              <span className="text-lg font-semibold tracking-tight">{hour}</span>
              <span className={state === "few" ? "text-sm font-medium text-behind" : "text-sm text-ink-3"}>{note}</span>
            </a>
          )}
        </li>
      ))}
    </ul>
  );
}

const tile = "flex min-h-16 flex-col items-center justify-center rounded-control border border-line px-2 py-2.5";
