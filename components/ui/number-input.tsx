import type { ComponentProps } from "react";
import { controlStyle } from "./control-style";
import { cx } from "./cx";
import { Field, type FieldProps } from "./field";

/**
 * A number with its unit at the right. A text box with a number pad rather than `type="number"`: the comma of
 * `52,4` must survive in every browser, and the wheel must not change a weight. The server reads it with `readNumber`.
 */
export function NumberInput({
  label,
  hint,
  error,
  optional,
  id,
  hideLabel,
  fieldClassName,
  name,
  unit,
  whole,
  className,
  ...rest
}: FieldProps & Omit<ComponentProps<"input">, "id" | "type"> & { name: string; unit?: string; whole?: boolean }) {
  const key = id ?? name;
  const unitId = `${key}-unit`;
  return (
    <Field id={key} {...{ label, hint, error, optional, hideLabel, fieldClassName }}>
      {(control) => (
        <div className="relative">
          <input
            {...control}
            aria-describedby={
              [unit ? unitId : "", control["aria-describedby"] ?? ""].filter(Boolean).join(" ") || undefined
            }
            name={name}
            type="text"
            inputMode={whole ? "numeric" : "decimal"}
            autoComplete="off"
            className={cx(controlStyle, "read-only:bg-sunk", unit && "pr-18", className)}
            {...rest}
          />
          {unit ? (
            <span
              id={unitId}
              className="pointer-events-none absolute inset-y-0 right-3.5 flex items-center text-sm text-ink-3"
            >
              {unit}
            </span>
          ) : null}
        </div>
      )}
    </Field>
  );
}
