import { FieldError } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { RowHeader, Table, Td, Th } from "@/components/ui/table";
import { formatDate, formatNumber, formatPercent } from "@/lib/i18n/format";
import type { Progress } from "@/lib/progress/schema";
import { Panel } from "./panel";
import { hereHref, type Place } from "./place";
import { useFigureWords } from "./words";

/**
 * Says that an earlier day is shown, and leads back to today; of a day that cannot be shown says so where the page begins,
 * for the box lies far down. Nothing on a page of today.
 */
export function ReplayNotice({ progress, place }: { progress: Progress; place: Place }) {
  const { t, locale } = useFigureWords();
  if (place.wrongDay)
    return (
      <Notice tone="behind" role="alert" title={t(`replay.${place.wrongDay.why}`, { typed: place.wrongDay.typed })}>
        {t("replay.today")}{" "}
        {hasBox(progress, place) ? (
          <a href="#asOf" className="font-medium underline underline-offset-4">
            {t("replay.mend")}
          </a>
        ) : null}
      </Notice>
    );
  if (progress.replayedOf === null) return null;
  const back = hereHref({ ...place, asOf: null }, progress);
  return (
    <Notice tone="info" title={t("replay.title", { on: formatDate(locale, progress.replayedOf) })}>
      {t("replay.means")}{" "}
      <a href={back} className="font-medium underline underline-offset-4">
        {t("replay.back")}
      </a>
    </Notice>
  );
}

/** Is there anything to look back at: everywhere within the staff's frame, in public where a target was adjusted. */
const hasBox = ({ versions }: Progress, { base }: Place) => versions.length > 1 || base !== "/progress";

/**
 * The versions of the target the rate stands on, each with the rate it gives, and the way to an earlier day. On public
 * pages only where a target was adjusted.
 */
export function TargetVersions({ progress, place }: { progress: Progress; place: Place }) {
  const { t, locale } = useFigureWords();
  const { versions, measuredAgainst } = progress;
  const { wrongDay = null } = place;
  if (!hasBox(progress, place)) return null;
  const day = (on: string | null, none: string) => (on === null ? none : formatDate(locale, on));
  return (
    <Panel title={t("versions.title")} aside={measuredAgainst?.isDemo ? t("versions.demo") : undefined}>
      {versions.length > 0 ? (
        <Table caption={t("versions.title")} stack className="mt-2">
          <thead>
            <tr>
              <Th>{t("versions.version")}</Th>
              <Th>{t("versions.held")}</Th>
              <Th>{t("versions.decision")}</Th>
              <Th num>{t("versions.value")}</Th>
              <Th num>{t("versions.rate")}</Th>
            </tr>
          </thead>
          <tbody>
            {versions.map((one) => (
              <tr key={one.version}>
                <RowHeader>{t("versions.number", { n: one.version })}</RowHeader>
                <Td label={t("versions.held")}>
                  {day(one.from, t("versions.fromStart"))} – {day(one.until, t("versions.now"))}
                </Td>
                <Td label={t("versions.decision")}>
                  {one.decisionNumber ?? t("versions.printed")}
                  {one.reason ? (
                    <span lang="vi" className="block text-sm text-ink-3">
                      {one.reason}
                    </span>
                  ) : null}
                </Td>
                <Td num label={t("versions.value")}>
                  {formatNumber(locale, one.value, 2)}
                </Td>
                <Td num label={t("versions.rate")}>
                  {one.rate === null ? "–" : formatPercent(locale, one.rate)}
                </Td>
              </tr>
            ))}
          </tbody>
        </Table>
      ) : (
        <p className="mt-2 text-ink-2">{t(measuredAgainst?.qualifier === "sum" ? "versions.sum" : "versions.none")}</p>
      )}
      <form
        action={hereHref({ ...place, asOf: null, impliedYear: place.year }, progress)}
        className="mt-3 flex flex-wrap items-center gap-2 text-sm"
      >
        <input type="hidden" name="year" value={place.year} />
        {progress.campaign && progress.unit.kind !== "nation" ? (
          <input type="hidden" name="unit" value={progress.unit.code} />
        ) : null}
        <label htmlFor="asOf" className="text-ink-2">
          {t("replay.label")}
        </label>
        {/* Typed day first: the browser's own box puts the month first where it speaks English. */}
        <input
          id="asOf"
          name="asOf"
          inputMode="numeric"
          autoComplete="off"
          maxLength={20}
          placeholder={t("replay.form")}
          defaultValue={wrongDay?.typed ?? (progress.replayedOf ? formatDate(locale, progress.replayedOf) : "")}
          aria-invalid={wrongDay ? true : undefined}
          aria-describedby={wrongDay ? "asOf-wrong" : undefined}
          className="min-h-11 w-36 rounded-control border border-edge bg-card px-3 aria-invalid:border-2 aria-invalid:border-behind"
        />
        <button type="submit" className="min-h-11 rounded-control border border-line px-4 font-medium">
          {t("replay.show")}
        </button>
        {wrongDay ? (
          <FieldError id="asOf-wrong">{t(`replay.${wrongDay.why}`, { typed: wrongDay.typed })}</FieldError>
        ) : null}
      </form>
    </Panel>
  );
}
