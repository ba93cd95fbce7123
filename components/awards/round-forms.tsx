"use client";

import { useTranslations } from "next-intl";
import { ActionForm } from "@/components/ui/action-form";
import { DayInput } from "@/components/ui/day-input";
import { Select } from "@/components/ui/select";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextArea } from "@/components/ui/text-area";
import { TextInput } from "@/components/ui/text-input";
import {
  cancelRoundAction,
  commentRoundAction,
  decideRoundAction,
  gatherCandidatesAction,
  proposeRoundAction,
  sendBackProposalAction,
  takeBackProposalAction,
} from "@/lib/awards/actions";
import { type FormState, typed } from "@/lib/forms/state";

const column = "flex flex-col items-start gap-3";

/** Counts everybody and brings in who qualifies. */
export function GatherForm({ roundId, again }: { roundId: string; again: boolean }) {
  const t = useTranslations("awards.round");
  return (
    <ActionForm action={gatherCandidatesAction} className={column}>
      {() => (
        <>
          <input type="hidden" name="roundId" value={roundId} />
          <SubmitButton variant={again ? "secondary" : "primary"} pendingLabel={t("gathering")}>
            {again ? t("gatherAgain") : t("gather")}
          </SubmitButton>
        </>
      )}
    </ActionForm>
  );
}

/** Who signs a paper: an office and a name, suggested and open to change. */
function SignatoryFields({ state, title, name }: { state: FormState; title?: string; name?: string | null }) {
  const t = useTranslations("awards.round");
  return (
    <>
      <TextInput
        name="signatoryTitle"
        label={t("signatoryTitle")}
        defaultValue={typed(state, "signatoryTitle", title)}
        error={state.errors.signatoryTitle}
        fieldClassName="w-full"
      />
      <TextInput
        name="signatoryName"
        label={t("signatoryName")}
        defaultValue={typed(state, "signatoryName", name ?? "")}
        error={state.errors.signatoryName}
        fieldClassName="w-full"
      />
    </>
  );
}

/** Sends the chosen up, with the proposal's number, its day and who signs it. */
export function ProposeForm({
  roundId,
  count,
  signatory,
  today,
}: {
  roundId: string;
  count: number;
  signatory: { title: string; name: string | null } | null;
  today: string;
}) {
  const t = useTranslations("awards.round");
  return (
    <ActionForm action={proposeRoundAction} className={column}>
      {(state) => (
        <>
          <p className="text-sm text-ink-2">{t("proposeHint", { count })}</p>
          <input type="hidden" name="roundId" value={roundId} />
          <TextInput
            name="number"
            label={t("number")}
            defaultValue={typed(state, "number")}
            error={state.errors.number}
            fieldClassName="w-full"
          />
          <DayInput
            name="proposedOn"
            label={t("proposedOn")}
            defaultValue={typed(state, "proposedOn", today)}
            error={state.errors.proposedOn}
            className="w-full"
          />
          <SignatoryFields state={state} title={signatory?.title} name={signatory?.name} />
          <SubmitButton variant="ink" pendingLabel={t("working")}>
            {t("propose")}
          </SubmitButton>
        </>
      )}
    </ActionForm>
  );
}

export interface Deciding {
  readonly id: string;
  readonly name: string;
  readonly toDecide: number;
  readonly signatoryTitle: string;
  readonly signatoryName: string | null;
}

/** One authority's decision on its part of the proposal. */
export function DecideForm({
  requestKey,
  roundId,
  authorities,
  today,
}: {
  requestKey: string;
  roundId: string;
  authorities: Deciding[];
  today: string;
}) {
  const t = useTranslations("awards.round");
  const first = authorities[0];
  return (
    <ActionForm action={decideRoundAction} className={column}>
      {(state) => (
        <>
          <p className="text-sm text-ink-2">{t("decideHint")}</p>
          <input type="hidden" name="requestKey" value={requestKey} />
          <input type="hidden" name="roundId" value={roundId} />
          <Select
            name="authorityId"
            label={t("authority")}
            options={authorities.map(({ id, name, toDecide }) => ({
              value: id,
              label: t("authorityChoice", { name, count: toDecide }),
            }))}
            defaultValue={typed(state, "authorityId", first?.id)}
            error={state.errors.authorityId}
            fieldClassName="w-full"
          />
          <TextInput
            name="number"
            id="decision-number"
            label={t("decisionNumber")}
            defaultValue={typed(state, "number")}
            error={state.errors.number}
            fieldClassName="w-full"
          />
          <DayInput
            name="decidedOn"
            label={t("decidedOn")}
            defaultValue={typed(state, "decidedOn", today)}
            error={state.errors.decidedOn}
            className="w-full"
          />
          <SignatoryFields state={state} title={first?.signatoryTitle} name={first?.signatoryName} />
          <TextArea
            name="words"
            id="decision-words"
            label={t("decisionWords")}
            hint={t("decisionWordsHint")}
            optional={t("optional")}
            rows={2}
            maxLength={500}
            defaultValue={typed(state, "words")}
            error={state.errors.words}
            fieldClassName="w-full"
          />
          <SubmitButton variant="ink" pendingLabel={t("working")}>
            {t("decide")}
          </SubmitButton>
        </>
      )}
    </ActionForm>
  );
}

const endings = {
  takeBack: { action: takeBackProposalAction, why: "takeBackWhy" },
  sendBack: { action: sendBackProposalAction, why: "sendBackWhy" },
  cancel: { action: cancelRoundAction, why: "cancelWhy" },
} as const;

/** Takes a proposal back, sends it back, or ends a round: each with a reason, behind a line that opens. */
export function EndForm({ roundId, how }: { roundId: string; how: keyof typeof endings }) {
  const t = useTranslations("awards.round");
  const { action, why } = endings[how];
  return (
    <ActionForm action={action}>
      {(state) => (
        <details open={state.status === "refused" || state.status === "invalid"}>
          <summary className="inline-flex min-h-11 cursor-pointer items-center text-sm font-medium text-ink-2 underline-offset-4 hover:underline">
            {t(how)}
          </summary>
          <div className={column}>
            {how === "sendBack" ? <p className="text-sm text-ink-2">{t("sendBackHint")}</p> : null}
            <input type="hidden" name="roundId" value={roundId} />
            <TextArea
              name="because"
              id={`${how}-because`}
              label={t(why)}
              rows={2}
              maxLength={500}
              defaultValue={typed(state, "because")}
              error={state.errors.because}
              fieldClassName="w-full"
            />
            <SubmitButton variant="danger" pendingLabel={t("working")}>
              {t(how)}
            </SubmitButton>
          </div>
        </details>
      )}
    </ActionForm>
  );
}

/** A remark on the round, while it is circulated. */
export function CommentForm({ roundId }: { roundId: string }) {
  const t = useTranslations("awards.round");
  return (
    <ActionForm action={commentRoundAction} className={column}>
      {(state) => (
        <>
          <input type="hidden" name="roundId" value={roundId} />
          <TextArea
            name="words"
            label={t("comment")}
            rows={2}
            maxLength={500}
            defaultValue={typed(state, "words")}
            error={state.errors.words}
            fieldClassName="w-full"
          />
          <SubmitButton variant="secondary" pendingLabel={t("working")}>
            {t("send")}
          </SubmitButton>
        </>
      )}
    </ActionForm>
  );
}
