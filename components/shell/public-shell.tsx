import { headers } from "next/headers";
import type { ReactNode } from "react";
import { PublicFrame } from "./public-frame";

/**
 * Head and foot of what donors and the public see. `width="narrow"` for forms and tickets, `"wide"` for lists and
 * figures.
 */
export async function PublicShell({
  children,
  demo,
  width = "wide",
}: {
  children: ReactNode;
  /** Whether made-up people or drives may be seen here. */
  demo?: boolean;
  width?: "narrow" | "wide";
}) {
  const address = (await headers()).get("x-page-path") ?? "/";
  return (
    <PublicFrame address={address} {...(demo ? { demo } : {})} {...(width === "narrow" ? { narrow: true } : {})}>
      {children}
    </PublicFrame>
  );
}
