import type { ComponentProps } from "react";
import { controlStyle } from "./control-style";
import { cx } from "./cx";
import { Field, type FieldProps } from "./field";

/** The browser's own date box; sends `YYYY-MM-DD`. For donors, and wherever script may be missing. */
export function DateInput({
  label,
  hint,
  error,
  optional,
  id,
  hideLabel,
  fieldClassName,
  name,
  className,
  ...rest
}: FieldProps & Omit<ComponentProps<"input">, "id" | "type"> & { name: string }) {
  return (
    <Field id={id ?? name} {...{ label, hint, error, optional, hideLabel, fieldClassName }}>
      {(control) => (
        <input
          {...control}
          name={name}
          type="date"
          className={cx(controlStyle, "read-only:bg-sunk", className)}
          {...rest}
        />
      )}
    </Field>
  );
}
