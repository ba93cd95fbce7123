import type { ComponentProps } from "react";
import { type ButtonLook, buttonStyle } from "./button-style";

/** A link that looks like a button: it goes somewhere and changes nothing. */
export function ButtonLink({ variant, size, pill, block, className, ...rest }: ButtonLook & ComponentProps<"a">) {
  return <a className={buttonStyle({ variant, size, pill, block }, className)} {...rest} />;
}
