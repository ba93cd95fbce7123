import { refresh } from "next/cache";
import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { getLocale, getTranslations } from "next-intl/server";
import type { z } from "zod";
import type { Actor, ContactActor, DonorActor, StaffActor } from "@/lib/auth/actor";
import { anywhere, may, NotAllowed } from "@/lib/auth/authorize";
import { currentDonor, currentStaff } from "@/lib/auth/current";
import type { Deed } from "@/lib/auth/matrix";
import { comesFromHere } from "@/lib/auth/origin";
import { type RateLimit, withinLimit } from "@/lib/auth/rate-limit";
import { sayable } from "@/lib/core/sayable";
import { DatabaseUnavailable } from "@/lib/db/unavailable";
import { localizedPath } from "@/lib/i18n/path";
import type { FormAnswer } from "./answer";
import { fieldsOf, messageKeyOf } from "./fields";
import { answerWith } from "./http-answer";
import type { FormState } from "./state";

/** The actor an action gets, by the word "for": nobody in particular, a donor, a proven contact, staff. */
interface ActorFor {
  anyone: null;
  donor: DonorActor;
  contact: ContactActor | DonorActor;
  staff: StaffActor;
}

interface ActionOptions<S extends z.ZodType, F extends keyof ActorFor> {
  /** The word of the matrix that allows it. */
  readonly deed: Deed;
  readonly for: F;
  readonly input: S;
  readonly limit?: RateLimit;
  /** Names of fields that hold a file; any other file is not read. */
  readonly files?: readonly string[];
  /** Fields that are never sent back to the page. */
  readonly secret?: readonly string[];
}

/**
 * The one way into the house for a form: origin → session → matrix → limit → shape → command → state.
 * Works with and without script; answers in the reader's language, with what was typed and a sentence at each field.
 * Scope (which drive, which donor) is the command's own question; what it refuses as `NotAllowed` is answered as
 * if the thing were not there.
 */
export function formAction<S extends z.ZodType, F extends keyof ActorFor>(
  options: ActionOptions<S, F>,
  handle: (actor: ActorFor[F], input: z.output<S>) => Promise<FormAnswer>,
): (before: FormState, form: FormData) => Promise<FormState> {
  const answered = async (before: FormState, form: FormData): Promise<FormState> => {
    // Whoever calls an action past its page may send anything in place of a form and of what it was before.
    const fields = form instanceof FormData ? fieldsOf(form) : {};
    const t = (await getTranslations()) as unknown as (key: string, facts?: Record<string, string | number>) => string;
    const locale = await getLocale();
    const turn = (Number(before?.turn) || 0) + 1;
    const values = withoutSecrets(fields, options.secret);
    const stop = (message: string, refusal: string): FormState => ({
      status: "refused",
      message: t(message),
      refusal,
      errors: {},
      values,
      turn,
    });

    const seen = await headers();
    const origin = { origin: seen.get("origin"), fetchSite: seen.get("sec-fetch-site"), host: seen.get("host") };
    if (!comesFromHere(origin, process.env.PUBLIC_ORIGIN ?? null)) return stop("forms.foreign", "foreign");

    const actor = await actorFor(options.for);
    if (actor === undefined) return stop("forms.signed_out", "signed_out");
    if (!may(actor as Actor | null, options.deed, anywhere)) return stop("forms.not_allowed", "not_allowed");
    if (options.limit && !(await withinLimit(options.deed, whom(actor, seen), options.limit))) {
      answerWith(429);
      return stop("forms.too_often", "too_often");
    }

    const parsed = options.input.safeParse({ ...fields, ...filesOf(form, options.files) });
    if (!parsed.success) {
      const errors: Record<string, string> = {};
      for (const issue of parsed.error.issues) {
        const field = issue.path.map(String).join(".");
        const { key, facts } = messageKeyOf(issue);
        errors[field] ??= t(key, facts);
      }
      return { status: "invalid", message: t("forms.check_fields"), errors, values, turn };
    }

    let said: FormAnswer;
    try {
      said = await handle(actor as ActorFor[F], parsed.data);
    } catch (error) {
      if (error instanceof NotAllowed) return stop("forms.not_allowed", "not_allowed");
      throw error;
    }
    if (said.kind === "invalid") {
      const errors = Object.entries(said.errors).map(([field, { key, facts }]) => [field, t(key, sayable(facts))]);
      return { status: "invalid", message: t("forms.check_fields"), errors: Object.fromEntries(errors), values, turn };
    }
    if (said.kind === "refused") {
      if (said.anew) refresh();
      if (tooMuch.has(said.refusal)) answerWith(429);
      const sentence = t(`${said.messages}.${said.refusal}`, sayable(said.facts));
      return {
        status: "refused",
        refusal: said.refusal,
        message: sentence,
        errors: said.field ? { [said.field]: sentence } : {},
        values,
        data: said.data,
        turn,
      };
    }
    if (said.goTo) redirect(localizedPath(locale, said.goTo));
    if (said.anew) refresh();
    return {
      status: "done",
      message: said.message ? t(said.message, sayable(said.facts)) : undefined,
      errors: {},
      values: said.keep ? values : {},
      data: said.data,
      turn,
    };
  };
  return (before, form) => answered(before, form).catch((error) => sorry(error, before, form, options.secret));
}

