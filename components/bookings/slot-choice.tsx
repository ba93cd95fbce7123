import { ChoiceCards } from "@/components/ui/choice-cards";
import { FieldError } from "@/components/ui/field";
import { SlotHourFold } from "./slot-hour";

/** A slot in words, ready to be chosen. */
export interface SlotOption {
  readonly id: string;
  readonly hour: string;
  readonly note: string;
  readonly few: boolean;
  readonly free: boolean;
}

/** An hour of a long day with its slots. */
export interface SlotHourOptions {
  readonly label: string;
  readonly note: string;
  readonly free: boolean;
  /** Whether it is unfolded while nothing is chosen. */
  readonly open: boolean;
  readonly options: readonly SlotOption[];
}

/** A part of the day with its slots; on a long day also by the hour, to be unfolded. */
export interface SlotGroup {
  readonly part: string;
  readonly options: readonly SlotOption[];
  readonly hours?: readonly SlotHourOptions[];
}

/** The hours to choose one from, by part of the day. Plain radios: works without script, in the browser and out of it. */
export function SlotChoice({
  name = "slotId",
  groups,
  chosen,
  error,
}: {
  name?: string;
  groups: readonly SlotGroup[];
  chosen?: string;
  error?: string;
}) {
  return (
    <div id={name} className="space-y-5">
      {error ? <FieldError id={`${name}-error`}>{error}</FieldError> : null}
      {groups.map((group) =>
        group.hours ? (
          <section key={`${group.part}-${chosen}`} aria-label={group.part} className="space-y-2">
            <h3 className={partStyle}>{group.part}</h3>
            {group.hours.map((hour) => (
              <SlotHourFold
                key={hour.label}
                {...hour}
                open={chosen ? hour.options.some(({ id }) => id === chosen) : hour.open}
              >
                {/* Not required: a browser points at a missing choice, and cannot inside an hour that is folded. The answer says it. */}
                <Slots name={name} legend={hour.label} hideLegend chosen={chosen} options={hour.options} />
              </SlotHourFold>
            ))}
          </section>
        ) : (
          <Slots
            key={`${group.part}-${chosen}`}
            name={name}
            legend={group.part}
            required
            chosen={chosen}
            options={group.options}
          />
        ),
      )}
    </div>
  );
}

const partStyle = "text-sm font-medium tracking-wide text-ink-3 uppercase";

function Slots({
  name,
  legend,
  hideLegend,
  required,
  chosen,
  options,
}: {
  name: string;
  legend: string;
  hideLegend?: boolean;
  required?: boolean;
  chosen?: string;
  options: readonly SlotOption[];
}) {
  return (
    <ChoiceCards
      id={`slots-${legend}`}
      name={name}
      legend={<span className={hideLegend ? undefined : partStyle}>{legend}</span>}
      hideLegend={hideLegend}
      columns={3}
      required={required}
      defaultValue={chosen}
      choices={options.map((slot) => ({
        value: slot.id,
        label: slot.hour,
        note: slot.note,
        noteTone: slot.free && slot.few ? "behind" : undefined,
        disabled: !slot.free,
        struck: !slot.free,
      }))}
      className={
        hideLegend ? "sm:[&_.grid]:grid-cols-6" : "sm:[&_.grid]:grid-cols-[repeat(auto-fill,minmax(7.5rem,1fr))]"
      }
    />
  );
}
