import { foldVietnamese } from "@/lib/core/text";
import common from "./common-passwords.json";

/** NIST SP 800-63B and ASVS 5.0 (6.2): length and a list of the common ones, no rules about kinds of characters. */
export const passwordLength = { min: 12, max: 200 } as const;

export type PasswordRefusal =
  | "password_too_short"
  | "password_too_long"
  | "password_common"
  | "password_simple"
  | "password_personal";

/** Words that make a password guessable when nothing but digits and signs stands around them. */
const stems = new Set([
  ...[
    "password",
    "passwort",
    "qwerty",
    "qwertyuiop",
    "asdfgh",
    "asdfghjkl",
    "zxcvbn",
    "zxcvbnm",
    "admin",
    "administrator",
  ],
  ...["iloveyou", "welcome", "letmein", "abc", "abcd", "abcdef", "abcxyz", "test", "user", "root", "login", "changeme"],
  ...["matkhau", "matkhaumoi", "anhyeuem", "emyeuanh", "toiyeuvietnam", "vietnam", "vietnamvodich", "hanoi", "saigon"],
  ...["giothong", "hienmau", "hienmaunhandao", "hienmautinhnguyen", "chuthapdo", "hoichuthapdo", "quantri", "xinchao"],
]);
const known = new Set<string>(common.passwords);

/**
 * Why this password cannot be chosen, or null. `about` is what anybody may know of its owner: the e-mail, the name.
 */
export function whyNotPassword(password: string, about: readonly string[] = []): PasswordRefusal | null {
  const length = [...password].length;
  if (length < passwordLength.min) return "password_too_short";
  if (length > passwordLength.max) return "password_too_long";
  const folded = foldVietnamese(password);
  const letters = folded.replace(/[^a-z]/g, "");
  if (known.has(folded) || stems.has(letters)) return "password_common";
  if (isSimple(folded)) return "password_simple";
  if (about.some((words) => isAbout(folded, words))) return "password_personal";
  return null;
}

/** Few different characters, one short piece again and again, or a straight run ("abcdefghijkl", "210987654321"). */
function isSimple(password: string): boolean {
  if (new Set(password).size < 5) return true;
  if (/^(.{1,5})\1+.{0,4}$/u.test(password)) return true;
  const steps = [...password].slice(1).map((character, index) => character.charCodeAt(0) - password.charCodeAt(index));
  const straight = steps.filter((step) => step === steps[0] || step === -9 || step === 9).length;
  return (steps[0] === 1 || steps[0] === -1) && straight === steps.length;
}

/** Nothing is left but digits and signs when the owner's own name, address or its parts are taken away. */
function isAbout(folded: string, words: string): boolean {
  const parts = foldVietnamese(words)
    .split(/[^a-z0-9]+/)
    .filter((part) => part.length >= 2)
    .sort((a, b) => b.length - a.length);
  let left = folded;
  for (const part of parts) left = left.split(part).join("");
  const taken = folded.length - left.length;
  return taken >= 4 && left.replace(/[^a-z]/g, "").length < 4;
}
