"use client";

import { Button } from "@/components/ui/button";
import { FormMessage } from "@/components/ui/form-message";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextInput } from "@/components/ui/text-input";
import { useAnswer } from "@/components/ui/use-answer";
import { askCodeAction, proveCodeAction } from "@/lib/accounts/actions";
import { freshForm, typed } from "@/lib/forms/state";

export interface CodeWords {
  contact: string;
  contactHint: string;
  send: string;
  sending: string;
  sentTo: string;
  code: string;
  enter: string;
  entering: string;
  resend: string;
  resendHint: string;
  other: string;
}

/**
 * Two halves in one place: the contact, then the code. The contact travels in a hidden field and never in the address.
 * Without script each half is a page of its own at the same address.
 */
export function CodeSignIn({ back, words }: { back: string; words: CodeWords }) {
  const [asked, ask] = useAnswer(askCodeAction, freshForm());
  const [proved, prove] = useAnswer(proveCodeAction, freshForm());
  const sent = asked.data as { contact: string } | undefined;
  const contact = sent?.contact ?? typed(proved, "contact");

  if (contact === "" || (asked.status !== "done" && asked.turn > 0 && proved.turn === 0)) {
    return (
      <form action={ask} className="flex flex-col gap-5" noValidate>
        <FormMessage refused={asked.errors.contact ? null : asked.message} />
        <input type="hidden" name="back" value={back} />
        <TextInput
          key={asked.turn}
          name="contact"
          label={words.contact}
          hint={words.contactHint}
          error={asked.errors.contact}
          defaultValue={typed(asked, "contact")}
          // The field is a new one after each answer, so this is where one types on.
          autoFocus={asked.turn > 0}
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          required
        />
        <SubmitButton block pill size="lg" pendingLabel={words.sending}>
          {words.send}
        </SubmitButton>
      </form>
    );
  }
  const resendRefused = asked.status !== "done" && asked.turn > 0 ? asked.message : null;
  return (
    <div className="flex flex-col gap-6">
      <form action={prove} className="flex flex-col gap-5" noValidate>
        <p role="status" className="font-medium">
          {words.sentTo.replace("{contact}", contact)}
        </p>
        <FormMessage refused={proved.errors.code ? null : proved.message} />
        <input type="hidden" name="back" value={back} />
        <input type="hidden" name="contact" value={contact} />
        <TextInput
          key={`${asked.turn} ${proved.turn}`}
          name="code"
          label={words.code}
          error={proved.errors.code}
          inputMode="numeric"
          autoComplete="one-time-code"
          maxLength={9}
          className="text-2xl tracking-[0.3em] tabular-nums"
          autoFocus
          required
        />
        <SubmitButton block pill size="lg" pendingLabel={words.entering}>
          {words.enter}
        </SubmitButton>
      </form>
      <form action={ask} className="flex flex-col gap-2 border-t border-line pt-4">
        <FormMessage refused={resendRefused} />
        <p className="text-sm text-ink-2">{words.resendHint}</p>
        <input type="hidden" name="back" value={back} />
        <input type="hidden" name="contact" value={contact} />
        <div className="flex flex-wrap gap-2.5">
          <Button type="submit" variant="secondary">
            {words.resend}
          </Button>
          <a
            className="inline-flex min-h-11 items-center font-medium sm:px-2 text-blood-ink underline underline-offset-4"
            href={back ? `?then=${encodeURIComponent(back)}` : "?"}
          >
            {words.other}
          </a>
        </div>
      </form>
    </div>
  );
}
