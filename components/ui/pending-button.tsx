import { LoaderCircle } from "lucide-react";
import type { ComponentProps } from "react";
import { Button } from "./button";
import type { ButtonLook } from "./button-style";

/** The submit button of a form sent by `useKeptForm`: says that the answer is on its way, and keeps the focus. */
export function PendingButton({
  pending,
  pendingLabel,
  children,
  variant = "primary",
  onClick,
  ...rest
}: ButtonLook & ComponentProps<"button"> & { pending: boolean; pendingLabel?: string }) {
  return (
    <Button
      type="submit"
      variant={variant}
      aria-disabled={pending || undefined}
      // On a slow line a second press would be sent after the first and be refused as done already.
      onClick={(event) => (pending ? event.preventDefault() : onClick?.(event))}
      {...rest}
    >
      {pending ? <LoaderCircle aria-hidden className="size-5 animate-spin" /> : null}
      {pending && pendingLabel ? pendingLabel : children}
    </Button>
  );
}
