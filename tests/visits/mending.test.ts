import { beforeAll, describe, expect, it } from "vitest";
import type { StaffActor } from "@/lib/auth/actor";
import { NotAllowed } from "@/lib/auth/authorize";
import { newId } from "@/lib/core/ids";
import { sealNumber } from "@/lib/donors/identity-vault";
import { publicRules } from "@/lib/eligibility/queries";
import { judgingRules } from "@/lib/eligibility/rule-set";
import { arrive } from "@/lib/visits/arrival/commands";
import { findAtDesk } from "@/lib/visits/find/commands";
import { addPaperAtDesk, mendContactAtDesk } from "@/lib/visits/mending/commands";
import { deskPerson } from "@/lib/visits/person/queries";
import { addPaperInput, mendContactInput } from "@/lib/visits/schema";
import { useDatabase } from "../support/database";
import { addAgreedDonor, arrivalOf, good, staffAt, usualHour } from "../support/desk";
import { addDonor, addDonorIdentity, addDrive, usualDay } from "../support/facts";

const { owner } = useDatabase();
let clerk: StaffActor;
beforeAll(async () => {
  clerk = await staffAt(owner, "desk_clerk");
});

const audits = async (action: string, donorId: string) =>
  (
    await owner.query("SELECT actor_id, drive_id, detail FROM audit_event WHERE action = $1 AND subject_id = $2", [
      action,
      donorId,
    ])
  ).rows;

describe("mending how somebody is reached", () => {
  const someoneHere = async (differing: Parameters<typeof addDonor>[1] = {}) => {
    const drive = await addDrive(owner);
    const donor = await addAgreedDonor(owner, { phone: "+84911000111", ...differing });
    const visit = good(await arrive(clerk, arrivalOf(drive.id, donor.id), usualHour));
    const person = await deskPerson(clerk, drive.id, { visitId: visit.id });
    if (person === null) throw new Error("nobody");
    return { drive, donor, version: person.contact.version };
  };
  const form = (driveId: string, donorId: string, version: number, differing: Record<string, string> = {}) =>
    mendContactInput.parse({ driveId, donorId, version, homeAsItIs: "yes", ...differing });

  it("keeps the new phone and address with who changed what, and signs out whoever came by the old phone", async () => {
    const { drive, donor, version } = await someoneHere();
    await owner.query(
      `INSERT INTO session (id, token_hash, kind, donor_id, contact, expires_at)
       SELECT gen_random_uuid(), sha256(contact::bytea), 'donor', $1, contact, now() + interval '1 day'
       FROM unnest(ARRAY['+84911000111', '+84911000222']) AS contact`,
      [donor.id],
    );
    good(
      (
        await mendContactAtDesk(
          clerk,
          form(drive.id, donor.id, version, { phone: "0911 000 222", addressLine: "Số 9, ngõ 3" }),
        )
      ).outcome,
    );
    const { rows } = await owner.query("SELECT phone, email, address_line, version FROM donor WHERE id = $1", [
      donor.id,
    ]);
    expect(rows[0]).toEqual({ phone: "+84911000222", email: null, address_line: "Số 9, ngõ 3", version: version + 1 });
    expect(await audits("donor.mend_contact", donor.id)).toEqual([
      { actor_id: clerk.accountId, drive_id: drive.id, detail: { phone: true, email: false } },
    ]);
    const sessions = await owner.query("SELECT contact, ended_because FROM session WHERE donor_id = $1 ORDER BY 1", [
      donor.id,
    ]);
    expect(sessions.rows).toEqual([
      { contact: "+84911000111", ended_because: "contact_changed" },
      { contact: "+84911000222", ended_because: null },
    ]);
  });

  it("tells the phone and the address that were theirs until now, and no new one", async () => {
    process.env.MAILBOX = "1";
    const { drive, donor, version } = await someoneHere({ phone: "+84911000881", email: "cu881@example.org" });
    const asked = form(drive.id, donor.id, version, { phone: "0911000882", email: "moi881@example.org" });
    good((await mendContactAtDesk(clerk, asked)).outcome);
    good((await mendContactAtDesk(clerk, asked)).outcome);
    const { rows } = await owner.query(
      "SELECT recipient, body FROM outgoing_message WHERE kind = 'donors.contact_changed' AND recipient ~ '88[12]' ORDER BY 1",
    );
    expect(rows.map(({ recipient }) => recipient)).toEqual(["+84911000881", "cu881@example.org"]);
    expect(rows[0].body).not.toMatch(/88[12]/);
  });

  it("answers the same request twice, writes once, and refuses one made from an older page: contact_changed_meanwhile", async () => {
    const { drive, donor, version } = await someoneHere();
    const asked = form(drive.id, donor.id, version, { phone: "0911000333" });
    const both = await Promise.all([mendContactAtDesk(clerk, asked), mendContactAtDesk(clerk, asked)]);
    for (const { outcome } of both) good(outcome);
    expect(await audits("donor.mend_contact", donor.id)).toHaveLength(1);
    const late = await mendContactAtDesk(clerk, form(drive.id, donor.id, version, { phone: "0911000444" }));
    expect(late.outcome).toMatchObject({ refusal: "contact_changed_meanwhile" });
  });

  it("is only for people of this drive, and staff who reach it", async () => {
    const { donor, version } = await someoneHere();
    const other = await addDrive(owner);
    const elsewhere = await mendContactAtDesk(clerk, form(other.id, donor.id, version, { phone: "0911000555" }));
    expect(elsewhere.outcome).toMatchObject({ ok: false });
    const stranger = await staffAt(owner, "desk_clerk", { kind: "drive", driveId: newId() });
    await expect(mendContactAtDesk(stranger, form(other.id, donor.id, version))).rejects.toThrow(NotAllowed);
    const { rows } = await owner.query("SELECT phone FROM donor WHERE id = $1", [donor.id]);
    expect(rows[0].phone).toBe("+84911000111");
  });

  it("takes a home told in words when it means one place, and asks when it means none: commune_unknown", async () => {
    const { drive, donor, version } = await someoneHere();
    const nowhere = mendContactInput.parse({
      driveId: drive.id,
      donorId: donor.id,
      version,
      home: "Xã Không Có Thật, Tỉnh Mây",
    });
    expect((await mendContactAtDesk(clerk, nowhere)).outcome).toMatchObject({ refusal: "commune_unknown" });
    const home = { ...nowhere, home: "Phường Ba Đình, Hà Nội" };
    good((await mendContactAtDesk(clerk, home)).outcome);
    const { rows } = await owner.query(
      "SELECT u.full_name, d.home_province_id FROM donor d JOIN unit u ON u.id = d.home_commune_id WHERE d.id = $1",
      [donor.id],
    );
    expect(rows[0]).toEqual({ full_name: "Phường Ba Đình", home_province_id: "P01" });
  });
});

