import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import type { ContactActor, DonorActor } from "@/lib/auth/actor";
import { beginSession, donorOfToken } from "@/lib/auth/sessions";
import { hashOfNumber } from "@/lib/donors/identity-vault";
import { choosePerson, registerSelf } from "@/lib/donors/self/commands";
import { peopleOfContact } from "@/lib/donors/self/queries";
import type { RegisterSelf } from "@/lib/donors/self/schema";
import { useDatabase } from "../support/database";
import { addDeferral, addDonor, addDonorIdentity } from "../support/facts";

const { owner } = useDatabase();
const now = new Date("2026-11-22T03:00:00Z");
let phones = 0;

function freshPhone(): string {
  phones += 1;
  return `+8490${1_000_000 + phones}`;
}

async function withContact(contact = freshPhone()) {
  const token = await beginSession({ kind: "donor", donorId: null, contact }, null);
  const actor = (await donorOfToken(token)) as ContactActor;
  return { token, actor, contact };
}

function form(differing: Partial<RegisterSelf> = {}): RegisterSelf {
  return {
    requestKey: randomUUID(),
    fullName: "Nguyễn Thị Minh Anh",
    bornOn: "1998-03-14",
    sex: "female",
    provinceId: "P01",
    communeId: "C00004",
    segment: "student",
    consents: ["donation_record", "reminders"],
    ...differing,
  };
}

const hashed = (number: string) => new Uint8Array(hashOfNumber("citizen_card", number));

const register = (actor: ContactActor | DonorActor, differing: Partial<RegisterSelf> = {}) =>
  registerSelf(actor, form(differing), "vi", now);

