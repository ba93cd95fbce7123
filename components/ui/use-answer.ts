import { unstable_isUnrecognizedActionError, unstable_rethrow } from "next/navigation";
import { useActionState } from "react";
import type { FormState } from "@/lib/forms/state";
import en from "@/lib/i18n/messages/en/connection.json";
import vi from "@/lib/i18n/messages/vi/connection.json";
import { tooHeavy } from "./too-heavy";
import { useScript } from "./use-script";

/** An action of ours, as `formAction` makes them. */
export type FormDeed = (before: FormState, form: FormData) => Promise<FormState>;

/**
 * `useActionState` for our actions, with an answer also when there was none from the server, see `reaching`. Before
 * script runs the form carries the action itself, and works without.
 */
export function useAnswer(action: FormDeed, start: FormState) {
  const live = useScript();
  return useActionState<FormState, FormData>(live ? reaching(action) : action, start);
}

/**
 * An action that has an answer also when the server cannot be reached or meets a fault: that is said like any refusal,
 * with everything typed still there, where otherwise the page would give way to one about a fault. Files that weigh too
 * much are refused before they are sent.
 */
export const reaching =
  (action: FormDeed): FormDeed =>
  async (before, form) => {
    const heavy = tooHeavy(form, words().too_heavy);
    if (heavy) return { status: "invalid", ...heavy, values: typedIn(form), turn: before.turn + 1 };
    try {
      return await action(before, form);
    } catch (error) {
      // What Next itself means by throwing, and what a reload alone can mend, is not a connection that failed.
      unstable_rethrow(error);
      if (unstable_isUnrecognizedActionError(error)) throw error;
      return { status: "refused", ...regrets(error), errors: {}, values: typedIn(form), turn: before.turn + 1 };
    }
  };

/** Sentences without anything to be filled in: the build takes those apart, and what is left is no text. */
const words = () => (document.documentElement.lang === "en" ? en : vi);

/**
 * A server that fell over its work names its log's line by a digest; one that refused at its door said why; without
 * either it was never reached.
 */
function regrets(error: unknown): { refusal: string; message: string } {
  const { unreached, failed, too_large, crowded } = words();
  const said = error instanceof Error ? error.message.trim() : "";
  if (said === too_large) return { refusal: "too_large", message: said };
  if (said === crowded) return { refusal: "crowded", message: said };
  const code = error instanceof Error && "digest" in error ? error.digest : undefined;
  if (typeof code !== "string") return { refusal: "unreached", message: unreached };
  return { refusal: "failed", message: `${failed} ${code}` };
}

/** What was typed, as the server would have sent it back: never a password. */
function typedIn(form: FormData): FormState["values"] {
  const secret = new Set([...document.querySelectorAll<HTMLInputElement>("[type=password]")].map(({ name }) => name));
  const names = [...new Set(form.keys())].filter((name) => !name.startsWith("$") && !secret.has(name));
  return Object.fromEntries(
    names.map((name) => {
      const typed = form.getAll(name).filter((value) => typeof value === "string");
      return name.endsWith("[]") ? [name.slice(0, -2), typed] : [name, typed.length > 1 ? typed : (typed[0] ?? "")];
    }),
  );
}
