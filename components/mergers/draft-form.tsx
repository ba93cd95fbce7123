"use client";

import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/button-link";
import { DayInput } from "@/components/ui/day-input";
import { Fieldset } from "@/components/ui/fieldset";
import { FormMessage } from "@/components/ui/form-message";
import { PendingButton } from "@/components/ui/pending-button";
import { Select } from "@/components/ui/select";
import { TextArea } from "@/components/ui/text-area";
import { TextInput } from "@/components/ui/text-input";
import { useKeptForm } from "@/components/ui/use-kept-form";
import { type FormState, freshForm, typed } from "@/lib/forms/state";
import { saveDraftAction } from "@/lib/mergers/actions";
import type { ChangeKind } from "@/lib/mergers/rules";

export interface DraftChoices {
  readonly kind: ChangeKind;
  readonly units: readonly string[];
  /** How many new units there is room for. */
  readonly parts: number;
  readonly types: readonly string[];
  readonly provinces: readonly { id: string; name: string }[];
  readonly things: readonly { kind: "commune" | "venue" | "organisation" | "facility"; id: string; name: string }[];
}

/** What becomes of the units and by which decision; kept as a draft, which changes nothing yet. */
export function DraftForm({
  choices,
  hidden,
  values,
  back,
}: {
  choices: DraftChoices;
  hidden: Record<string, string>;
  values: Record<string, string>;
  back: string;
}) {
  const t = useTranslations("mergers");
  const { state, pending, form } = useKeptForm(saveDraftAction, freshForm(values));
  const { kind } = choices;
  return (
    <form {...form} className="flex flex-col gap-8">
      <FormMessage refused={state.message} />
      {Object.entries(hidden).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {choices.units.map((unit) => (
        <input key={unit} type="hidden" name="units" value={unit} />
      ))}
      {kind === "move" ? (
        <Select
          name="parentId"
          label={t("wizard.parentTo")}
          placeholder={t("wizard.choose")}
          options={choices.provinces.map(({ id, name }) => ({ value: id, label: name }))}
          defaultValue={typed(state, "parentId")}
          error={state.errors.parentId}
          fieldClassName="max-w-96"
        />
      ) : (
        positions(choices).map((position) => (
          <Part key={position} position={position} state={state} choices={choices} />
        ))
      )}
      {choices.things.length > 0 ? <Shares state={state} choices={choices} /> : null}
      <Fieldset id="decision" legend={t("wizard.decision")} hint={t("wizard.later")} size="section">
        <div className="grid items-end gap-5 sm:grid-cols-2">
          <TextInput
            name="number"
            label={t("wizard.number")}
            hint={t("wizard.numberHint")}
            maxLength={60}
            {...field(state, "number")}
          />
          <TextInput
            name="issuer"
            label={t("wizard.issuer")}
            hint={t("wizard.issuerHint")}
            maxLength={160}
            {...field(state, "issuer")}
          />
          <DayInput name="decidedOn" label={t("wizard.decidedOn")} {...field(state, "decidedOn")} />
          <DayInput name="effectiveOn" label={t("wizard.effectiveOn")} {...field(state, "effectiveOn")} />
          <TextInput
            name="signatory"
            label={t("wizard.signatory")}
            optional={t("wizard.optional")}
            maxLength={120}
            {...field(state, "signatory")}
          />
          <TextArea
            name="note"
            label={t("wizard.note")}
            optional={t("wizard.optional")}
            rows={2}
            maxLength={2000}
            {...field(state, "note")}
          />
        </div>
      </Fieldset>
      <div>
        <p className="mb-3 text-sm text-ink-2">{t("wizard.demoNote")}</p>
        <div className="flex flex-wrap gap-2.5">
          <PendingButton pending={pending} pendingLabel={t("wizard.saving")} name="intent" value="preview">
            {t("wizard.save")}
          </PendingButton>
          <Button type="submit" name="intent" value="units" variant="secondary">
            {t("wizard.changeUnits")}
          </Button>
          <ButtonLink href={back} variant="quiet">
            {t("change.back")}
          </ButtonLink>
        </div>
      </div>
    </form>
  );
}

const positions = ({ parts }: DraftChoices) => Array.from({ length: parts }, (_, index) => index + 1);

const field = (state: FormState, name: string) => ({
  defaultValue: typed(state, name),
  error: state.errors[name],
});

/** One unit the change leaves: its name, kind, code, and of a split its share of the targets. */
function Part({ position, state, choices }: { position: number; state: FormState; choices: DraftChoices }) {
  const t = useTranslations("mergers");
  const { kind } = choices;
  const legend =
    kind === "split" ? t(position === 1 ? "wizard.mainPart" : "wizard.part", { position }) : t("wizard.result");
  return (
    <Fieldset id={`part-${position}`} legend={legend} size="section">
      <div className="grid items-end gap-5 sm:grid-cols-2">
        {kind === "rename" ? null : (
          <Select
            name={`type.${position}`}
            label={t("wizard.type")}
            placeholder={t("wizard.choose")}
            options={choices.types.map((type) => ({ value: type, label: t(`type.${type as "city"}`) }))}
            {...field(state, `type.${position}`)}
          />
        )}
        <TextInput
          name={`name.${position}`}
          label={t("wizard.name")}
          hint={t("wizard.nameHint")}
          optional={kind === "upgrade" ? t("wizard.optional") : undefined}
          maxLength={80}
          {...field(state, `name.${position}`)}
        />
        {kind === "merge" || kind === "split" ? (
          <TextInput
            name={`code.${position}`}
            label={t("wizard.code")}
            hint={t("wizard.codeHint")}
            maxLength={12}
            autoComplete="off"
            {...field(state, `code.${position}`)}
          />
        ) : null}
        {kind === "upgrade" ? null : (
          <TextInput
            name={`nameEn.${position}`}
            label={t("wizard.nameEn")}
            optional={t("wizard.optional")}
            maxLength={80}
            {...field(state, `nameEn.${position}`)}
          />
        )}
        {kind === "split" ? (
          <TextInput
            name={`share.${position}`}
            label={t("wizard.share")}
            inputMode="decimal"
            {...field(state, `share.${position}`)}
          />
        ) : null}
      </div>
    </Fieldset>
  );
}

const headings = {
  commune: "wizard.sharesCommunes",
  facility: "wizard.sharesFacilities",
  venue: "wizard.sharesVenues",
  organisation: "wizard.sharesOrganisations",
} as const;

/** Of a split: which commune, place or body goes to which part. */
function Shares({ state, choices }: { state: FormState; choices: DraftChoices }) {
  const t = useTranslations("mergers");
  const kinds = (["commune", "facility", "venue", "organisation"] as const).filter((kind) =>
    choices.things.some((thing) => thing.kind === kind),
  );
  return (
    <Fieldset id="shares" legend={t("wizard.shares")} hint={t("wizard.sharesHint")} size="section">
      {kinds.map((kind) => (
        <details key={kind} open={kinds.length === 1} className="border-b border-line py-2">
          <summary className="flex min-h-11 cursor-pointer items-center font-medium">
            {t(headings[kind])} ({choices.things.filter((thing) => thing.kind === kind).length})
          </summary>
          <div className="grid gap-3 py-2 sm:grid-cols-2">
            {choices.things
              .filter((thing) => thing.kind === kind)
              .map((thing) => (
                <Select
                  key={thing.id}
                  name={`share.${kind}.${thing.id}`}
                  label={thing.name}
                  options={positions(choices).map((position) => ({
                    value: `${position}`,
                    label: t("wizard.part", { position }),
                  }))}
                  defaultValue={typed(state, `share.${kind}.${thing.id}`, "1")}
                />
              ))}
          </div>
        </details>
      ))}
    </Fieldset>
  );
}
