"use client";

import { useLocale, useTranslations } from "next-intl";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { ButtonLink } from "@/components/ui/button-link";
import { Card } from "@/components/ui/card";
import { Checkbox } from "@/components/ui/checkbox";
import { ComboBox, type ComboChoice } from "@/components/ui/combo-box";
import { cx } from "@/components/ui/cx";
import { DayInput } from "@/components/ui/day-input";
import { FieldError } from "@/components/ui/field";
import { FormMessage } from "@/components/ui/form-message";
import { NumberInput } from "@/components/ui/number-input";
import { PendingButton } from "@/components/ui/pending-button";
import { RadioGroup } from "@/components/ui/radio-group";
import { Select } from "@/components/ui/select";
import { TextArea } from "@/components/ui/text-area";
import { TextInput } from "@/components/ui/text-input";
import { useKeptForm } from "@/components/ui/use-kept-form";
import { useScript } from "@/components/ui/use-script";
import { isCivilDate } from "@/lib/core/time";
import { editDriveAction, planDriveAction } from "@/lib/drives/actions";
import type { EditionChoice } from "@/lib/drives/choices/queries";
import { editionsNear, editionsOn } from "@/lib/drives/rules";
import { type FormState, freshForm, ticked, typed } from "@/lib/forms/state";
import { formatDate } from "@/lib/i18n/format";
import type { Locale } from "@/lib/i18n/routing";
import { facilityKinds, organisationKinds, venueKinds } from "@/lib/venues/rules";
import { ChangedMeanwhile, type SavedDrive } from "./changed-meanwhile";
import { CuttingFields } from "./cutting-fields";
import { DriveSummary, type SummaryValues } from "./drive-summary";
import { useComboWords } from "./use-combo-words";

/** What the form offers to choose from. */
export interface DriveChoices {
  readonly hosts: readonly ComboChoice[];
  readonly facilities: readonly ComboChoice[];
  readonly venues: readonly ComboChoice[];
  readonly communes: readonly ComboChoice[];
  readonly provinces: readonly { id: string; name: string }[];
  readonly units: readonly { id: string; name: string; kind: string }[];
  readonly editions: readonly EditionChoice[];
}

/**
 * A drive's plan, new or changed. Without script it is one long plain form; script adds search in the lists, the
 * campaigns of the chosen day and the summary at the side. What was typed is never lost: an answer leaves the fields
 * alone.
 */
