import { useTranslations } from "next-intl";

/** The unit of a row in a list of reports, with the box by which its report is chosen. */
export function UnitTick({
  value,
  unit,
  period,
  disabled,
  defaultChecked,
}: {
  value: string;
  unit: string;
  /** In words: a unit may stand in the list with several. */
  period: string;
  disabled: boolean;
  defaultChecked?: boolean;
}) {
  const t = useTranslations("reports.late");
  return (
    <label className="inline-flex min-h-11 cursor-pointer items-center gap-3 has-disabled:cursor-not-allowed">
      <input
        type="checkbox"
        name="which[]"
        value={value}
        disabled={disabled}
        defaultChecked={defaultChecked}
        aria-label={t("choose", { unit, period })}
        className="size-6 shrink-0 accent-blood"
      />
      <span className="sm:whitespace-nowrap">{unit}</span>
    </label>
  );
}
