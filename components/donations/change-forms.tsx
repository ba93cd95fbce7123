"use client";

import { useTranslations } from "next-intl";
import { type ReactNode, useEffect, useRef } from "react";
import { ActionForm } from "@/components/ui/action-form";
import { ButtonLink } from "@/components/ui/button-link";
import { Card } from "@/components/ui/card";
import { CardTitle } from "@/components/ui/card-title";
import { RadioGroup } from "@/components/ui/radio-group";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextArea } from "@/components/ui/text-area";
import { confirmDonationAction, correctDonationAction, voidDonationAction } from "@/lib/donations/actions";
import { formatDonationNumber } from "@/lib/donations/din";
import type { ListedDonation } from "@/lib/donations/queries";
import { type FormState, typed } from "@/lib/forms/state";
import { BagFields } from "./bag-fields";

interface About {
  readonly driveId: string;
  readonly donation: ListedDonation;
}

/** Which donation, and the version that was looked at: somebody else's change in between is told, not overwritten. */
function Which({ driveId, donation }: About) {
  return (
    <>
      <input type="hidden" name="driveId" value={driveId} />
      <input type="hidden" name="donationId" value={donation.id} />
      <input type="hidden" name="version" value={donation.version} />
    </>
  );
}

/** A second person agrees. */
export function ConfirmForm(about: About) {
  const t = useTranslations("donations.list");
  return (
    <ActionForm action={confirmDonationAction}>
      {() => (
        <>
          <Which {...about} />
          <SubmitButton variant="secondary" className="mx-3">
            {t("confirm")}
          </SubmitButton>
        </>
      )}
    </ActionForm>
  );
}

/** Corrects a donation, with the reason that stays with it. */
export function CorrectForm({
  driveId,
  donation,
  bagVolumesMl,
  backHref,
}: About & { bagVolumesMl: readonly number[]; backHref: string }) {
  const t = useTranslations("donations.correct");
  return (
    <Card>
      <Opened>{t("title", { number: formatDonationNumber(donation.number) })}</Opened>
      <p className="mt-1 mb-5 text-ink-2">{t("hint")}</p>
      <ActionForm action={correctDonationAction} keep className="flex flex-col gap-5">
        {(state) => (
          <>
            <Which driveId={driveId} donation={donation} />
            <BagFields
              id="correct"
              start={{ ...donation, number: formatDonationNumber(donation.number) }}
              errors={state.errors}
              bagVolumesMl={bagVolumesMl}
            />
            <Because state={state} label={t("reason")} />
            <Choices back={t("cancel")} backHref={backHref}>
              <SubmitButton>{t("submit")}</SubmitButton>
            </Choices>
          </>
        )}
      </ActionForm>
    </Card>
  );
}

/** Voids a donation that should not have been recorded. */
export function VoidForm({ driveId, donation, backHref, mayReopen }: About & { backHref: string; mayReopen: boolean }) {
  const t = useTranslations("donations.void");
  return (
    <Card>
      <Opened>{t("title", { number: formatDonationNumber(donation.number) })}</Opened>
      <p className="mt-1 mb-5 text-ink-2">{t("hint")}</p>
      <ActionForm action={voidDonationAction} className="flex flex-col gap-5">
        {(state) => (
          <>
            <Which driveId={driveId} donation={donation} />
            <RadioGroup
              name="visit"
              legend={t("visit")}
              options={[
                { value: "again", label: t("again"), disabled: !mayReopen },
                { value: "incomplete", label: t("incomplete") },
              ]}
              defaultValue={typed(state, "visit")}
              error={state.errors.visit}
            />
            <Because state={state} label={t("reason")} />
            <Choices back={t("cancel")} backHref={backHref}>
              <SubmitButton variant="danger">{t("submit")}</SubmitButton>
            </Choices>
          </>
        )}
      </ActionForm>
    </Card>
  );
}

/** Why, in words that stay with the event. */
function Because({ state, label }: { state: FormState; label: string }) {
  return (
    <TextArea
      name="reason"
      label={label}
      rows={2}
      maxLength={300}
      defaultValue={typed(state, "reason")}
      error={state.errors.reason}
    />
  );
}

/** The way back beside the deed. */
function Choices({ back, backHref, children }: { back: string; backHref: string; children: ReactNode }) {
  return (
    <div className="flex flex-wrap justify-between gap-3">
      <ButtonLink href={backHref} variant="quiet">
        {back}
      </ButtonLink>
      {children}
    </div>
  );
}

/** The title of a form that a link has just opened: reading and typing go on here, not at the page's top. */
function Opened({ children }: { children: string }) {
  const title = useRef<HTMLDivElement>(null);
  useEffect(() => title.current?.focus(), []);
  return (
    <div ref={title} tabIndex={-1} className="outline-none">
      <CardTitle>{children}</CardTitle>
    </div>
  );
}
