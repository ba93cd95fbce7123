"use client";

import { useTranslations } from "next-intl";
import { startTransition, useEffect, useRef, useState } from "react";
import { CertificatePicture } from "@/components/awards/certificate-picture";
import { Card } from "@/components/ui/card";
import { CardTitle } from "@/components/ui/card-title";
import { firstWrong } from "@/components/ui/first-wrong";
import { FormMessage } from "@/components/ui/form-message";
import { Notice } from "@/components/ui/notice";
import { RadioGroup } from "@/components/ui/radio-group";
import { Select } from "@/components/ui/select";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextArea } from "@/components/ui/text-area";
import { TextInput } from "@/components/ui/text-input";
import { reaching, useAnswer } from "@/components/ui/use-answer";
import { placeholders } from "@/lib/awards/certificates/rules";
import { awardObjects } from "@/lib/awards/rules";
import { saveTemplateAction } from "@/lib/documents/certificates/actions";
import type { CertificatePage } from "@/lib/documents/certificates/layout";
import { type FormState, freshForm, typed } from "@/lib/forms/state";

/** After so long without a key the picture follows what was typed, in milliseconds. */
const pause = 450;

/**
 * Writes a template, with the paper of a made-up person beside it. The picture follows while one types; without script
 * the button "preview" draws it.
 */
export function TemplateForm({
  start,
  page,
  isChange,
}: {
  /** What the fields hold at first, with `authorityId` and, when one is changed, `id` and `version`. */
  start: Readonly<Record<string, string>>;
  page: CertificatePage;
  isChange: boolean;
}) {
  const t = useTranslations("paperwork");
  const words = useTranslations("awards");
  const [state, send] = useAnswer(saveTemplateAction, freshForm(start));
  const [live, setLive] = useState<FormState | null>(null);
  const form = useRef<HTMLFormElement>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const asked = useRef(0);

  useEffect(() => {
    if (state.turn === 0) return;
    // The answer has drawn these words: a picture still on its way is of older ones.
    clearTimeout(timer.current);
    asked.current++;
    setLive(null);
    firstWrong(form.current)?.focus();
  }, [state.turn]);
  useEffect(() => () => clearTimeout(timer.current), []);

  function follow() {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => {
      if (!form.current) return;
      const sent = new FormData(form.current);
      sent.set("step", "preview");
      const turn = ++asked.current;
      startTransition(async () => {
        const seen = await reaching(saveTemplateAction)(freshForm(), sent);
        // An answer to older words is late news.
        if (turn === asked.current) setLive(seen);
      });
    }, pause);
  }

  const failed = state.status === "refused" || state.status === "invalid";
  const shown = ((live?.status === "done" ? live.data : null) ??
    (state.status === "done" ? state.data : null) ??
    page) as CertificatePage;
  const trouble = live && live.status !== "done" ? (Object.values(live.errors)[0] ?? live.message) : null;
  const value = (name: string) => typed(state, name);
  const field = (name: string) => ({ name, defaultValue: value(name), error: state.errors[name] });
  return (
    <form
      ref={form}
      action={send}
      noValidate
      onInput={follow}
      className="grid grid-cols-1 items-start gap-6 xl:grid-cols-[minmax(0,1fr)_minmax(0,1fr)]"
    >
      <Card>
        <FormMessage refused={failed ? state.message : null} />
        <div key={state.turn} className="flex flex-col gap-5">
          {["authorityId", "id", "version"].map((name) =>
            start[name] ? <input key={name} type="hidden" name={name} value={start[name]} /> : null,
          )}
          <div className="grid gap-5 sm:grid-cols-2">
            <TextInput label={t("field.name")} hint={t("field.nameHint")} maxLength={80} {...field("name")} />
            <Select
              label={t("field.object")}
              hint={t("field.objectHint")}
              placeholder={t("forAll")}
              options={awardObjects.map((one) => ({ value: one, label: words(`object.${one}`) }))}
              {...field("object")}
            />
          </div>
          <RadioGroup
            name="orientation"
            legend={t("field.orientation")}
            defaultValue={value("orientation")}
            options={(["landscape", "portrait"] as const).map((one) => ({
              value: one,
              label: t(`orientation.${one}`),
            }))}
            error={state.errors.orientation}
          />
          <TextArea label={t("field.heading")} rows={2} maxLength={300} {...field("heading")} />
          <TextArea
            label={t("field.body")}
            hint={t("field.bodyHint", { name: "{name}" })}
            rows={4}
            maxLength={500}
            {...field("body")}
          />
          <TextInput label={t("field.closing")} optional={t("optional")} maxLength={200} {...field("closing")} />
          <TextInput label={t("field.placeLine")} maxLength={120} {...field("placeLine")} />
          <div className="grid gap-5 sm:grid-cols-2">
            <TextArea
              label={t("field.signatoryTitle")}
              hint={t("field.signatoryTitleHint")}
              rows={2}
              maxLength={160}
              {...field("signatoryTitle")}
            />
            <TextInput label={t("field.signatoryName")} maxLength={120} {...field("signatoryName")} />
            <TextInput label={t("field.sealNote")} optional={t("optional")} maxLength={80} {...field("sealNote")} />
            <TextInput
              label={t("field.sealMm")}
              hint={t("field.sealMmHint")}
              inputMode="numeric"
              maxLength={2}
              {...field("sealMm")}
            />
          </div>
          <div className="flex flex-wrap gap-3">
            <SubmitButton name="step" value="save" pendingLabel={words("round.working")}>
              {t(isChange ? "save" : "make")}
            </SubmitButton>
            <SubmitButton name="step" value="preview" variant="secondary" pendingLabel={t("drawing")}>
              {t("preview")}
            </SubmitButton>
          </div>
        </div>
      </Card>
      <div className="flex flex-col gap-4 max-xl:order-first xl:sticky xl:top-4">
        <CertificatePicture
          page={shown}
          label={t("pictureLabel")}
          className={shown.orientation === "portrait" ? "mx-auto max-w-md" : undefined}
        />
        <div aria-live="polite" className="flex flex-col gap-2">
          {trouble ? <Notice tone="watch">{t("notDrawn", { why: trouble })}</Notice> : null}
          {shown.isTooFull ? <Notice tone="behind">{t("refusal.too_full")}</Notice> : null}
        </div>
        <Card>
          <CardTitle className="mb-2">{t("placeholders")}</CardTitle>
          <p className="mb-3 text-sm text-ink-2">{t("placeholdersLead")}</p>
          <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1.5 text-sm">
            {placeholders.map((one) => (
              <div key={one} className="contents">
                <dt className="font-mono font-medium">{`{${one}}`}</dt>
                <dd className="text-ink-2">{t(`placeholder.${one}`)}</dd>
              </div>
            ))}
          </dl>
        </Card>
      </div>
    </form>
  );
}
