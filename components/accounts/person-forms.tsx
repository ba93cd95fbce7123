"use client";

import type { ReactNode } from "react";
import { buttonStyle } from "@/components/ui/button-style";
import { FormMessage } from "@/components/ui/form-message";
import { SubmitButton } from "@/components/ui/submit-button";
import { useAnswer } from "@/components/ui/use-answer";
import {
  disableAccountAction,
  enableAccountAction,
  endSessionsOfPersonAction,
  grantRoleAction,
  renewInvitationAction,
  revokeRoleAction,
} from "@/lib/accounts/people/actions";
import { freshForm } from "@/lib/forms/state";

/** What a button does to a person; the words and the fields come with it. */
const deeds = {
  disable: disableAccountAction,
  enable: enableAccountAction,
  endSessions: endSessionsOfPersonAction,
  sendLink: renewInvitationAction,
  revoke: revokeRoleAction,
  giveAgain: grantRoleAction,
} as const;

interface Props {
  deed: keyof typeof deeds;
  fields: Readonly<Record<string, string | number>>;
  label: ReactNode;
  /** For screen readers, where several buttons of a page say the same. */
  longLabel?: string;
  look?: "secondary" | "danger" | "quiet";
}

/** A button that does one thing to a person at once. */
export function PersonButton({ deed, fields, label, longLabel, look = "secondary" }: Props) {
  const [state, action] = useAnswer(deeds[deed], freshForm());
  return (
    <form action={action} className="flex flex-col items-start gap-2">
      <FormMessage refused={state.message} />
      <Hidden fields={fields} />
      <SubmitButton variant={look} size="sm" aria-label={longLabel}>
        {label}
      </SubmitButton>
    </form>
  );
}

/** The same, after a question that opens in place, with or without script. */
export function AskingPersonButton({ question, confirm, ...props }: Props & { question: string; confirm: string }) {
  return (
    <details className="group w-full max-w-md">
      <summary
        aria-label={props.longLabel}
        className={buttonStyle({ variant: props.look ?? "secondary", size: "sm" }, "w-fit cursor-pointer list-none")}
      >
        {props.label}
      </summary>
      <div className="mt-2 flex flex-col gap-3 rounded-control bg-sunk p-4">
        <p>{question}</p>
        <PersonButton deed={props.deed} fields={props.fields} label={confirm} look="danger" />
      </div>
    </details>
  );
}

function Hidden({ fields }: { fields: Props["fields"] }) {
  return Object.entries(fields).map(([name, value]) => <input key={name} type="hidden" name={name} value={value} />);
}