/** The database cannot be asked: nobody's mistake, and nothing that was typed is lost. Every other fault is thrown on. */
async function sorry(
  error: unknown,
  before: FormState,
  form: FormData,
  secret: readonly string[] | undefined,
): Promise<FormState> {
  if (!(error instanceof DatabaseUnavailable)) throw error;
  answerWith(503);
  const t = await getTranslations("forms");
  return {
    status: "refused",
    message: t(error.because === "full" ? "storage_full" : "unavailable"),
    refusal: "unavailable",
    errors: {},
    values: withoutSecrets(form instanceof FormData ? fieldsOf(form) : {}, secret),
    turn: (Number(before?.turn) || 0) + 1,
  };
}

/** Refusals that mean "not so often, not so many at once". */
const tooMuch = new Set(["too_often", "busy"]);

/** The actor of the wanted kind, null where nobody is needed, undefined when they must sign in first. */
async function actorFor(kind: keyof ActorFor): Promise<Actor | null | undefined> {
  if (kind === "anyone") return null;
  if (kind === "staff") return (await currentStaff()) ?? undefined;
  const donor = await currentDonor();
  if (donor === null || (kind === "donor" && donor.kind !== "donor")) return undefined;
  return donor;
}

/** Who is counted: a person, not one of their sessions, as signing in anew must not begin a new count. */
function whom(actor: Actor | null, seen: Headers): string {
  if (actor === null) return clientAddress(seen);
  if (actor.kind === "staff") return actor.accountId;
  return "contact" in actor ? actor.contact : actor.name;
}

/**
 * The address a request came from, as far as it can be known: the last hop of `X-Forwarded-For`, which the proxy in
 * front must overwrite (README, "Running it for real").
 */
export function clientAddress(seen: Headers): string {
  return seen.get("x-forwarded-for")?.split(",").at(-1)?.trim() || "unknown";
}

/** The files a form holds under the names asked for; a box left empty sends an empty file, which is none. */
function filesOf(form: unknown, names: readonly string[] = []): Record<string, File> {
  if (!(form instanceof FormData)) return {};
  const held = names.map((name) => [name, form.get(name)] as const);
  return Object.fromEntries(
    held.filter((entry): entry is [string, File] => entry[1] instanceof File && entry[1].size > 0),
  );
}

function withoutSecrets(fields: Record<string, string | string[]>, secret: readonly string[] = []) {
  return Object.fromEntries(Object.entries(fields).filter(([name]) => !secret.includes(name)));
}
