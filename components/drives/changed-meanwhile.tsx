"use client";

import { useLocale, useTranslations } from "next-intl";
import { Notice } from "@/components/ui/notice";
import { isCivilDate } from "@/lib/core/time";
import type { FormState } from "@/lib/forms/state";
import { formatDate } from "@/lib/i18n/format";
import { localizedPath } from "@/lib/i18n/path";
import type { Locale } from "@/lib/i18n/routing";

/** The saved drive, as the refusal tells it. */
export type SavedDrive = Readonly<Record<string, string | number>>;

/** Somebody else saved first: where the saved version differs from what was typed, and the two ways on. */
export function ChangedMeanwhile({
  message,
  driveId,
  saved,
  values,
}: {
  message?: string;
  driveId: string;
  saved: SavedDrive;
  values: FormState["values"];
}) {
  const t = useTranslations("drives.form");
  const locale = useLocale() as Locale;
  const differing = compared.filter(({ name }) => String(values[name] ?? "") !== String(saved[name] ?? ""));
  const shown = (name: string) => {
    const value = String(saved[name] ?? "");
    return isCivilDate(value) ? formatDate(locale, value) : value || t("empty");
  };
  return (
    <Notice tone="behind" role="alert" title={message}>
      {differing.length > 0 ? (
        <>
          <p className="mt-2">{t("theirs")}</p>
          <ul className="mt-1 list-disc pl-5">
            {differing.map(({ name, label, shownAs }) => (
              <li key={name}>{t("theirValue", { field: t(label), value: shown(shownAs) })}</li>
            ))}
          </ul>
        </>
      ) : null}
      <p className="mt-2">
        {t("keepMine")}{" "}
        <a
          href={localizedPath(locale, `/staff/drives/${driveId}/edit`)}
          className="font-semibold underline underline-offset-4"
        >
          {t("takeTheirs")}
        </a>
        .
      </p>
    </Notice>
  );
}

/** The field of the form, its label, and what the saved drive calls its readable value. */
const compared = [
  { name: "title", label: "title", shownAs: "title" },
  { name: "hostId", label: "host", shownAs: "hostName" },
  { name: "facilityId", label: "facility", shownAs: "facilityName" },
  { name: "venueId", label: "venue", shownAs: "venueName" },
  { name: "creditedUnitId", label: "creditedUnit", shownAs: "creditedUnitName" },
  { name: "heldOn", label: "day", shownAs: "heldOn" },
  { name: "startTime", label: "start", shownAs: "startTime" },
  { name: "endTime", label: "end", shownAs: "endTime" },
  { name: "plannedUnits", label: "plannedUnits", shownAs: "plannedUnits" },
  { name: "publicNote", label: "publicNote", shownAs: "publicNote" },
] as const;
