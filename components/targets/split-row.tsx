import { CircleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ClipboardEvent, KeyboardEvent } from "react";
import { controlStyle } from "@/components/ui/control-style";
import { cx } from "@/components/ui/cx";
import { FieldError } from "@/components/ui/field";
import { RowHeader, Td } from "@/components/ui/table";
import { formatDifference, formatNumber } from "@/lib/i18n/format";
import type { Locale } from "@/lib/i18n/routing";
import type { TargetPeriod } from "@/lib/targets/rules";
import { lockField, partField } from "@/lib/targets/schema";
import type { SplitRow } from "@/lib/targets/split/queries";
import { changeAgainst, isOddJump } from "@/lib/targets/split/rules";

/** One part of the grid: what it is weighed by, its cell, its change against last year, its lock. */
export function SplitGridRow({
  row,
  isHidden,
  proposes,
  locale,
  before,
  expected,
  value,
  text,
  isLocked,
  error,
  readOnly,
  onText,
  onTidy,
  onLock,
  onKeyDown,
  onPaste,
}: {
  row: SplitRow;
  isHidden: boolean;
  /** Whether any unit has proposed, and the column is there. */
  proposes: boolean;
  locale: Locale;
  /** The time its results are of. */
  before: { period: TargetPeriod; year: string };
  /** Last year's result, scaled where the whole is far from last year's sum. */
  expected: number | null;
  value: number | null;
  text: string;
  isLocked: boolean;
  error: string | undefined;
  readOnly: boolean;
  onText: (text: string) => void;
  onTidy: () => void;
  onLock: (on: boolean) => void;
  onKeyDown: (event: KeyboardEvent<HTMLInputElement>) => void;
  onPaste: (event: ClipboardEvent<HTMLInputElement>) => void;
}) {
  const t = useTranslations("targets.split");
  const n = (number: number | null) => (number === null ? "–" : formatNumber(locale, number));
  const change = changeAgainst(value, expected);
  const odd = isOddJump(value, expected);
  const name = partField(row.key);
  return (
    <tr hidden={isHidden}>
      <RowHeader className={row.kind === "body" ? undefined : "lg:whitespace-nowrap"}>{row.name}</RowHeader>
      <Td num label={t("people")} absent={row.people === null} className="text-ink-2 sm:max-lg:hidden">
        {n(row.people)}
      </Td>
      <Td num label={t("lastYear", before)} absent={!row.fewer && row.lastYear === null} className="text-ink-2">
        {row.fewer ? t("few") : n(row.lastYear)}
      </Td>
      <Td num label={t("capacity")} absent={row.capacity === null} className="text-ink-2 sm:max-lg:hidden">
        {n(row.capacity)}
      </Td>
      {proposes ? (
        <Td num label={t("proposed")} absent={row.proposed === null}>
          {n(row.proposed)}
        </Td>
      ) : null}
      <Td num label={t("value")}>
        <input
          data-cell={row.key}
          name={name}
          value={text}
          readOnly={readOnly}
          inputMode="numeric"
          autoComplete="off"
          aria-label={t("valueOf", { name: row.name })}
          aria-invalid={error ? true : undefined}
          aria-describedby={error ? `${name}-error` : undefined}
          onChange={(event) => onText(event.currentTarget.value)}
          onBlur={onTidy}
          onKeyDown={onKeyDown}
          onPaste={onPaste}
          className={cx(
            controlStyle,
            "ml-auto max-w-36 min-w-28 py-1.5 text-right tabular-nums",
            isLocked && "bg-sunk font-semibold",
          )}
        />
        {error ? <FieldError id={`${name}-error`}>{error}</FieldError> : null}
      </Td>
      <Td num label={t("change", before)} absent={change === null}>
        {change === null ? (
          <span className="text-ink-3">–</span>
        ) : (
          <span className={cx("inline-flex items-center gap-1", odd && "font-medium text-watch")}>
            {odd ? <CircleAlert aria-hidden className="size-4" /> : null}
            {formatDifference(locale, change, 1)}%{odd ? <span className="sr-only"> {t("oddOne")}</span> : null}
          </span>
        )}
      </Td>
      <Td label={t("lock")}>
        <label className="inline-flex min-h-11 cursor-pointer items-center gap-2">
          <input
            type="checkbox"
            name={lockField(row.key)}
            value="1"
            checked={isLocked}
            disabled={readOnly}
            onChange={(event) => onLock(event.currentTarget.checked)}
            className="size-5 accent-blood"
          />
          <span className="sr-only">{t("lockOf", { name: row.name })}</span>
        </label>
      </Td>
    </tr>
  );
}
