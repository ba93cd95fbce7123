import { FileText } from "lucide-react";
import { useTranslations } from "next-intl";

/** A proposal or decision as files: PDF to sign, Word to change first. `href` ends where `as=` follows. */
export function OfficialLinks({ href, what, of }: { href: string; what: "proposal" | "decision"; of?: string }) {
  const t = useTranslations("paperwork.take");
  return (
    <span className="flex flex-wrap items-center gap-x-1 text-sm">
      <FileText aria-hidden className="size-4 text-ink-3" />
      <span className="text-ink-2">{t(what)}:</span>
      {(["pdf", "docx"] as const).map((as) => (
        <a
          key={as}
          href={`${href}as=${as}`}
          download
          aria-label={t("label", { what: [t(what), of].filter(Boolean).join(" "), format: t(as) })}
          className="inline-flex min-h-11 items-center px-2 font-medium underline decoration-line underline-offset-4 hover:decoration-current"
        >
          {t(as)}
        </a>
      ))}
    </span>
  );
}
