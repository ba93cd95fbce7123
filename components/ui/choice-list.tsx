import type { ReactNode, Ref } from "react";
import { FieldError } from "./field";

/**
 * A list of boxes of which some must be ticked, as a table or a few lines. What is wrong is said before them; the keyboard
 * goes to that sentence, and from there to the first box, however far down the list it is.
 */
export function ChoiceList({
  name,
  legend,
  error,
  ref,
  onChange,
  children,
}: {
  name: string;
  /** For screen readers: what is chosen here. */
  legend: string;
  error?: string | null;
  ref?: Ref<HTMLFieldSetElement>;
  onChange?: () => void;
  children: ReactNode;
}) {
  const id = `${name}-error`;
  return (
    <fieldset ref={ref} onChange={onChange} aria-describedby={error ? id : undefined} className="min-w-0">
      <legend className="sr-only">{legend}</legend>
      {error ? (
        <div data-wrong tabIndex={-1} className="py-2 outline-none">
          <FieldError id={id}>{error}</FieldError>
        </div>
      ) : null}
      {children}
    </fieldset>
  );
}