describe("adding the paper at hand to an older record", () => {
  const card = (number: string, name = "Đào Thị Nguyệt Ánh") => `${number}||${name}|05111993|Nữ|Số 2, Hà Nội|25042021`;
  const known = (differing: Parameters<typeof addDonor>[1] = {}) =>
    addDonor(owner, { fullName: "Đào Thị Nguyệt Ánh", bornOn: "1993-11-05", ...differing });
  const hold = async (donorId: string, number: string) => {
    const sealed = sealNumber("citizen_card", number);
    await addDonorIdentity(owner, {
      donorId,
      numberHash: new Uint8Array(sealed.hash),
      lastFour: sealed.lastFour,
    });
  };
  const asked = (driveId: string, donorId: string, identityNumber: string, fullName = "ĐÀO THỊ NGUYỆT ÁNH") =>
    addPaperInput.parse({
      driveId,
      donorId,
      identityKind: "citizen_card",
      identityNumber,
      fullName,
      bornOn: "1993-11-05",
    });

  it("offers it for the scanned card's name and birthday, then finds the person by the card alone", async () => {
    const drive = await addDrive(owner);
    const donor = await known();
    const first = good(await findAtDesk(clerk, { driveId: drive.id, text: card("001193000071") }));
    expect(first.people).toMatchObject([{ donorId: donor.id, mayTakePaper: true }]);
    good(await addPaperAtDesk(clerk, asked(drive.id, donor.id, "001193000071")));
    const again = good(await findAtDesk(clerk, { driveId: drive.id, text: card("001193000071") }));
    expect(again).toMatchObject({ newPaper: null, people: [{ donorId: donor.id, mayTakePaper: false }] });
    expect(await audits("donor.add_paper", donor.id)).toEqual([
      { actor_id: clerk.accountId, drive_id: drive.id, detail: { kind: "citizen_card" } },
    ]);
    await owner.query("DELETE FROM donor_identity WHERE donor_id = $1", [donor.id]);
    await owner.query("DELETE FROM donor WHERE id = $1", [donor.id]);
  });

  it("offers it for whoever is found by phone after the card, and for nobody of another name", async () => {
    const drive = await addDrive(owner);
    const donor = await known({ phone: "+84977000001" });
    const other = await addDonor(owner, { phone: "+84977000002", bornOn: "1993-11-05" });
    const byPhone = async (text: string) =>
      good(await findAtDesk(clerk, { driveId: drive.id, text, bornOn: "1993-11-05", card: card("001193000072") }))
        .people;
    expect(await byPhone("0977000001")).toMatchObject([{ donorId: donor.id, mayTakePaper: true }]);
    expect(await byPhone("0977000002")).toMatchObject([{ donorId: other.id, mayTakePaper: false }]);
  });

  it("is done once however often it is asked, and refuses: paper_of_another, other_number_held, not_the_same_person", async () => {
    const drive = await addDrive(owner);
    const [donor, twin] = [await known(), await known()];
    const outcomes = await Promise.all(
      Array.from({ length: 6 }, () => addPaperAtDesk(clerk, asked(drive.id, donor.id, "001193000073"))),
    );
    for (const outcome of outcomes) good(outcome);
    expect(await audits("donor.add_paper", donor.id)).toHaveLength(1);
    expect(await addPaperAtDesk(clerk, asked(drive.id, twin.id, "001193000073"))).toMatchObject({
      refusal: "paper_of_another",
    });
    await hold(twin.id, "001193000074");
    expect(await addPaperAtDesk(clerk, asked(drive.id, twin.id, "001193000075"))).toMatchObject({
      refusal: "other_number_held",
    });
    expect(await addPaperAtDesk(clerk, asked(drive.id, donor.id, "001193000076", "Đào Thị Ánh"))).toMatchObject({
      refusal: "not_the_same_person",
    });
  });
});

it("sends a screen the rules without their sources", async () => {
  const rules = await publicRules(usualDay);
  const sent = JSON.stringify(judgingRules(rules));
  expect(sent).not.toMatch(/"source"|"provenance"|"clerkVisible"|"needsMedicalConfirmation"/);
  expect(sent.length).toBeLessThan(JSON.stringify(rules).length * 0.7);
});
