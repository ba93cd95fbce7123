"use client";

/**
 * Names the nonce with which the kit's scripts may add their few styles. Only the document's own will do: after a move
 * within the page, as from the sign-in form, `nonce` is that of the answer just fetched, which the browser does not take.
 */
export function StyleNonce({ nonce }: { nonce: string | undefined }) {
  const ofDocument =
    typeof document === "undefined" ? undefined : document.querySelector<HTMLScriptElement>("script[nonce]")?.nonce;
  return <meta name="csp-nonce" nonce={ofDocument || nonce} suppressHydrationWarning />;
}
