import type { ComponentProps } from "react";
import { type ButtonLook, buttonStyle } from "./button-style";

/** A button. `type="button"` unless told. Put a 20 px lucide icon before the words if it helps. */
export function Button({
  variant,
  size,
  pill,
  block,
  className,
  type = "button",
  ...rest
}: ButtonLook & ComponentProps<"button">) {
  return <button type={type} className={buttonStyle({ variant, size, pill, block }, className)} {...rest} />;
}
