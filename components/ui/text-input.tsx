import type { ComponentProps } from "react";
import { controlStyle } from "./control-style";
import { cx } from "./cx";
import { Field, type FieldProps } from "./field";

/** A labelled line of text (also `type="email" | "tel" | "password" | "search" | "time"`). */
export function TextInput({
  label,
  hint,
  error,
  optional,
  id,
  hideLabel,
  fieldClassName,
  name,
  className,
  type = "text",
  ...rest
}: FieldProps & Omit<ComponentProps<"input">, "id"> & { name: string }) {
  return (
    <Field id={id ?? name} {...{ label, hint, error, optional, hideLabel, fieldClassName }}>
      {(control) => (
        <input
          {...control}
          name={name}
          type={type}
          className={cx(controlStyle, "read-only:bg-sunk", className)}
          {...rest}
        />
      )}
    </Field>
  );
}
