"use client";

import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { controlStyle } from "@/components/ui/control-style";
import { Field } from "@/components/ui/field";
import { FormMessage } from "@/components/ui/form-message";
import { PendingButton } from "@/components/ui/pending-button";
import { useKeptForm } from "@/components/ui/use-kept-form";
import { freshForm } from "@/lib/forms/state";
import { formatNumber } from "@/lib/i18n/format";
import { readReportFileAction } from "@/lib/reports/import/actions";

/** What the house's door lets through, less the form around the file. */
const mostBytes = 1_000_000;

/** Sends a spreadsheet to be read. One that is too large is told so before it is sent. */
export function UploadForm({ requestKey }: { requestKey: string }) {
  const t = useTranslations("reports.import");
  const locale = useLocale();
  const { state, pending, form } = useKeptForm(readReportFileAction, freshForm());
  const [size, setSize] = useState(0);
  const tooLarge =
    size > mostBytes ? t("upload.tooLarge", { size: formatNumber(locale, size / 1_000_000, 1) }) : undefined;
  return (
    <form
      {...form}
      onSubmit={(event) => (tooLarge ? event.preventDefault() : form.onSubmit(event))}
      className="flex flex-col gap-4"
    >
      <FormMessage refused={state.message} />
      {/* A refused file is another upload when it is sent again. */}
      <input type="hidden" name="requestKey" value={requestKey} />
      <Field id="file" label={t("upload.file")} hint={t("upload.hint")} error={tooLarge ?? state.errors.file}>
        {(control) => (
          <input
            {...control}
            name="file"
            type="file"
            accept=".xlsx,.csv,text/csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
            onChange={(event) => setSize(event.target.files?.[0]?.size ?? 0)}
            className={`${controlStyle} py-2.5 file:mr-3 file:rounded-control file:border-0 file:bg-sunk file:px-3 file:py-1 file:font-medium`}
          />
        )}
      </Field>
      <PendingButton pending={pending} pendingLabel={t("upload.working")} className="self-start">
        {t("upload.send")}
      </PendingButton>
    </form>
  );
}
