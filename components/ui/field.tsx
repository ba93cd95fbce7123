import { CircleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { cx } from "./cx";

/** What every labelled control of the kit takes. */
export type FieldProps = {
  label: ReactNode;
  /** Under the label, always visible: the format, an example, why we ask. */
  hint?: ReactNode;
  /** The sentence that says what is wrong and what to do. Empty or absent: no error. */
  error?: string | null;
  /** The word for "not required", shown after the label. Pass it only on optional fields. */
  optional?: string;
  /** The control's id; its `name` unless told. Give one when two forms of a page share a name. */
  id?: string;
  /** Keeps the label for screen readers only. */
  hideLabel?: boolean;
  fieldClassName?: string;
};

export type ControlProps = {
  id: string;
  "aria-describedby": string | undefined;
  "aria-invalid": true | undefined;
};

/** Label, hint and error around one control, tied together for screen readers. */
export function Field({
  id,
  label,
  hint,
  error,
  optional,
  hideLabel,
  fieldClassName,
  children,
}: FieldProps & { id: string; children: (control: ControlProps) => ReactNode }) {
  const hintId = `${id}-hint`;
  const errorId = `${id}-error`;
  const describedBy = [error ? errorId : "", hint ? hintId : ""].filter(Boolean).join(" ") || undefined;
  return (
    <div className={cx("flex flex-col gap-1.5", fieldClassName)}>
      <label htmlFor={id} className={hideLabel ? "sr-only" : "text-sm font-medium text-ink"}>
        {label}
        {optional ? <span className="font-normal text-ink-3"> ({optional})</span> : null}
      </label>
      {hint ? (
        <p id={hintId} className="-mt-1 text-sm text-ink-3">
          {hint}
        </p>
      ) : null}
      {children({ id, "aria-describedby": describedBy, "aria-invalid": error ? true : undefined })}
      {error ? <FieldError id={errorId}>{error}</FieldError> : null}
    </div>
  );
}

/** The sentence under a control that is not yet right. */
export function FieldError({ id, children }: { id?: string; children: ReactNode }) {
  return (
    <p id={id} className="flex items-start gap-1.5 text-sm font-medium text-behind">
      <CircleAlert aria-hidden className="mt-0.75 size-4 shrink-0" />
      <span>{children}</span>
    </p>
  );
}
