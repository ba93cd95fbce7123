"use client";

import type { ReactNode } from "react";
import { unpacked } from "@/components/ui/packed";
import { localizedPath } from "@/lib/i18n/path";
import type { Locale } from "@/lib/i18n/routing";
import { boardWords } from "./board-words";

/** What may be chosen and what is: the choices are packed rows of what is sent and, where it differs, what is read. */
export interface FilterChoices {
  base: string;
  year: number;
  unit?: string;
  campaign?: string;
  years: string;
  units: string;
  campaigns: string;
}

/** Year, unit and campaign as one form that sends an address: works without script, and a view can be sent on. */
export function FilterForm({
  locale,
  base,
  year,
  unit = "",
  campaign = "",
  years,
  units,
  campaigns,
}: FilterChoices & { locale: Locale }) {
  const words = boardWords(locale).filter;
  const all = unpacked(units);
  const isProvince = ([code = ""]: string[]) => /^\d/.test(code);
  const asked = new URLSearchParams({
    year: String(year),
    ...(unit ? { unit } : {}),
    ...(campaign ? { campaign } : {}),
  });
  return (
    <form action={localizedPath(locale, base)} aria-label={words.label} className="filters">
      <Pick name="year" label={words.year} value={String(year)}>
        <Options of={unpacked(years)} />
      </Pick>
      <Pick name="unit" label={words.unit} value={unit}>
        <option value="">{words.nation}</option>
        <optgroup label={words.provinces}>
          <Options of={all.filter(isProvince)} />
        </optgroup>
        <optgroup label={words.ministries}>
          <Options of={all.filter((row) => !isProvince(row))} />
        </optgroup>
      </Pick>
      <Pick name="campaign" label={words.campaign} value={campaign}>
        <option value="">{words.wholeYear}</option>
        <Options of={unpacked(campaigns)} />
      </Pick>
      <button type="submit">{words.show}</button>
      <a href={`/api/v1/progress?${asked}`} aria-label={words.apiLabel}>
        {words.api}
      </a>
    </form>
  );
}

function Pick({ name, label, value, children }: { name: string; label: string; value: string; children: ReactNode }) {
  return (
    <span>
      <select name={name} aria-label={label} defaultValue={value}>
        {children}
      </select>
    </span>
  );
}

function Options({ of }: { of: string[][] }) {
  return of.map(([value = "", label]) => (
    <option key={value} value={label ? value : undefined}>
      {label ?? value}
    </option>
  ));
}
