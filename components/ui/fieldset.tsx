import type { ReactNode } from "react";
import { cx } from "./cx";
import { FieldError } from "./field";

/** A question over several controls. `size="section"` is a heading, `"field"` looks like a field's label. */
export function Fieldset({
  legend,
  hint,
  error,
  id,
  size = "field",
  className,
  children,
}: {
  legend: ReactNode;
  hint?: ReactNode;
  error?: string | null;
  id: string;
  size?: "field" | "section";
  className?: string;
  children: ReactNode;
}) {
  const describedBy = [error ? `${id}-error` : "", hint ? `${id}-hint` : ""].filter(Boolean).join(" ") || undefined;
  return (
    <fieldset id={id} aria-describedby={describedBy} className={cx("min-w-0", className)}>
      <legend className={size === "section" ? "text-xl font-semibold tracking-tight" : "text-sm font-medium"}>
        {legend}
      </legend>
      {hint ? (
        <p id={`${id}-hint`} className="mt-0.5 text-sm text-ink-2">
          {hint}
        </p>
      ) : null}
      <div className={size === "section" ? "mt-4" : "mt-2"}>{children}</div>
      {error ? (
        <div className="mt-2">
          <FieldError id={`${id}-error`}>{error}</FieldError>
        </div>
      ) : null}
    </fieldset>
  );
}
