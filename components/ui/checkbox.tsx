import { Check } from "lucide-react";
import type { ComponentProps, ReactNode } from "react";
import { cx } from "./cx";
import { FieldError } from "./field";

/** A check box with its sentence. The whole line is the target (44 px). Consent is never checked beforehand. */
export function Checkbox({
  label,
  hint,
  error,
  name,
  id,
  value,
  className,
  ...rest
}: Omit<ComponentProps<"input">, "type"> & {
  name: string;
  label: ReactNode;
  hint?: ReactNode;
  error?: string | null;
}) {
  const key = id ?? (value === undefined ? name : `${name}-${value}`);
  const describedBy = [error ? `${key}-error` : "", hint ? `${key}-hint` : ""].filter(Boolean).join(" ") || undefined;
  return (
    <div className={cx("flex flex-col gap-1", className)}>
      <label htmlFor={key} className="answer-line">
        <span className="relative mt-0.25 flex size-6 shrink-0">
          <input
            id={key}
            name={name}
            value={value}
            type="checkbox"
            aria-describedby={describedBy}
            aria-invalid={error ? true : undefined}
            className="peer answer-tick"
            {...rest}
          />
          <Check aria-hidden strokeWidth={3} className="answer-check peer-checked:block" />
        </span>
        <span className="min-w-0 flex-1">
          <span className="block">{label}</span>
          {hint ? (
            <span id={`${key}-hint`} className="block text-sm text-ink-3">
              {hint}
            </span>
          ) : null}
        </span>
      </label>
      {error ? <FieldError id={`${key}-error`}>{error}</FieldError> : null}
    </div>
  );
}