export function DriveForm({
  start,
  drive,
  choices,
  chosen,
  today,
  back,
}: {
  /** What the fields begin with. */
  start: Readonly<Record<string, string | readonly string[]>>;
  /** The drive that is changed; null for a new one. */
  drive: { id: string; version: number } | null;
  choices: DriveChoices;
  /** The entries behind the ids in `start`. */
  chosen: { host?: ComboChoice; facility?: ComboChoice; venue?: ComboChoice; commune?: ComboChoice };
  today: string;
  back: string;
}) {
  const t = useTranslations("drives.form");
  const locale = useLocale() as Locale;
  const kinds = useTranslations("venues");
  const kept = useKeptForm(drive ? editDriveAction : planDriveAction, freshForm(start));
  const { state, pending } = kept;
  const [seen, setSeen] = useState<SummaryValues>(() => summaryOf(start));
  const comboWords = useComboWords();
  const script = useScript();
  const form = useRef<HTMLFormElement>(null);
  useFirstErrorInView(form, state);

  const field = (name: string) => ({
    name,
    defaultValue: typed(state, name, typed(freshForm(start), name)),
    error: state.errors[name],
  });
  const see = (name: keyof SummaryValues) => (value: string) => setSeen((before) => ({ ...before, [name]: value }));
  const optional = t("optional");
  const saved = state.refusal === "changed_meanwhile" ? (state.data as SavedDrive) : null;
  const unitGroups = choices.units.map((unit) => ({ value: unit.id, label: unit.name }));

  return (
    <form ref={form} {...kept.form} className="grid grid-cols-1 items-start gap-6 xl:grid-cols-[minmax(0,1fr)_22rem]">
      <div className="flex min-w-0 flex-col gap-5">
        {drive && saved ? (
          <ChangedMeanwhile message={state.message} driveId={drive.id} saved={saved} values={state.values} />
        ) : (
          <FormMessage refused={state.status === "done" ? null : state.message} />
        )}
        {drive ? (
          <>
            <input type="hidden" name="driveId" value={drive.id} />
            <input type="hidden" name="version" value={saved?.version ?? drive.version} />
          </>
        ) : (
          <input type="hidden" name="id" value={typed(freshForm(start), "id")} />
        )}

        <Section title={t("who")}>
          <TextInput {...field("title")} label={t("title")} hint={t("titleHint")} optional={optional} maxLength={120} />
          <div>
            <ComboBox
              label={t("host")}
              name="hostId"
              searchUrl="/api/staff/choices?kind=host"
              choices={choices.hosts}
              initial={entry(state, "hostId", choices.hosts, chosen.host)}
              hint={t("hostHint")}
              error={state.errors.hostId}
              words={comboWords}
            />
            <MakeNew summary={t("addHost")} open={opened(state, "newHostName")}>
              <TextInput {...field("newHostName")} label={t("newHostName")} />
              <Select
                {...field("newHostKind")}
                label={t("kind")}
                placeholder={t("choose")}
                options={organisationKinds.map((kind) => ({
                  value: kind,
                  label: kinds(`organisation_kind.${kind}`),
                }))}
              />
            </MakeNew>
          </div>
          <div>
            <ComboBox
              label={t("facility")}
              name="facilityId"
              searchUrl="/api/staff/choices?kind=facility"
              choices={choices.facilities}
              initial={entry(state, "facilityId", choices.facilities, chosen.facility)}
              error={state.errors.facilityId}
              words={comboWords}
            />
            <MakeNew summary={t("addFacility")} open={opened(state, "newFacilityName")}>
              <TextInput {...field("newFacilityName")} label={t("newFacilityName")} />
              <Select
                {...field("newFacilityKind")}
                label={t("kind")}
                placeholder={t("choose")}
                options={facilityKinds.map((kind) => ({ value: kind, label: kinds(`facility_kind.${kind}`) }))}
              />
            </MakeNew>
          </div>
        </Section>

        <Section title={t("where")}>
          <div>
            <ComboBox
              label={t("venue")}
              name="venueId"
              searchUrl="/api/staff/choices?kind=venue"
              choices={choices.venues}
              initial={entry(state, "venueId", choices.venues, chosen.venue)}
              error={state.errors.venueId}
              words={comboWords}
            />
            <MakeNew
              summary={t("addVenue")}
              open={opened(
                state,
                "newVenueName",
                "newVenueKind",
                "newVenueCommune",
                "newVenueAddress",
                "newVenuePosition",
              )}
            >
              <TextInput {...field("newVenueName")} label={t("newVenueName")} />
              <Select
                {...field("newVenueKind")}
                label={t("kind")}
                placeholder={t("choose")}
                options={venueKinds.map((kind) => ({ value: kind, label: kinds(`kind.${kind}`) }))}
              />
              <CommuneFields
                state={state}
                choices={choices}
                script={script}
                words={comboWords}
                startProvince={typed(freshForm(start), "newVenueProvinceId")}
                chosen={chosen.commune}
              />
              <TextInput {...field("newVenueAddress")} label={t("address")} hint={t("addressHint")} />
              <TextInput
                {...field("newVenuePosition")}
                label={t("position")}
                hint={t("positionHint")}
                optional={optional}
                fieldClassName="sm:col-span-2"
              />
              <Checkbox
                name="newVenueFixed"
                value="yes"
                defaultChecked={typed(state, "newVenueFixed") === "yes"}
                label={t("fixed")}
                hint={t("fixedHint")}
                className="sm:col-span-2"
              />
            </MakeNew>
          </div>
          <Select
            {...field("creditedUnitId")}
            label={t("creditedUnit")}
            hint={t("creditedUnitHint")}
            placeholder={choices.units.length === 1 ? undefined : t("chooseUnit")}
            options={unitGroups}
          />
        </Section>

        <Section title={t("when")}>
          <div className="grid gap-5 sm:grid-cols-2">
            <DayInput {...field("heldOn")} label={t("day")} min={drive ? undefined : today} onChange={see("heldOn")} />
            {/* Side by side while there is nothing to say of them: a sentence needs the whole width. */}
            <div className={cx("grid gap-3", !state.errors.startTime && !state.errors.endTime && "grid-cols-2")}>
              <TextInput
                {...field("startTime")}
                inputMode="numeric"
                maxLength={5}
                label={t("start")}
                placeholder="07:30"
                onChange={(event) => see("startTime")(event.target.value)}
                className="tabular-nums"
              />
              <TextInput
                {...field("endTime")}
                inputMode="numeric"
                maxLength={5}
                label={t("end")}
                placeholder="11:30"
                onChange={(event) => see("endTime")(event.target.value)}
                className="tabular-nums"
              />
            </div>
          </div>
          <CampaignFields state={state} start={start} editions={choices.editions} day={seen.heldOn} script={script} />
        </Section>

        <Section title={t("howMany")}>
          {drive ? null : <CuttingFields state={state} start={start} onSee={setSeen} />}
          <NumberInput
            {...field("plannedUnits")}
            label={t("plannedUnits")}
            unit={t("units")}
            whole
            fieldClassName="sm:max-w-56"
            onChange={(event) => see("plannedUnits")(event.target.value)}
          />
        </Section>

        <Section title={t("toDonors")}>
          <TextArea
            {...field("publicNote")}
            label={t("publicNote")}
            hint={t("publicNoteHint")}
            optional={optional}
            maxLength={500}
          />
          <TextInput
            {...field("contactPhone")}
            type="tel"
            label={t("contactPhone")}
            hint={t("contactPhoneHint")}
            optional={optional}
            fieldClassName="sm:max-w-72"
          />
        </Section>

        <div
          data-foot
          className="bottom-14 z-10 max-md:[@media(min-height:36rem)]:sticky -mx-4 flex flex-wrap justify-end gap-2.5 border-t border-line bg-paper px-4 py-3 md:static md:mx-0 md:border-0 md:bg-transparent md:p-0"
        >
          <ButtonLink href={back} variant="quiet" className="max-md:hidden">
            {t("cancel")}
          </ButtonLink>
          {drive ? (
            <PendingButton pending={pending} pendingLabel={t("saving")}>
              {t("save")}
            </PendingButton>
          ) : (
            <>
              <PendingButton pending={pending} name="intent" value="draft" variant="secondary">
                {t("saveDraft")}
              </PendingButton>
              <PendingButton pending={pending} name="intent" value="publish" pendingLabel={t("saving")}>
                {t("savePublish")}
              </PendingButton>
            </>
          )}
        </div>
      </div>
      {drive || !script ? null : (
        <DriveSummary values={seen} locale={locale} editions={choices.editions} className="max-xl:hidden" />
      )}
    </form>
  );
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Card>
      <h2 className="text-xl font-semibold tracking-tight">{title}</h2>
      <div className="mt-4 flex flex-col gap-5">{children}</div>
    </Card>
  );
}

