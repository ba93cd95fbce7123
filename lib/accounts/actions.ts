"use server";

import { cookies, headers } from "next/headers";
import { redirect } from "next/navigation";
import { getLocale } from "next-intl/server";
import { clearSessionCookie, sessionToken, setSessionCookie } from "@/lib/auth/cookies";
import { deviceOf } from "@/lib/auth/device";
import { done } from "@/lib/core/outcome";
import { answer } from "@/lib/forms/answer";
import { clientAddress, formAction } from "@/lib/forms/form-action";
import { localizedPath, ownPath } from "@/lib/i18n/path";
import type { Locale } from "@/lib/i18n/routing";
import { askCode, proveCode } from "./codes";
import { changeOwnPassword, endOtherOwnSessions, endOwnSession, setOwnLanguage } from "./commands";
import {
  askCodeInput,
  changePasswordInput,
  languageInput,
  nothingInput,
  proveCodeInput,
  sessionInput,
  signInInput,
  themeCookie,
  themeInput,
} from "./schema";
import { signIn, signOut } from "./sign-in";

const words = { messages: "accounts.refusal" };

/** Staff sign in with e-mail and password. */
export const signInAction = formAction(
  { deed: "session.begin", for: "anyone", input: signInInput, secret: ["password"] },
  async (_, input) => {
    const seen = await headers();
    const outcome = await signIn(input, {
      address: clientAddress(seen),
      device: deviceOf(seen.get("user-agent")),
      tokenBefore: await sessionToken("staff"),
    });
    if (!outcome.ok) return answer(outcome, words);
    await setSessionCookie("staff", outcome.value.token);
    const locale = (await getLocale()) === "en" ? "en" : outcome.value.locale;
    redirect(localizedPath(locale, ownPath(input.back, "/staff")));
  },
);

/** Staff leave; the session is over wherever its cookie has been copied to. */
export const signOutAction = formAction({ deed: "session.end", for: "anyone", input: nothingInput }, async () => {
  const token = await sessionToken("staff");
  if (token) await signOut(token);
  await clearSessionCookie("staff");
  return { kind: "done", goTo: "/staff/sign-in" };
});

export const changePasswordAction = formAction(
  { deed: "account.own", for: "staff", input: changePasswordInput, secret: ["current", "password"] },
  async (actor, input) =>
    answer(await changeOwnPassword(actor, input), {
      ...words,
      message: "accounts.own.password_changed",
      fields: {
        current_wrong: "current",
        password_too_short: "password",
        password_too_long: "password",
        password_common: "password",
        password_simple: "password",
        password_personal: "password",
      },
    }),
);

export const endOwnSessionAction = formAction(
  { deed: "account.own", for: "staff", input: sessionInput },
  async (actor, input) =>
    answer(await endOwnSession(actor, input.sessionId), { ...words, goTo: "/staff/account#sessions" }),
);

export const endOtherSessionsAction = formAction(
  { deed: "account.own", for: "staff", input: nothingInput },
  async (actor) => answer(done(await endOtherOwnSessions(actor)), { ...words, goTo: "/staff/account#sessions" }),
);

export const setLanguageAction = formAction(
  { deed: "account.own", for: "staff", input: languageInput },
  async (actor, input) => {
    await setOwnLanguage(actor, input.locale);
    redirect(localizedPath(input.locale, "/staff/account"));
  },
);

/** Light or dark, kept in this browser only. */
export const setThemeAction = formAction({ deed: "account.own", for: "staff", input: themeInput }, async (_, input) => {
  const jar = await cookies();
  if (input.theme === "system") jar.delete(themeCookie);
  else jar.set(themeCookie, input.theme, { sameSite: "lax", httpOnly: true, path: "/", maxAge: 365 * 24 * 3600 });
  return { kind: "done" };
});

/** A donor asks for a one-time code; the contact comes back for the second half of the form. */
export const askCodeAction = formAction(
  { deed: "session.begin", for: "anyone", input: askCodeInput },
  async (_, input) => {
    const outcome = await askCode(input.contact, {
      address: clientAddress(await headers()),
      locale: (await getLocale()) as Locale,
    });
    return answer(outcome, {
      ...words,
      message: "accounts.code.sent",
      data: (sent) => sent,
      fields: {
        contact_empty: "contact",
        contact_phone: "contact",
        contact_email: "contact",
        contact_landline: "contact",
        contact_old_prefix: "contact",
        no_text_messages: "contact",
      },
    });
  },
);

/** A donor proves the contact with the code; then comes the question who of its people they are. */
export const proveCodeAction = formAction(
  { deed: "session.begin", for: "anyone", input: proveCodeInput, secret: ["code"] },
  async (_, input) => {
    const seen = await headers();
    const outcome = await proveCode(input.contact, input.code, {
      address: clientAddress(seen),
      device: deviceOf(seen.get("user-agent")),
      tokenBefore: await sessionToken("donor"),
    });
    if (!outcome.ok) return answer(outcome, { ...words, fields: { code_wrong: "code", code_over: "code" } });
    await setSessionCookie("donor", outcome.value.token);
    return { kind: "done", goTo: `/sign-in/who?then=${encodeURIComponent(ownPath(input.back, "/me"))}` };
  },
);

/** A donor leaves. */
export const donorSignOutAction = formAction({ deed: "session.end", for: "anyone", input: nothingInput }, async () => {
  const token = await sessionToken("donor");
  if (token) await signOut(token);
  await clearSessionCookie("donor");
  return { kind: "done", goTo: "/" };
});
