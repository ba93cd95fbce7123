import { z } from "zod";
import { normalizeLine } from "@/lib/core/text";

/** An e-mail address as we keep it: small letters, no spaces around. */
export const emailInput = z
  .string()
  .transform((text) => normalizeLine(text).toLowerCase())
  .pipe(z.email({ error: "accounts.error.email" }).max(254));

/** Passwords are taken as typed: never trimmed, never shortened. */
const passwordTyped = z.string().max(400, { error: "accounts.error.password_too_long" });

/** The page to go on to after signing in; checked where it is used (`ownPath`). */
const backPage = z.string().max(500).optional();

export const signInInput = z.object({ email: emailInput, password: passwordTyped, back: backPage });
export type SignIn = z.output<typeof signInInput>;

export const changePasswordInput = z.object({ current: passwordTyped, password: passwordTyped });
export type ChangePassword = z.output<typeof changePasswordInput>;

export const sessionInput = z.object({ sessionId: z.uuid() });
export const languageInput = z.object({ locale: z.enum(["vi", "en"]) });
export const nothingInput = z.object({});

/** The cookie that keeps the theme of staff pages in this browser. */
export const themeCookie = "giot-hong-theme";
export const themeInput = z.object({ theme: z.enum(["light", "dark", "system"]) });

/** A phone or an e-mail address, typed into one field. */
export const askCodeInput = z.object({ contact: z.string().max(254), back: backPage });
export type AskCode = z.output<typeof askCodeInput>;

export const proveCodeInput = z.object({
  contact: z.string().max(254),
  code: z
    .string()
    .transform((text) => text.replace(/\D/g, ""))
    .pipe(z.string().regex(/^\d{6}$/, { error: "accounts.error.code" })),
  back: backPage,
});
export type ProveCode = z.output<typeof proveCodeInput>;