/** Something that is not in the list is made along with the drive, in the same form. */
function MakeNew({ summary, open, children }: { summary: string; open: boolean; children: ReactNode }) {
  return (
    <details open={open} className="group mt-2">
      <summary className="inline-flex min-h-11 cursor-pointer items-center font-medium text-blood-ink underline-offset-4 hover:underline">
        {summary}
      </summary>
      <div className="mt-2 grid gap-5 border-l-2 border-line pl-4 sm:grid-cols-2">{children}</div>
    </details>
  );
}

/** By the list where script runs; by province and name where it does not. */
function CommuneFields({
  state,
  choices,
  script,
  words,
  startProvince,
  chosen,
}: {
  state: FormState;
  choices: DriveChoices;
  script: boolean;
  words: Parameters<typeof ComboBox>[0]["words"];
  startProvince: string;
  chosen: ComboChoice | undefined;
}) {
  const t = useTranslations("drives.form");
  const [province, setProvince] = useState(typed(state, "newVenueProvinceId", startProvince));
  return (
    <>
      <Select
        name="newVenueProvinceId"
        label={t("province")}
        error={state.errors.newVenueProvinceId}
        defaultValue={province}
        placeholder={choices.provinces.length === 1 ? undefined : t("choose")}
        options={choices.provinces.map(({ id, name }) => ({ value: id, label: name }))}
        onChange={(event) => setProvince(event.target.value)}
      />
      {script ? (
        <ComboBox
          key={province}
          label={t("commune")}
          name="newVenueCommuneId"
          searchUrl={`/api/staff/choices?kind=commune${province ? `&within=${province}` : ""}`}
          choices={province === startProvince ? choices.communes : []}
          initial={entry(state, "newVenueCommuneId", choices.communes, chosen)}
          hint={t("communeHint")}
          error={state.errors.newVenueCommune ?? state.errors.newVenueCommuneId}
          words={words}
        />
      ) : (
        <TextInput
          name="newVenueCommune"
          label={t("commune")}
          hint={t("communeHint")}
          defaultValue={typed(state, "newVenueCommune")}
          error={state.errors.newVenueCommune}
        />
      )}
    </>
  );
}

