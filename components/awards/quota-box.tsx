import { useTranslations } from "next-intl";
import { controlStyle } from "@/components/ui/control-style";
import { cx } from "@/components/ui/cx";
import { FieldError } from "@/components/ui/field";
import type { NominationQuota } from "@/lib/awards/rounds/queries";
import { beganAs, type SharedField } from "@/lib/forms/meanwhile";
import { quotaField } from "./quota-standing";

/** The boxes of a form as they stand; with `shown`, those that are looked at. */
export function boxesOf(form: HTMLFormElement | null, which: "all" | "shown" = "all"): HTMLInputElement[] {
  const within = which === "shown" ? "li:not([hidden]) " : "";
  return [...(form?.querySelectorAll<HTMLInputElement>(`${within}input[name^="quota:"]`) ?? [])];
}

/** One unit's places, beside its name and what it has used. */
export function QuotaBox({
  unit: { unitId, unitName, quota, nominated },
  box: { start, began, theirs },
  isHidden,
  error,
}: {
  unit: NominationQuota;
  box: SharedField;
  isHidden: boolean;
  error: string | undefined;
}) {
  const t = useTranslations("awards.quotas");
  const id = `quota-${unitId}`;
  const described = [error ? `${id}-error` : "", nominated > 0 ? `${id}-used` : "", theirs ? `${id}-theirs` : ""]
    .filter(Boolean)
    .join(" ");
  return (
    <li hidden={isHidden} className="border-b border-line py-1.5">
      <input type="hidden" name="units[]" value={unitId} />
      <div className="flex items-center justify-between gap-3">
        <span className="min-w-0">
          <label htmlFor={id}>
            <span className="sr-only">{t("quota")}, </span>
            {unitName}
          </label>
          {nominated > 0 ? (
            <span id={`${id}-used`} className="block text-sm text-ink-3 tabular-nums">
              {t("nominatedHere", { count: nominated })}
            </span>
          ) : null}
          {theirs ? (
            <span id={`${id}-theirs`} className="block text-sm text-ink-2 tabular-nums">
              {t(theirs, { value: quota === null ? "none" : `${quota}` })}
            </span>
          ) : null}
        </span>
        <div className="w-24 shrink-0">
          <input type="hidden" name={beganAs(quotaField(unitId))} value={began} />
          <input
            key={theirs === "taken" ? start : undefined}
            id={id}
            name={quotaField(unitId)}
            inputMode="numeric"
            autoComplete="off"
            maxLength={7}
            defaultValue={start}
            aria-invalid={error ? true : undefined}
            aria-describedby={described || undefined}
            className={cx(controlStyle, "text-right tabular-nums")}
          />
        </div>
      </div>
      {error ? (
        <div className="mt-1.5">
          <FieldError id={`${id}-error`}>{error}</FieldError>
        </div>
      ) : null}
    </li>
  );
}
