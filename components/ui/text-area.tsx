import type { ComponentProps } from "react";
import { controlStyle } from "./control-style";
import { cx } from "./cx";
import { Field, type FieldProps } from "./field";

/** A labelled box for several lines; grows with what is typed where the browser can. */
export function TextArea({
  label,
  hint,
  error,
  optional,
  id,
  hideLabel,
  fieldClassName,
  name,
  className,
  rows = 3,
  ...rest
}: FieldProps & Omit<ComponentProps<"textarea">, "id"> & { name: string }) {
  return (
    <Field id={id ?? name} {...{ label, hint, error, optional, hideLabel, fieldClassName }}>
      {(control) => (
        <textarea
          {...control}
          name={name}
          rows={rows}
          className={cx(controlStyle, "read-only:bg-sunk", "field-sizing-content", className)}
          {...rest}
        />
      )}
    </Field>
  );
}
