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
import { changeOwnPassword, endOtherOwnSessions, endOwnSession, setOwnLanguage } from "./commands";
import {
  changePasswordInput,
  languageInput,
  nothingInput,
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
