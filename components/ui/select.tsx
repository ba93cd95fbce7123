import { ChevronDown } from "lucide-react";
import type { ComponentProps, ReactNode } from "react";
import { controlStyle } from "./control-style";
import { cx } from "./cx";
import { Field, type FieldProps } from "./field";

export type SelectOption = { value: string; label: string; disabled?: boolean };
export type SelectGroup = { label: string; options: SelectOption[] };

/** The browser's own list: works without script and with every phone's wheel. `children` may replace `options`. */
export function Select({
  label,
  hint,
  error,
  optional,
  id,
  hideLabel,
  fieldClassName,
  name,
  options,
  groups,
  placeholder,
  className,
  children,
  ...rest
}: FieldProps &
  Omit<ComponentProps<"select">, "id"> & {
    name: string;
    options?: SelectOption[];
    groups?: SelectGroup[];
    /** An empty first choice, such as "Chọn tỉnh". */
    placeholder?: string;
    children?: ReactNode;
  }) {
  return (
    <Field id={id ?? name} {...{ label, hint, error, optional, hideLabel, fieldClassName }}>
      {(control) => (
        <div className="relative">
          <select {...control} name={name} className={cx(controlStyle, "appearance-none pr-10", className)} {...rest}>
            {placeholder === undefined ? null : <option value="">{placeholder}</option>}
            {options?.map(optionElement)}
            {groups?.map((group) => (
              <optgroup key={group.label} label={group.label}>
                {group.options.map(optionElement)}
              </optgroup>
            ))}
            {children}
          </select>
          <ChevronDown
            aria-hidden
            className="pointer-events-none absolute inset-y-0 right-3 my-auto size-5 text-ink-3"
          />
        </div>
      )}
    </Field>
  );
}

function optionElement({ value, label, disabled }: SelectOption) {
  return (
    <option key={value} value={value} disabled={disabled}>
      {label}
    </option>
  );
}
