"use client";

import { useTranslations } from "next-intl";
import { Fieldset } from "@/components/ui/fieldset";
import type { FormState } from "@/lib/forms/state";
import { typed } from "@/lib/forms/state";

export interface FoundOne {
  readonly id: string;
  readonly name: string;
  /** What tells them from their namesakes. */
  readonly line: string;
}

/** One of those a search found, to be chosen; a refusal of the choice stands above them. */
export function FoundPeople({ name, found, state }: { name: string; found: readonly FoundOne[]; state: FormState }) {
  const t = useTranslations("awards.nominate");
  return (
    <Fieldset id={name} legend={t("found", { count: found.length })} error={state.errors[name]}>
      <ul className="divide-y divide-line">
        {found.map((one) => (
          <li key={one.id}>
            <label className="answer-line">
              <input
                type="radio"
                name={name}
                value={one.id}
                defaultChecked={typed(state, name) === one.id}
                className="mt-1 size-5 accent-(--color-blood)"
              />
              <span>
                <span className="block font-medium">{one.name}</span>
                <span className="block text-sm text-ink-2">{one.line}</span>
              </span>
            </label>
          </li>
        ))}
      </ul>
    </Fieldset>
  );
}
