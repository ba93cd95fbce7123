import type { ReactNode } from "react";
import { cx } from "./cx";
import { Fieldset } from "./fieldset";
import { type Tone, toneText } from "./tone";

export type Choice = {
  value: string;
  /** Large: the hour, the volume. */
  label: ReactNode;
  /** Small, below: "còn 12", "Được phép", why it is refused. */
  note?: ReactNode;
  noteTone?: Tone;
  disabled?: boolean;
  /** Strikes the label through: the place is gone ("Hết chỗ"). */
  struck?: boolean;
};

const columnClasses = {
  1: "grid-cols-1",
  2: "grid-cols-2",
  3: "grid-cols-3",
  fit: "grid-cols-[repeat(auto-fill,minmax(6.5rem,1fr))]",
};

/** Cards to choose one from (or several, with `multiple`): hours, volumes. Plain radios underneath; no script. */
export function ChoiceCards({
  name,
  legend,
  hint,
  error,
  choices,
  defaultValue,
  columns = 3,
  align = "center",
  multiple,
  required,
  size,
  id,
  hideLegend,
  onChange,
  className,
}: {
  name: string;
  legend: ReactNode;
  hint?: ReactNode;
  error?: string | null;
  choices: Choice[];
  defaultValue?: string | string[];
  columns?: 1 | 2 | 3 | "fit";
  align?: "center" | "start";
  multiple?: boolean;
  required?: boolean;
  size?: "field" | "section";
  id?: string;
  hideLegend?: boolean;
  onChange?: (value: string) => void;
  className?: string;
}) {
  const chosen = defaultValue === undefined ? [] : [defaultValue].flat();
  return (
    <Fieldset
      id={id ?? name}
      legend={hideLegend ? <span className="sr-only">{legend}</span> : legend}
      hint={hint}
      error={error}
      size={size}
      className={className}
    >
      <div className={cx("grid gap-3", columnClasses[columns])}>
        {choices.map((choice) => (
          <label
            key={choice.value}
            className={cx(
              "focus-frame relative flex min-h-16 cursor-pointer flex-col rounded-control border border-line bg-card px-3 py-2.5",
              "hover:border-edge has-checked:border-blood has-checked:bg-blood-tint has-checked:inset-ring has-checked:inset-ring-blood",
              "has-disabled:cursor-not-allowed has-disabled:bg-transparent has-disabled:hover:border-line group/choice",
              align === "center" ? "items-center justify-center text-center" : "items-start sm:px-4.5",
            )}
          >
            <input
              type={multiple ? "checkbox" : "radio"}
              name={name}
              value={choice.value}
              defaultChecked={chosen.includes(choice.value)}
              disabled={choice.disabled}
              required={required && !multiple}
              onChange={onChange ? () => onChange(choice.value) : undefined}
              className="absolute inset-0 size-full cursor-pointer appearance-none opacity-0"
            />
            <span
              className={cx(
                "text-lg font-semibold tracking-tight group-has-checked/choice:text-blood-dark group-has-disabled/choice:text-ink-3",
                choice.struck && "line-through",
              )}
            >
              {choice.label}
            </span>
            {choice.note ? (
              <span
                className={cx(
                  "text-sm group-has-checked/choice:text-blood-dark",
                  choice.noteTone ? toneText[choice.noteTone] : "text-ink-3",
                )}
              >
                {choice.note}
              </span>
            ) : null}
          </label>
        ))}
      </div>
    </Fieldset>
  );
}