describe("registering oneself", () => {
  it("makes one person of a form sent five times at once, and every answer names them", async () => {
    const { actor, contact } = await withContact();
    const twice = form({ identityKind: "citizen_card", identityNumber: "001198000909" });
    const outcomes = await Promise.all(Array.from({ length: 5 }, () => registerSelf(actor, twice, "vi", now)));
    const ids = outcomes.map((outcome) => (outcome.ok ? outcome.value.donorId : outcome.refusal));
    expect(new Set(ids).size).toBe(1);
    const { rows } = await owner.query("SELECT id FROM donor WHERE phone = $1", [contact]);
    expect(rows).toEqual([{ id: ids[0] }]);
  });

  it("makes the person with what was agreed to, and signs them in", async () => {
    const { token, actor, contact } = await withContact();
    const outcome = await register(actor, { identityKind: "citizen_card", identityNumber: "001 198 000 101" });
    if (!outcome.ok) throw new Error(outcome.refusal);
    const id = outcome.value.donorId;
    expect(await donorOfToken(token)).toMatchObject({ kind: "donor", donorId: id });
    const { rows } = await owner.query(
      `SELECT d.phone, d.name_key, d.home_commune_id, d.home_province_id, d.is_demo, i.last_four,
        (SELECT array_agg(purpose ORDER BY purpose) FROM consent WHERE donor_id = d.id AND channel = 'web') AS agreed,
        (SELECT count(*)::int FROM audit_event WHERE action = 'donor.register_self' AND subject_id = d.id::text) AS written
       FROM donor d JOIN donor_identity i ON i.donor_id = d.id WHERE d.id = $1`,
      [id],
    );
    expect(rows).toEqual([
      {
        phone: contact,
        name_key: "nguyen thi minh anh",
        home_commune_id: "C00004",
        home_province_id: "P01",
        is_demo: false,
        last_four: "0101",
        agreed: ["donation_record", "reminders"],
        written: 1,
      },
    ]);
  });

  it("makes one person of a form sent twice, and of a second form with the same name and birthday", async () => {
    const { actor } = await withContact();
    const sent = form();
    const twice = [await registerSelf(actor, sent, "vi", now), await registerSelf(actor, sent, "vi", now)];
    const later = await register(actor, { fullName: "Nguyen Thi Minh Anh" });
    const ids = [...twice, later].map((outcome) => (outcome.ok ? outcome.value.donorId : outcome.refusal));
    expect(new Set(ids).size).toBe(1);
  });

  it("joins a record made at the desk when number, name and birthday agree", async () => {
    const known = await addDonor(owner, {
      fullName: "Trần Quốc Bảo",
      nameKey: "tran quoc bao",
      bornOn: "1990-05-06",
      phone: null,
      email: null,
    });
    await addDonorIdentity(owner, {
      donorId: known.id,
      kind: "citizen_card",
      numberHash: hashed("001090000202"),
    });
    const { actor, contact } = await withContact();
    const outcome = await register(actor, {
      fullName: "Trần Quốc Bảo",
      bornOn: "1990-05-06",
      sex: "male",
      identityKind: "citizen_card",
      identityNumber: "001090000202",
    });
    expect(outcome).toEqual({ ok: true, value: { donorId: known.id } });
    const { rows } = await owner.query("SELECT phone FROM donor WHERE id = $1", [known.id]);
    expect(rows[0].phone).toBe(contact);
  });

  it("does not hand a record that tells of a deferral to whoever knows the card's words: identity_not_usable", async () => {
    const known = await addDonor(owner, { fullName: "Đỗ Thị Kín", bornOn: "1991-02-03", phone: null, email: null });
    await addDonorIdentity(owner, { donorId: known.id, kind: "citizen_card", numberHash: hashed("001191000303") });
    await addDeferral(owner, { donorId: known.id, reason: "hepatitis_b", lastDay: null });
    const { actor } = await withContact();
    const paper = { identityKind: "citizen_card" as const, identityNumber: "001191000303" };
    const outcome = await register(actor, { fullName: "Đỗ Thị Kín", bornOn: "1991-02-03", ...paper });
    expect(outcome).toEqual({ ok: false, refusal: "identity_not_usable" });
    const { rows } = await owner.query("SELECT phone FROM donor WHERE id = $1", [known.id]);
    expect(rows).toEqual([{ phone: null }]);
  });

  it("says the same of a number that is somebody else's, of one with its own phone, and of one that contradicts itself", async () => {
    const known = await addDonor(owner, {
      fullName: "Lê Hoàng Yến",
      nameKey: "le hoang yen",
      bornOn: "1985-01-02",
      phone: "+84900999001",
    });
    await addDonorIdentity(owner, {
      donorId: known.id,
      kind: "citizen_card",
      numberHash: hashed("001185000303"),
    });
    const { actor } = await withContact();
    const card = { identityKind: "citizen_card", identityNumber: "001185000303", sex: "female" } as const;
    const answers = [
      await register(actor, { ...card, fullName: "Phạm Thu Trang", bornOn: "1985-07-07" }),
      await register(actor, { ...card, fullName: "Lê Hoàng Yến", bornOn: "1985-01-02" }),
      await register(actor, {
        ...card,
        identityNumber: "001099000404",
        fullName: "Phạm Thu Trang",
        bornOn: "1985-07-07",
      }),
    ];
    for (const answer of answers) expect(answer).toEqual({ ok: false, refusal: "identity_not_usable" });
  });

  it("asks a child to come with a parent, takes those of 16, and refuses days that cannot be", async () => {
    const { actor } = await withContact();
    expect(await register(actor, { bornOn: "2010-11-23" })).toEqual({
      ok: false,
      refusal: "too_young_to_register",
      facts: { from: "2026-11-23" },
    });
    expect(await register(actor, { bornOn: "2010-11-22" })).toMatchObject({ ok: true });
    expect(await register(actor, { bornOn: "2026-11-23" })).toMatchObject({ refusal: "born_in_future" });
    expect(await register(actor, { bornOn: "1901-01-01" })).toMatchObject({ refusal: "born_too_long_ago" });
  });

  it("knows the communes of a province", async () => {
    const { actor } = await withContact();
    expect(await register(actor, { provinceId: "P79" })).toEqual({ ok: false, refusal: "commune_unknown" });
    expect(await register(actor, { communeId: "P01" })).toEqual({ ok: false, refusal: "commune_unknown" });
  });
});

describe("people who share a contact", () => {
  it("are told short, and only they can be chosen", async () => {
    const { token, actor, contact } = await withContact();
    const mother = await addDonor(owner, { fullName: "Nguyễn Thị Minh Anh", bornOn: "1970-02-03", phone: contact });
    const child = await addDonor(owner, { fullName: "Đỗ Bảo Châu", bornOn: "2001-02-03", phone: contact });
    const stranger = await addDonor(owner, { phone: "+84900999002" });
    expect(await peopleOfContact(actor)).toEqual([
      { id: mother.id, shortName: "N. T. M. Anh", birthYear: 1970, isChosen: false },
      { id: child.id, shortName: "Đ. B. Châu", birthYear: 2001, isChosen: false },
    ]);
    expect(await choosePerson(actor, stranger.id)).toEqual({ ok: false, refusal: "not_of_this_contact" });
    expect(await choosePerson(actor, child.id)).toEqual({ ok: true, value: { donorId: child.id } });
    expect(await donorOfToken(token)).toMatchObject({ kind: "donor", donorId: child.id });
  });
});
