"use client";

import { useTranslations } from "next-intl";
import { ActionForm } from "@/components/ui/action-form";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextArea } from "@/components/ui/text-area";
import { typed } from "@/lib/forms/state";
import { agreeTargetAction, commentTargetAction, returnSplitAction, stepTargetAction } from "@/lib/targets/actions";
import { MeetingFields } from "./meeting-fields";

interface About {
  proposalId: string;
  version: number;
}

function Hidden({ proposalId, version }: About) {
  return (
    <>
      <input type="hidden" name="proposalId" value={proposalId} />
      <input type="hidden" name="version" value={version} />
    </>
  );
}

/** One button that sends a draft on, or takes it away. */
export function SendForm({ step, ...about }: About & { step: "propose" | "assign" | "withdraw" }) {
  const t = useTranslations("targets.step");
  return (
    <ActionForm action={stepTargetAction} className="flex flex-col gap-2">
      {() => (
        <>
          <Hidden {...about} />
          <input type="hidden" name="step" value={step} />
          <SubmitButton variant={step === "withdraw" ? "quiet" : "primary"} pendingLabel={t("working")}>
            {t(step)}
          </SubmitButton>
        </>
      )}
    </ActionForm>
  );
}

/** Sends a proposal back with a word why, or withdraws it; folded away, as it is the rarer way. */
export function BackForm({ mayWithdraw, ...about }: About & { mayWithdraw: boolean }) {
  const t = useTranslations("targets.step");
  const id = `words-${about.proposalId}`;
  return (
    <details className="basis-full">
      <summary className="min-h-11 cursor-pointer py-2.5 font-medium text-ink-2 underline-offset-4 hover:underline">
        {t("more")}
      </summary>
      <ActionForm action={stepTargetAction} className="flex max-w-xl flex-col gap-3 pt-1">
        {(state) => (
          <>
            <Hidden {...about} />
            <TextArea
              name="words"
              id={id}
              label={t("words")}
              defaultValue={typed(state, "words")}
              error={state.errors.words}
              rows={2}
            />
            <div className="flex flex-wrap gap-2.5">
              <SubmitButton name="step" value="return" variant="secondary" pendingLabel={t("working")}>
                {t("return")}
              </SubmitButton>
              {mayWithdraw ? (
                <SubmitButton name="step" value="withdraw" variant="danger" pendingLabel={t("working")}>
                  {t("withdraw")}
                </SubmitButton>
              ) : null}
            </div>
          </>
        )}
      </ActionForm>
    </details>
  );
}

/** Which meeting agreed, when and where. */
export function AgreeForm(about: About) {
  const t = useTranslations("targets.agree");
  return (
    <details className="basis-full">
      <summary className="min-h-11 cursor-pointer py-2.5 font-medium text-ink-2 underline-offset-4 hover:underline">
        {t("title")}
      </summary>
      <ActionForm
        action={agreeTargetAction}
        className="grid max-w-3xl gap-3 pt-1 sm:grid-cols-2 sm:[&>[data-form-message]]:col-span-2"
      >
        {(state) => (
          <>
            <Hidden {...about} />
            <MeetingFields state={state} of={about.proposalId} />
            <SubmitButton variant="secondary" className="justify-self-start">
              {t("do")}
            </SubmitButton>
          </>
        )}
      </ActionForm>
    </details>
  );
}

/** A comment on a unit's targets of a year. */
export function CommentForm({ unitId, year }: { unitId: string; year: number }) {
  const t = useTranslations("targets.comment");
  return (
    <ActionForm action={commentTargetAction} className="flex flex-col gap-3">
      {(state) => (
        <>
          <input type="hidden" name="unitId" value={unitId} />
          <input type="hidden" name="year" value={year} />
          <TextArea
            name="words"
            id="comment"
            label={t("label")}
            hint={t("hint")}
            defaultValue={typed(state, "words")}
            error={state.errors.words}
          />
          <SubmitButton variant="secondary" className="self-start">
            {t("do")}
          </SubmitButton>
        </>
      )}
    </ActionForm>
  );
}

/** Sends a submitted split back with a word why. */
export function ReturnSplitForm({ splitId, version, title }: { splitId: string; version: number; title: string }) {
  const t = useTranslations("targets");
  return (
    <details>
      <summary className="min-h-11 cursor-pointer py-2.5 font-medium text-ink-2 underline-offset-4 hover:underline">
        {title}
      </summary>
      <ActionForm action={returnSplitAction} className="flex max-w-xl flex-col gap-3 pt-1">
        {(state) => (
          <>
            <input type="hidden" name="splitId" value={splitId} />
            <input type="hidden" name="version" value={version} />
            <TextArea
              name="words"
              id={`words-${splitId}`}
              label={t("step.words")}
              defaultValue={typed(state, "words")}
              error={state.errors.words}
              rows={2}
            />
            <SubmitButton variant="secondary" className="self-start">
              {t("step.return")}
            </SubmitButton>
          </>
        )}
      </ActionForm>
    </details>
  );
}
