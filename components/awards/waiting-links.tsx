import { useTranslations } from "next-intl";
import { cx } from "@/components/ui/cx";

/** How many of a list wait: to be checked, or for an answer after they were sent back. Each leads to exactly those. */
export function WaitingLinks({
  unchecked,
  returned,
  hrefOf,
  className,
}: {
  unchecked: number;
  returned: number;
  /** The list of those who stand so. */
  hrefOf: (status: "gathered" | "returned") => string;
  className?: string;
}) {
  const t = useTranslations("balance.waiting");
  if (unchecked === 0 && returned === 0) return null;
  return (
    <p className={cx("flex flex-wrap gap-x-5 border-t border-line pt-2", className)}>
      {unchecked > 0 ? <Waits href={hrefOf("gathered")}>{t("unchecked", { count: unchecked })}</Waits> : null}
      {returned > 0 ? <Waits href={hrefOf("returned")}>{t("returned", { count: returned })}</Waits> : null}
    </p>
  );
}

function Waits({ href, children }: { href: string; children: string }) {
  return (
    <a href={href} className="inline-flex min-h-11 items-center font-medium underline underline-offset-4">
      {children}
    </a>
  );
}
