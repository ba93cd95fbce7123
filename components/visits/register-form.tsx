"use client";

import { useTranslations } from "next-intl";
import { useEffect, useId, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { CardTitle } from "@/components/ui/card-title";
import { Checkbox } from "@/components/ui/checkbox";
import { FormMessage } from "@/components/ui/form-message";
import { Notice } from "@/components/ui/notice";
import { RadioGroup } from "@/components/ui/radio-group";
import { Select } from "@/components/ui/select";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextInput } from "@/components/ui/text-input";
import { toast } from "@/components/ui/toasts";
import { newId } from "@/lib/core/ids";
import { formatVietnameseDate, parseVietnameseDate } from "@/lib/core/time";
import type { Paper } from "@/lib/donors/identity-number";
import { type IdentityKind, identityKinds, parseIdentityNumber } from "@/lib/donors/identity-number";
import { registerWalkInAction } from "@/lib/visits/actions";
import type { FoundPerson, Prefill } from "@/lib/visits/find/queries";
import { useDesk } from "./desk-context";
import { FoundList } from "./found-list";
import { SegmentFields } from "./segment-fields";
import { useDeed } from "./use-deed";
import { useSay } from "./use-say";

/** Registers somebody who has just come and gives them a number; filled in from the card when one was scanned. */
export function RegisterForm({
  prefill,
  scanned,
  looked,
  consentText,
  onCancel,
  onKnown,
}: {
  prefill: Prefill;
  scanned: boolean;
  /** The people of this name and birthday have been looked at already: it is somebody else. */
  looked: boolean;
  consentText: string;
  onCancel: () => void;
  /** An older record was chosen; the paper typed here may be added to it. */
  onKnown: (person: FoundPerson, paper: Paper | null) => void;
}) {
  const t = useTranslations("visits");
  const kinds = useTranslations("donors.identity.kind");
  const sayDonors = useSay("donors");
  const { driveId, stepDone, show } = useDesk();
  const id = useId();
  const form = useRef<HTMLFormElement>(null);
  const keys = useRef<{ request: string; registration: string } | null>(null);
  const [another, setAnother] = useState(looked);
  const { state, errors, touch, send, refused, busy } = useDeed(registerWalkInAction, (answer) => {
    keys.current = null;
    const { visitId, known } = answer.data as { visitId: string; known: boolean };
    if (known) toast("info", t("register.knownNow"));
    stepDone();
    show({ visitId });
  });
  const told = (state.data as { people?: FoundPerson[] } | undefined)?.people ?? [];
  const alike = state.refusal === "perhaps_known" ? told : [];
  /** Whose the number is, when it is not this name's: perhaps a slip in the number, perhaps in the name. */
  const ofNumber = state.refusal === "number_of_another" ? told : [];

  useEffect(() => {
    const first = form.current?.querySelector<HTMLElement>(
      "input:not([type=hidden]):not([type=radio]):not([type=checkbox]), select",
    );
    const empty = [
      ...(form.current?.querySelectorAll<HTMLInputElement>("input[type=text], input[type=tel], select") ?? []),
    ];
    (empty.find((field) => field.value === "") ?? first)?.focus();
  }, []);
  useEffect(() => {
    if (state.turn > 0) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [state.turn]);

  const submit = (anotherPerson: boolean) => {
    if (!form.current || busy) return;
    const sent = new FormData(form.current);
    keys.current ??= { request: newId(), registration: newId() };
    sent.set("requestKey", keys.current.request);
    sent.set("registrationKey", keys.current.registration);
    const commune = String(sent.get("commune") ?? "").split("/");
    sent.delete("commune");
    if (commune.length === 2) {
      sent.set("homeProvinceId", commune[0] ?? "");
      sent.set("homeCommuneId", commune[1] ?? "");
    }
    if (anotherPerson) sent.set("anotherPerson", "yes");
    send(sent);
  };

  return (
    <Card>
      <form
        ref={form}
        noValidate
        className="flex flex-col gap-5"
        onChange={touch}
        onSubmit={(event) => {
          event.preventDefault();
          submit(another);
        }}
      >
        <CardTitle>{t("register.title")}</CardTitle>
        {scanned ? <p className="-mt-3 text-sm text-met">{t("register.scanned")}</p> : null}
        {prefill.warnings?.length ? (
          <Notice tone="watch">
            {prefill.warnings.map((warning) => (
              <span key={warning} className="block">
                {sayDonors(`identity.warning.${warning}`, { expected: "" })}
              </span>
            ))}
          </Notice>
        ) : null}
        <FormMessage refused={alike.length > 0 ? null : refused} />
        {ofNumber.length > 0 ? (
          <Notice tone="watch">
            <FoundList people={ofNumber} onChoose={(person) => onKnown(person, null)} />
          </Notice>
        ) : null}
        {alike.length > 0 ? (
          <Notice tone="watch" role="alert" title={t("register.alike")}>
            <span className="mb-3 block">{t("register.alikeHint")}</span>
            <FoundList people={alike} onChoose={(person) => onKnown(person, paperTyped(form.current))} />
            <Button
              className="mt-3"
              onClick={() => {
                setAnother(true);
                submit(true);
              }}
            >
              {t("register.another")}
            </Button>
          </Notice>
        ) : null}

        <input type="hidden" name="driveId" value={driveId} />
        {prefill.oldNumber ? <input type="hidden" name="oldNumber" value={prefill.oldNumber} /> : null}
        <div className="grid gap-5 sm:grid-cols-2">
          <TextInput
            name="fullName"
            id={`${id}-name`}
            label={t("register.fullName")}
            defaultValue={prefill.fullName}
            error={errors.fullName}
            autoComplete="off"
            fieldClassName="sm:col-span-2"
          />
          <TextInput
            name="bornOn"
            id={`${id}-born`}
            label={t("register.bornOn")}
            placeholder="14/03/2001"
            inputMode="numeric"
            autoComplete="off"
            defaultValue={prefill.bornOn ? formatVietnameseDate(prefill.bornOn) : ""}
            error={errors.bornOn}
          />
          <RadioGroup
            name="sex"
            id={`${id}-sex`}
            legend={t("register.sex")}
            inline
            options={(["female", "male"] as const).map((value) => ({ value, label: t(`person.sex.${value}`) }))}
            defaultValue={prefill.sex}
            error={errors.sex}
          />
          <Select
            name="identityKind"
            id={`${id}-kind`}
            label={t("register.identityKind")}
            placeholder={t("arrive.choose")}
            options={identityKinds.map((value) => ({ value, label: kinds(value) }))}
            defaultValue={prefill.identityKind ?? ""}
            error={errors.identityKind}
          />
          <TextInput
            name="identityNumber"
            id={`${id}-number`}
            label={t("register.identityNumber")}
            defaultValue={prefill.identityNumber}
            error={errors.identityNumber}
            autoComplete="off"
            className="tabular-nums"
          />
          <TextInput
            name="phone"
            id={`${id}-phone`}
            type="tel"
            label={t("register.phone")}
            optional={t("arrive.optional")}
            hint={t("register.phoneHint")}
            defaultValue={prefill.phone}
            error={errors.phone}
            autoComplete="off"
            fieldClassName="sm:col-span-2"
          />
          {prefill.communes?.length ? (
            <RadioGroup
              name="commune"
              id={`${id}-commune`}
              legend={t("register.commune")}
              hint={t("register.communeHint")}
              options={[
                ...prefill.communes.map(({ communeId, provinceId, name, province, was }) => ({
                  value: `${provinceId}/${communeId}`,
                  label: was
                    ? t("register.communeWas", { name, province, was })
                    : t("register.communeNow", { name, province }),
                })),
                { value: "", label: t("register.communeNone") },
              ]}
              className="sm:col-span-2"
            />
          ) : null}
          {prefill.addressLine ? (
            <TextInput
              name="addressLine"
              id={`${id}-address`}
              label={t("register.address")}
              optional={t("arrive.optional")}
              defaultValue={prefill.addressLine}
              error={errors.addressLine}
              autoComplete="off"
              fieldClassName="sm:col-span-2"
            />
          ) : null}
        </div>
        <SegmentFields id={id} segment={null} employer={null} errors={errors} />
        <Checkbox
          name="consent"
          id={`${id}-consent`}
          value="given"
          label={t("arrive.consent")}
          hint={t("arrive.consentHint", { text: consentText })}
          error={errors.consent}
        />
        <div className="flex flex-wrap items-center justify-between gap-3">
          <Button variant="quiet" onClick={onCancel}>
            {t("register.cancel")}
          </Button>
          <SubmitButton size="lg" aria-disabled={busy || undefined}>
            {busy ? t("screen.saving") : t("register.submit")}
          </SubmitButton>
        </div>
      </form>
    </Card>
  );
}

/** The paper as it stands in the form: what the server has just compared with the records of this name and birthday. */
function paperTyped(form: HTMLFormElement | null): Paper | null {
  if (form === null) return null;
  const typed = new FormData(form);
  const identityKind = String(typed.get("identityKind")) as IdentityKind;
  const number = parseIdentityNumber(identityKind, String(typed.get("identityNumber")));
  const bornOn = parseVietnameseDate(String(typed.get("bornOn")));
  if (!number.ok || !bornOn.ok) return null;
  return { identityKind, identityNumber: number.value, fullName: String(typed.get("fullName")), bornOn: bornOn.value };
}
