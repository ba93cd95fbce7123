"use client";

import type { ReactNode } from "react";

/** A choice: what is sent, and what is read unless that is the same. */
export type Choice = readonly [value: string, label?: string];

/** Year, unit and campaign as one form that sends an address: works without script, and a view can be sent on. */
export function FilterForm({
  action,
  chosen,
  years,
  units,
  campaigns,
  api,
  words,
}: {
  action: string;
  chosen: { year: string; unit: string; campaign: string };
  years: readonly Choice[];
  units: readonly Choice[];
  campaigns: readonly Choice[];
  /** Address of the same figures as open data. */
  api: string;
  words: Record<
    | "label"
    | "year"
    | "unit"
    | "nation"
    | "provinces"
    | "ministries"
    | "campaign"
    | "wholeYear"
    | "show"
    | "api"
    | "apiLabel",
    string
  >;
}) {
  const isProvince = ([code]: Choice) => /^\d/.test(code);
  return (
    <form action={action} aria-label={words.label} className="filters">
      <Pick name="year" label={words.year} value={chosen.year}>
        <Options of={years} />
      </Pick>
      <Pick name="unit" label={words.unit} value={chosen.unit}>
        <option value="">{words.nation}</option>
        <optgroup label={words.provinces}>
          <Options of={units.filter(isProvince)} />
        </optgroup>
        <optgroup label={words.ministries}>
          <Options of={units.filter((unit) => !isProvince(unit))} />
        </optgroup>
      </Pick>
      <Pick name="campaign" label={words.campaign} value={chosen.campaign}>
        <option value="">{words.wholeYear}</option>
        <Options of={campaigns} />
      </Pick>
      <button type="submit">{words.show}</button>
      <a href={api} aria-label={words.apiLabel}>
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

function Options({ of }: { of: readonly Choice[] }) {
  return of.map(([value, label]) => (
    <option key={value} value={label ? value : undefined}>
      {label ?? value}
    </option>
  ));
}
