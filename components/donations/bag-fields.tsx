"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { cx } from "@/components/ui/cx";
import { FieldError } from "@/components/ui/field";
import { RadioGroup } from "@/components/ui/radio-group";
import { Select } from "@/components/ui/select";
import { TextInput } from "@/components/ui/text-input";
import { adverseReactions, donationKinds } from "@/lib/donations/rules";
import { COMPONENTS, type Component } from "@/lib/eligibility/rule-set";

export interface BagStart {
  readonly number?: string;
  readonly kind: "voluntary" | "replacement";
  readonly component: Component;
  readonly volumeMl: number | null;
  readonly adverseReaction?: string | null;
  readonly adverseSeverity?: number | null;
}

/** What is told of a bag: its number first, since the scanner types it, then what is in it and how the donor was. */
export function BagFields({
  id,
  start,
  errors,
  bagVolumesMl,
  begin,
}: {
  id: string;
  start: BagStart;
  errors: Readonly<Record<string, string>>;
  bagVolumesMl: readonly number[];
  begin?: boolean;
}) {
  const t = useTranslations("donations");
  const components = useTranslations("eligibility.component");
  const [component, setComponent] = useState<Component>(start.component);
  const [volume, setVolume] = useState(start.volumeMl === null ? "" : String(start.volumeMl));
  const [other, setOther] = useState(start.volumeMl !== null && !bagVolumesMl.includes(start.volumeMl));
  const [reaction, setReaction] = useState(start.adverseReaction ?? "");
  const typesVolume = other || component !== "whole_blood";
  return (
    <>
      <TextInput
        name="number"
        id={`${id}-number`}
        label={t("form.number")}
        hint={t("form.numberHint")}
        defaultValue={start.number}
        error={errors.number}
        maxLength={40}
        autoComplete="off"
        autoCapitalize="characters"
        spellCheck={false}
        data-begin={begin || undefined}
        className="text-lg font-semibold tracking-wide uppercase tabular-nums"
      />
      <fieldset>
        <legend className="text-sm font-medium">{t("form.volume")}</legend>
        <input type="hidden" name="volumeMl" value={volume} />
        {component === "whole_blood" ? (
          <div className="mt-2 grid grid-cols-2 gap-3 sm:grid-cols-4">
            {[...bagVolumesMl.map(String), "other"].map((choice) => {
              const chosen = choice === "other" ? other : !other && volume === choice;
              return (
                <label
                  key={choice}
                  className={cx(
                    "focus-frame relative flex min-h-14 cursor-pointer items-center justify-center rounded-control border px-3 text-lg font-semibold",
                    chosen
                      ? "border-blood bg-blood-tint text-blood-dark inset-ring inset-ring-blood"
                      : "border-line bg-card hover:border-edge",
                  )}
                >
                  <input
                    type="radio"
                    name={`${id}-volume`}
                    checked={chosen}
                    onChange={() => {
                      setOther(choice === "other");
                      setVolume(choice === "other" ? "" : choice);
                    }}
                    className="absolute inset-0 size-full cursor-pointer appearance-none opacity-0"
                  />
                  {choice === "other" ? t("form.other") : `${choice} ml`}
                </label>
              );
            })}
          </div>
        ) : null}
        {typesVolume ? (
          <TextInput
            name={`${id}-typed`}
            label={component === "whole_blood" ? t("form.otherVolume") : t("form.volume")}
            hideLabel={component !== "whole_blood"}
            inputMode="numeric"
            autoComplete="off"
            value={volume}
            error={errors.volumeMl}
            onChange={(event) => setVolume(event.target.value.replace(/\D/g, "").slice(0, 3))}
            fieldClassName="mt-3 w-44"
          />
        ) : errors.volumeMl ? (
          <div className="mt-2">
            <FieldError>{errors.volumeMl}</FieldError>
          </div>
        ) : null}
      </fieldset>
      <div className="grid gap-5 sm:grid-cols-2">
        <RadioGroup
          name="kind"
          id={`${id}-kind`}
          legend={t("form.kind")}
          inline
          options={donationKinds.map((value) => ({ value, label: t(`kind.${value}`) }))}
          defaultValue={start.kind}
          error={errors.kind}
        />
        <Select
          name="component"
          id={`${id}-component`}
          label={t("form.component")}
          options={COMPONENTS.map((value) => ({ value, label: components(value) }))}
          value={component}
          onChange={(event) => setComponent(event.target.value as Component)}
          error={errors.component}
        />
        <Select
          name="adverseReaction"
          id={`${id}-reaction`}
          label={t("form.reaction")}
          options={[
            { value: "", label: t("form.noReaction") },
            ...adverseReactions.map((value) => ({ value, label: t(`reaction.${value}`) })),
          ]}
          value={reaction}
          onChange={(event) => setReaction(event.target.value)}
          error={errors.adverseReaction}
        />
        {reaction === "" ? null : (
          <Select
            name="adverseSeverity"
            id={`${id}-severity`}
            label={t("form.severity")}
            placeholder="–"
            options={(["1", "2", "3", "4", "5"] as const).map((value) => ({ value, label: t(`severity.${value}`) }))}
            defaultValue={start.adverseSeverity ? String(start.adverseSeverity) : ""}
            error={errors.adverseSeverity}
          />
        )}
      </div>
    </>
  );
}
