"use client";

import { useTranslations } from "next-intl";
import { useId, useState } from "react";
import { Card } from "@/components/ui/card";
import { FormMessage } from "@/components/ui/form-message";
import { RadioGroup } from "@/components/ui/radio-group";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextInput } from "@/components/ui/text-input";
import { formatPhone } from "@/lib/core/phone";
import type { ProposedCommune } from "@/lib/units/queries";
import { mendContactAction } from "@/lib/visits/actions";
import type { DeskPerson } from "@/lib/visits/person/queries";
import { useDesk } from "./desk-context";
import { useDeed } from "./use-deed";

/** How somebody is reached and where they live, with a form to mend it: people change phones and move. */
export function ContactForm({ donorId, contact }: Pick<DeskPerson, "donorId" | "contact">) {
  const t = useTranslations("visits");
  const id = useId();
  const { driveId, stepDone } = useDesk();
  const [home, setHome] = useState(contact.home ?? "");
  const { state, errors, touch, send, refused, busy } = useDeed(mendContactAction, (answer) =>
    stepDone(answer.message),
  );
  const phone = contact.phone ? formatPhone(contact.phone) : null;
  const communes =
    state.refusal === "commune_several" && !("home" in errors)
      ? ((state.data as { communes?: ProposedCommune[] } | undefined)?.communes ?? [])
      : [];
  return (
    <details className="mt-4">
      <summary className="inline-flex min-h-11 cursor-pointer flex-wrap items-center gap-x-2 rounded-control px-2 text-sm font-medium text-ink-2 hover:bg-sunk">
        {t("contact.open")}
        <span className="font-normal text-ink-3 tabular-nums">
          {[phone ?? t("contact.noPhone"), contact.home].filter(Boolean).join(" · ")}
        </span>
      </summary>
      <Card className="mt-2">
        <form
          noValidate
          className="grid gap-5 sm:grid-cols-2"
          onChange={touch}
          onSubmit={(event) => {
            event.preventDefault();
            if (busy) return;
            const form = new FormData(event.currentTarget);
            if (home.trim() === (contact.home ?? "")) form.set("homeAsItIs", "yes");
            send(form);
          }}
        >
          <div className="sm:col-span-2">
            <p className="mb-3 text-ink-2">{t("contact.hint")}</p>
            <FormMessage refused={Object.keys(state.errors).length > 0 ? null : refused} />
          </div>
          <input type="hidden" name="driveId" value={driveId} />
          <input type="hidden" name="donorId" value={donorId} />
          <input type="hidden" name="version" value={contact.version} />
          <TextInput
            name="phone"
            id={`${id}-phone`}
            type="tel"
            label={t("register.phone")}
            optional={t("arrive.optional")}
            defaultValue={phone ?? ""}
            error={errors.phone}
            autoComplete="off"
          />
          <TextInput
            name="email"
            id={`${id}-email`}
            type="email"
            label={t("contact.email")}
            optional={t("arrive.optional")}
            defaultValue={contact.email ?? ""}
            error={errors.email}
            autoComplete="off"
          />
          <TextInput
            name="addressLine"
            id={`${id}-address`}
            label={t("contact.addressLine")}
            optional={t("arrive.optional")}
            defaultValue={contact.addressLine ?? ""}
            error={errors.addressLine}
            maxLength={200}
            autoComplete="off"
          />
          <TextInput
            name="home"
            id={`${id}-home`}
            label={t("register.commune")}
            optional={t("arrive.optional")}
            placeholder={t("contact.homeExample")}
            value={home}
            onChange={(event) => setHome(event.target.value)}
            error={errors.home}
            maxLength={200}
            autoComplete="off"
          />
          {communes.length > 0 ? (
            <RadioGroup
              name="commune"
              id={`${id}-commune`}
              legend={t("contact.which")}
              options={communes.map(({ provinceId, communeId, name, province, was }) => ({
                value: `${provinceId}/${communeId}`,
                label: was
                  ? t("register.communeWas", { name, province, was })
                  : t("register.communeNow", { name, province }),
              }))}
              error={errors.commune}
              className="sm:col-span-2"
            />
          ) : null}
          <SubmitButton
            variant="secondary"
            className="justify-self-end sm:col-span-2"
            aria-disabled={busy || undefined}
          >
            {busy ? t("screen.saving") : t("contact.submit")}
          </SubmitButton>
        </form>
      </Card>
    </details>
  );
}
