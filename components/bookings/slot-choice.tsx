import { ChoiceCards } from "@/components/ui/choice-cards";
import { FieldError } from "@/components/ui/field";

/** A slot in words, ready to be chosen. */
export interface SlotOption {
  readonly id: string;
  readonly hour: string;
  readonly note: string;
  readonly few: boolean;
  readonly free: boolean;
}

/** A part of the day with its slots. */
export interface SlotGroup {
  readonly part: string;
  readonly options: readonly SlotOption[];
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
      {groups.map((group) => (
        <ChoiceCards
          key={`${group.part}-${chosen}`}
          id={`slots-${group.part}`}
          name={name}
          legend={<span className="tracking-wide text-ink-3 uppercase">{group.part}</span>}
          columns={3}
          required
          defaultValue={chosen}
          choices={group.options.map((slot) => ({
            value: slot.id,
            label: slot.hour,
            note: slot.note,
            noteTone: slot.free && slot.few ? "behind" : undefined,
            disabled: !slot.free,
            struck: !slot.free,
          }))}
          className="sm:[&_.grid]:grid-cols-[repeat(auto-fill,minmax(7.5rem,1fr))]"
        />
      ))}
    </div>
  );
}
