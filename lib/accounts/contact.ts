import { done, type Outcome, refused } from "@/lib/core/outcome";
import { formatPhone, parsePhone } from "@/lib/core/phone";
import { emailInput } from "./schema";

/** Where a one-time code goes: a mobile phone in E.164 or an e-mail address in small letters. */
export interface Contact {
  readonly channel: "sms" | "email";
  readonly value: string;
}

export type ContactRefusal =
  | "contact_empty"
  | "contact_phone"
  | "contact_email"
  | "contact_landline"
  | "contact_old_prefix";

/** Reads what somebody typed as their phone or e-mail. */
export function parseContact(text: string): Outcome<Contact, ContactRefusal> {
  if (text.trim() === "") return refused("contact_empty");
  if (/[@\p{L}]/u.test(text)) {
    const email = emailInput.safeParse(text);
    return email.success ? done({ channel: "email", value: email.data }) : refused("contact_email");
  }
  const phone = parsePhone(text);
  if (!phone.ok) {
    return phone.refusal === "phone_old_prefix" ? refused("contact_old_prefix", phone.facts) : refused("contact_phone");
  }
  return phone.value.kind === "mobile"
    ? done({ channel: "sms", value: phone.value.e164 })
    : refused("contact_landline");
}

/** Is this contact of a session a phone? */
export function isPhone(contact: string): boolean {
  return contact.startsWith("+");
}

/** A contact as people write it. */
export function formatContact(contact: string): string {
  return isPhone(contact) ? formatPhone(contact) : contact;
}
