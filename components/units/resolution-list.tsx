import { useLocale, useTranslations } from "next-intl";
import { formatDate, formatList } from "@/lib/i18n/format";
import { localizedPath } from "@/lib/i18n/path";
import type { UnitResolution } from "@/lib/units/history/resolutions";
import { toldSource } from "./told-source";

/** Changes of a unit that were resolved before decisions were recorded here. Server pages only. */
export function ResolutionList({ resolutions }: { resolutions: readonly UnitResolution[] }) {
  const t = useTranslations("mergers.unit");
  const locale = useLocale();
  if (resolutions.length === 0) return null;
  return (
    <ul className="divide-y divide-line">
      {resolutions.map((one) => (
        <li key={`${one.on}${one.change}`} className="py-3">
          <p>
            <span className="font-medium">
              {one.resolution ? t("byResolution", { number: one.resolution }) : t("byResolutions")}
            </span>
            {": "}
            {t(`resolved.${one.change}`, {
              from: formatList(locale, one.from),
              into: one.into,
              on: formatDate(locale, one.on),
            })}
          </p>
          {one.intoId ? (
            <a
              className="inline-flex min-h-11 items-center font-medium text-blood-ink underline underline-offset-4"
              href={localizedPath(locale, `/staff/units/${one.intoId}`)}
            >
              {one.into}
            </a>
          ) : null}
          <p className="text-sm text-ink-2 wrap-anywhere">{t("resolvedSource", { source: toldSource(locale, one) })}</p>
        </li>
      ))}
    </ul>
  );
}
