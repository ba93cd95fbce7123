import { ArrowLeft } from "lucide-react";
import { useTranslations } from "next-intl";

/** Head of a flow of a few screens: back, what one is doing, "Bước 1/3" and a bar. Server pages only. */
export function Steps({
  title,
  step,
  steps,
  backHref,
}: {
  title: string;
  step: number;
  steps: number;
  backHref: string;
}) {
  const t = useTranslations("kit");
  return (
    <div className="mb-6">
      <div className="flex items-center gap-1">
        <a
          href={backHref}
          className="-ml-3 flex size-11 items-center justify-center rounded-full hover:bg-sunk"
          aria-label={t("back")}
        >
          <ArrowLeft aria-hidden className="size-6" />
        </a>
        <p className="flex-1 text-lg font-medium">{title}</p>
        <p className="text-ink-3">{t("step", { step, steps })}</p>
      </div>
      <div aria-hidden className="mt-2 h-1.25 rounded-full bg-line">
        <div className="h-full rounded-full bg-blood" style={{ width: `${Math.round((step / steps) * 1000) / 10}%` }} />
      </div>
    </div>
  );
}
