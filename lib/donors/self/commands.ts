import type { PoolClient } from "pg";
import sql from "sql-template-tag";
import { z } from "zod";
import { isPhone } from "@/lib/accounts/contact";
import { auditFrom } from "@/lib/audit/record";
import type { ContactActor, DonorActor } from "@/lib/auth/actor";
import { anywhere, insist } from "@/lib/auth/authorize";
import { withinLimit } from "@/lib/auth/rate-limit";
import { chooseDonor } from "@/lib/auth/sessions";
import { newId } from "@/lib/core/ids";
import { done, type Outcome, refused } from "@/lib/core/outcome";
import { givenNameSortKey, nameSearchKey } from "@/lib/core/text";
import { todayInVietnam } from "@/lib/core/time";
import { execute, row, Undo, undoing } from "@/lib/db/statement";
import { citizenNumberWarnings } from "../citizen-card";
import { consentTextVersion } from "../consents";
import { type IdentityKind, parseIdentityNumber } from "../identity-number";
import { hashesOfNumber, sealNumber } from "../identity-vault";
import { type BirthRefusal, whyNotRegister } from "./rules";
import type { RegisterSelf } from "./schema";

const idOnly = z.object({ id: z.string() });

/** Signs in as one of the people who share the proven contact; anybody else is as if they were not there. */
export async function choosePerson(
  actor: ContactActor | DonorActor,
  donorId: string,
): Promise<Outcome<{ donorId: string }, "not_of_this_contact">> {
  insist(actor, "donor.choose", anywhere);
  const chosen = await row(
    idOnly,
    sql`WITH chosen AS (
        SELECT id FROM donor WHERE id = ${donorId}::uuid AND (phone = ${actor.contact} OR email = ${actor.contact})),
      audit AS (${auditFrom(actor, "donor.choose", { from: sql`chosen`, subjectKind: "donor", subjectId: sql`chosen.id` })})
      SELECT id FROM chosen`,
  );
  if (chosen === null) return refused("not_of_this_contact");
  await chooseDonor(actor, chosen.id);
  return done({ donorId: chosen.id });
}

export type RegisterRefusal =
  | BirthRefusal
  | "commune_unknown"
  | "identity_number_malformed"
  | "identity_number_empty"
  | "identity_not_usable"
  | "too_often";

/**
 * Registers the person behind a proven contact and signs them in. Somebody who is there already is joined, never
 * doubled: the same name and birthday under the same contact, or a number that is known with that name and birthday.
 * A known number that does not fit gets the same sentence as one that contradicts itself, so that the form cannot be
 * used to ask who is registered; and a record that has a contact of its own, or tells why somebody was deferred, is not
 * handed over on the strength of a card's words, which many have seen: then the desk looks at the card itself.
 */
export async function registerSelf(
  actor: ContactActor | DonorActor,
  input: RegisterSelf,
  locale: "vi" | "en",
  now = new Date(),
): Promise<Outcome<{ donorId: string }, RegisterRefusal>> {
  insist(actor, "donor.register_self", anywhere);
  if (!(await withinLimit("register_self", actor.contact, { max: 20, perMinutes: 24 * 60 })))
    return refused("too_often");
  const why = whyNotRegister(input.bornOn, todayInVietnam(now));
  if (why) return refused(why.refusal, why.from ? { from: why.from } : undefined);
  const paper = paperOf(input);
  if (paper && !paper.ok) return paper;
  if (paper && !(await withinLimit("register_self.number", actor.contact, { max: 8, perMinutes: 24 * 60 }))) {
    return refused("too_often");
  }
  const register = () =>
    undoing<string, RegisterRefusal | "sent_twice">(
      async (tx) => {
        const donorId =
          (await whoIsThere(actor, input, paper?.value ?? null, tx)) ??
          (await insertDonor(actor, input, paper?.value ?? null, locale, tx));
        await agree(donorId, input.consents, tx);
        return donorId;
      },
      // Two forms sent in the same second: the second one meets the first one's number, or its very request.
      { donor_identity_one_person: "identity_not_usable", donor_registration_once: "sent_twice" },
    );
  const first = await register();
  // The same form sent twice at once: by now the first has made the person, and the second joins them.
  const again = !first.ok && (first.refusal === "sent_twice" || first.refusal === "identity_not_usable");
  const outcome = again ? await register() : first;
  if (!outcome.ok)
    return refused(outcome.refusal === "sent_twice" ? "identity_not_usable" : outcome.refusal, outcome.facts);
  await chooseDonor(actor, outcome.value);
  return done({ donorId: outcome.value });
}

interface Paper {
  readonly kind: IdentityKind;
  readonly number: string;
}

function paperOf(input: RegisterSelf): Outcome<Paper, RegisterRefusal> | null {
  if (!input.identityNumber || !input.identityKind) return null;
  const parsed = parseIdentityNumber(input.identityKind, input.identityNumber);
  if (!parsed.ok) return parsed;
  const contradicts =
    input.identityKind === "citizen_card" &&
    citizenNumberWarnings(parsed.value, { sex: input.sex, birthOn: input.bornOn }).length > 0;
  return contradicts ? refused("identity_not_usable") : done({ kind: input.identityKind, number: parsed.value });
}