/** By the day, or ticked one by one; with script only the editions near the chosen day are offered, and those it has. */
function CampaignFields({
  state,
  start,
  editions,
  day,
  script,
}: {
  state: FormState;
  start: Readonly<Record<string, string | readonly string[]>>;
  editions: readonly EditionChoice[];
  day: string;
  script: boolean;
}) {
  const t = useTranslations("drives.form");
  const locale = useLocale() as Locale;
  const [by, setBy] = useState(typed(state, "campaignsBy", typed(freshForm(start), "campaignsBy", "auto")));
  const name = (edition: EditionChoice) => (locale === "en" ? edition.nameEn : edition.nameVi);
  const known = isCivilDate(day);
  const onDay = known ? editionsOn(editions, day) : editions;
  const near = known ? editionsNear(editions, day) : editions;
  const has = ticked(freshForm(start), "editions");
  const offered = editions.filter((edition) => near.includes(edition) || has.includes(edition.id));
  const before = state.turn > 0 ? ticked(state, "editions") : has;
  return (
    <div>
      <RadioGroup
        name="campaignsBy"
        legend={t("campaigns")}
        defaultValue={by}
        inline
        onChange={setBy}
        options={[
          { value: "auto", label: t("campaignsAuto") },
          { value: "chosen", label: t("campaignsChosen") },
        ]}
      />
      {script && known && by === "auto" ? (
        <p className="mt-2 text-sm text-ink-2" aria-live="polite">
          {onDay.length === 0
            ? t(near.length === 0 ? "campaignsNone" : "campaignsNear", { names: near.map(name).join(", ") })
            : t("campaignsOnDay", { names: onDay.map(name).join(", ") })}
        </p>
      ) : null}
      {by === "chosen" || !script ? (
        <div className="mt-2 grid gap-x-5 sm:grid-cols-2">
          {script && offered.length === 0 ? <p className="text-sm text-ink-2">{t("campaignsNone")}</p> : null}
          {offered.map((edition) => (
            <Checkbox
              key={edition.id}
              name="editions[]"
              value={edition.id}
              defaultChecked={before.includes(edition.id)}
              label={name(edition)}
              hint={t("editionDays", {
                from: formatDate(locale, edition.startsOn),
                to: formatDate(locale, edition.endsOn),
              })}
            />
          ))}
        </div>
      ) : null}
      {state.errors.editions ? <FieldError>{state.errors.editions}</FieldError> : null}
    </div>
  );
}

function opened(state: FormState, ...names: string[]): boolean {
  return names.some((name) => typed(state, name) !== "" || state.errors[name] !== undefined);
}

/** The entry a list begins with: what was sent, else what the drive has. */
function entry(
  state: FormState,
  name: string,
  list: readonly ComboChoice[],
  chosen: ComboChoice | undefined,
): ComboChoice | null {
  const id = typed(state, name);
  if (chosen && (id === "" || chosen.id === id)) return state.turn > 0 && id === "" ? null : chosen;
  return list.find((choice) => choice.id === id) ?? null;
}

function summaryOf(start: Readonly<Record<string, string | readonly string[]>>): SummaryValues {
  const value = (name: string) => typed(freshForm(start), name);
  return {
    heldOn: value("heldOn"),
    startTime: value("startTime"),
    endTime: value("endTime"),
    pauseFrom: value("pauseFrom"),
    pauseTo: value("pauseTo"),
    slotMinutes: value("slotMinutes"),
    places: value("places"),
    reserveKind: value("reserveKind"),
    reserveValue: value("reserveValue"),
    plannedUnits: value("plannedUnits"),
  };
}

/** After a refusal the first field that needs a hand gets the focus. */
function useFirstErrorInView(form: React.RefObject<HTMLFormElement | null>, state: FormState) {
  useEffect(() => {
    if (state.turn === 0 || state.status === "done") return;
    const first =
      form.current?.querySelector<HTMLElement>("[aria-invalid=true]:not([type=hidden])") ??
      form.current?.querySelector<HTMLElement>("[role=alert]");
    first?.scrollIntoView({ block: "center" });
    first?.focus({ preventScroll: true });
  }, [form, state]);
}
