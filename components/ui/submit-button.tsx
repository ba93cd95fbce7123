"use client";

import { LoaderCircle } from "lucide-react";
import type { ComponentProps } from "react";
import { useFormStatus } from "react-dom";
import { type ButtonLook, buttonStyle } from "./button-style";

/**
 * Sends the form it stands in. While the answer is on its way it says so and ignores further presses; it stays
 * focusable, so the keyboard does not lose its place.
 */
export function SubmitButton({
  variant = "primary",
  size,
  pill,
  block,
  className,
  pendingLabel,
  children,
  onClick,
  ...rest
}: ButtonLook & ComponentProps<"button"> & { pendingLabel?: string }) {
  const { pending } = useFormStatus();
  return (
    <button
      type="submit"
      aria-disabled={pending || undefined}
      className={buttonStyle({ variant, size, pill, block }, className)}
      onClick={(event) => (pending ? event.preventDefault() : onClick?.(event))}
      {...rest}
    >
      {pending ? <LoaderCircle aria-hidden className="size-5 animate-spin" /> : null}
      {pending && pendingLabel ? pendingLabel : children}
    </button>
  );
}