const knownDonor = z.object({
  id: z.string(),
  fits: z.boolean(),
  contact_fits: z.boolean(),
});

/** The id of the same person's record when there is one; refuses when a number belongs to somebody it may not join. */
async function whoIsThere(
  actor: ContactActor | DonorActor,
  input: RegisterSelf,
  paper: Paper | null,
  tx: PoolClient,
): Promise<string | null> {
  const nameKey = nameSearchKey(input.fullName);
  const again = await row(
    idOnly,
    sql`SELECT id FROM donor WHERE registration_key = ${input.requestKey}::uuid
    AND (phone = ${actor.contact} OR email = ${actor.contact})`,
    tx,
  );
  if (again) return again.id;
  if (paper) {
    const known = await row(
      knownDonor,
      sql`SELECT d.id, d.born_on = ${input.bornOn}::date AND d.name_key = ${nameKey} AS fits,
          ${actor.contact} IN (coalesce(d.phone, ''), coalesce(d.email, ''))
            OR (d.phone IS NULL AND d.email IS NULL AND NOT EXISTS (SELECT FROM deferral f WHERE f.donor_id = d.id)) AS contact_fits
        FROM donor_identity i JOIN donor d ON d.id = i.donor_id
        WHERE i.number_hash = ANY (${hashesOfNumber(paper.kind, paper.number)}::bytea[]) FOR UPDATE OF d LIMIT 1`,
      tx,
    );
    if (known) {
      if (!known.fits || !known.contact_fits) throw new Undo<RegisterRefusal>("identity_not_usable");
      await execute(
        sql`WITH joined AS (
            UPDATE donor SET phone = coalesce(phone, ${isPhone(actor.contact) ? actor.contact : null}),
              email = coalesce(email, ${isPhone(actor.contact) ? null : actor.contact}), version = version + 1
            WHERE id = ${known.id}::uuid RETURNING id)
          ${auditFrom(actor, "donor.join", { from: sql`joined`, subjectKind: "donor", subjectId: sql`joined.id` })}`,
        tx,
      );
      return known.id;
    }
  }
  const same = await row(
    idOnly,
    sql`SELECT id FROM donor WHERE (phone = ${actor.contact} OR email = ${actor.contact})
      AND born_on = ${input.bornOn}::date AND name_key = ${nameKey} ORDER BY id LIMIT 1`,
    tx,
  );
  return same?.id ?? null;
}

async function insertDonor(
  actor: ContactActor | DonorActor,
  input: RegisterSelf,
  paper: Paper | null,
  locale: "vi" | "en",
  tx: PoolClient,
): Promise<string> {
  const id = newId();
  const made = await row(
    idOnly,
    sql`WITH home AS (
        SELECT c.id, c.parent_id FROM unit c
        WHERE c.id = ${input.communeId} AND c.kind = 'commune' AND c.valid_to IS NULL AND c.parent_id = ${input.provinceId}),
      made AS (
        INSERT INTO donor (id, full_name, name_key, given_name_key, sex, born_on, phone, email, home_province_id,
          home_commune_id, segment, employer, locale, registration_key)
        SELECT ${id}::uuid, ${input.fullName}, ${nameSearchKey(input.fullName)}, ${givenNameSortKey(input.fullName)},
          ${input.sex}, ${input.bornOn}::date, ${isPhone(actor.contact) ? actor.contact : null},
          ${isPhone(actor.contact) ? null : actor.contact}, home.parent_id, home.id, ${input.segment},
          ${input.employer ?? null}, ${locale}, ${input.requestKey}::uuid
        FROM home RETURNING id, home_province_id),
      audit AS (${auditFrom(actor, "donor.register_self", {
        from: sql`made`,
        subjectKind: "donor",
        subjectId: sql`made.id`,
        unitId: sql`made.home_province_id`,
        detail: sql`jsonb_build_object('consents', ${input.consents}::text[])`,
      })})
      SELECT id FROM made`,
    tx,
  );
  if (made === null) throw new Undo<RegisterRefusal>("commune_unknown");
  if (paper) {
    const sealed = sealNumber(paper.kind, paper.number);
    await execute(
      sql`INSERT INTO donor_identity (id, donor_id, kind, number_hash, number_cipher, key_version, last_four)
        VALUES (${newId()}::uuid, ${id}::uuid, ${paper.kind}, ${sealed.hash}, ${sealed.cipher}, ${sealed.keyVersion}, ${sealed.lastFour})`,
      tx,
    );
  }
  return id;
}

/** What was agreed to just now, beside what already was; nothing is taken back here. */
async function agree(donorId: string, consents: RegisterSelf["consents"], tx: PoolClient): Promise<void> {
  await execute(
    sql`INSERT INTO consent (id, donor_id, purpose, text_version, channel)
      SELECT given.id, ${donorId}::uuid, given.purpose, ${consentTextVersion}, 'web'
      FROM unnest(${consents.map(() => newId())}::uuid[], ${consents}::text[]) AS given (id, purpose)
      ON CONFLICT (donor_id, purpose) WHERE withdrawn_at IS NULL DO NOTHING`,
    tx,
  );
}
