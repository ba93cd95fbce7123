import type { ReactNode } from "react";
import { cx } from "./cx";
import { Fieldset } from "./fieldset";

export type RadioOption = { value: string; label: ReactNode; hint?: ReactNode; disabled?: boolean };

/** A short list of answers, one per line (`inline` for yes/no beside each other). Nothing chosen unless told. */
export function RadioGroup({
  name,
  legend,
  hint,
  error,
  options,
  defaultValue,
  inline,
  required,
  id,
  onChange,
  className,
}: {
  name: string;
  legend: ReactNode;
  hint?: ReactNode;
  error?: string | null;
  options: RadioOption[];
  defaultValue?: string;
  inline?: boolean;
  required?: boolean;
  id?: string;
  onChange?: (value: string) => void;
  className?: string;
}) {
  return (
    <Fieldset id={id ?? name} legend={legend} hint={hint} error={error} className={className}>
      <div className={cx("flex", inline ? "flex-wrap gap-x-3 gap-y-2" : "flex-col gap-1")}>
        {options.map((option) => (
          <label key={option.value} className={cx("answer-line", inline && "answer-box focus-frame")}>
            <input
              type="radio"
              name={name}
              value={option.value}
              defaultChecked={defaultValue === option.value}
              disabled={option.disabled}
              required={required}
              onChange={onChange ? () => onChange(option.value) : undefined}
              className="answer-dot"
            />
            <span className="min-w-0 flex-1">
              <span className="block">{option.label}</span>
              {option.hint ? <span className="block text-sm text-ink-3">{option.hint}</span> : null}
            </span>
          </label>
        ))}
      </div>
    </Fieldset>
  );
}
