import { describe, expect, it } from "vitest";
import { campaignPlanned } from "@/lib/campaigns/own/queries";
import { newId } from "@/lib/core/ids";
import { carryOut, undoChange } from "@/lib/mergers/carrying/commands";
import { saveDraft } from "@/lib/mergers/drafting/commands";
import { staffActor } from "../support/actors";
import { useDatabase } from "../support/database";
import {
  addAccount,
  addCampaign,
  addCampaignEdition,
  addCommune,
  addDonor,
  addDrive,
  addFacility,
  addOrganisation,
  addProvince,
  addRoleAssignment,
  addTarget,
  addVenue,
} from "../support/facts";
import { administrator, change, drafted, everything, merging, now } from "./world";

const { owner } = useDatabase();

/** Two provinces of today, each with a commune and one of everything that follows a unit. */
async function twoProvinces() {
  const made = [];
  for (const _ of [1, 2]) {
    const province = await addProvince(owner);
    const commune = await addCommune(owner, { parentId: province.id });
    const where = { provinceId: province.id, communeId: commune.id };
    const venue = await addVenue(owner, { ...where, name: "Nhà văn hoá", nameKey: "nha van hoa" });
    const host = await addOrganisation(owner, {
      unitId: province.id,
      communeId: commune.id,
      name: "Công đoàn",
      nameKey: "cong doan",
    });
    const facility = await addFacility(owner, { unitId: province.id });
    const on = (heldOn: string) => ({
      ...where,
      creditedUnitId: province.id,
      venueId: venue.id,
      hostOrganisationId: host.id,
      facilityId: facility.id,
      heldOn,
      startsAt: new Date(`${heldOn}T08:00:00+07:00`),
      endsAt: new Date(`${heldOn}T11:00:00+07:00`),
    });
    const past = await addDrive(owner, { ...on("2026-03-01"), status: "closed" });
    const ahead = await addDrive(owner, { ...on("2026-12-20"), status: "published" });
    const donor = await addDonor(owner, { homeProvinceId: province.id, homeCommuneId: commune.id });
    const target = await addTarget(owner, { unitId: province.id, year: 2026, value: made.length === 0 ? 1000 : 2500 });
    await owner.query(
      "INSERT INTO drive_total (drive_id, donations, voluntary, volume_ml) VALUES ($1, 40, 40, 14000)",
      [past.id],
    );
    made.push({ province, commune, venue, host, facility, past, ahead, donor, target });
  }
  return made as [(typeof made)[number], (typeof made)[number]];
}

const one = async (text: string, values: unknown[]) => (await owner.query(text, values)).rows[0];
const codes = ["97", "98", "99", "03", "05", "07", "09", "13", "16", "18"];
const freeCode = () => codes.pop() as string;

describe("carrying out a merger of provinces", () => {
  it("carries their own campaigns to the new one's office, tells two of one name apart, and undoes it", async () => {
    const actor = await administrator(owner);
    const [a, b] = await twoProvinces();
    const campaigns: string[] = [];
    for (const { province } of [a, b]) {
      const { id } = await addCampaign(owner, {
        ...{ ownerUnitId: province.id, nameVi: "Ngày hội quê lúa", nameKey: "ngay hoi que lua" },
      });
      campaigns.push(id);
      await addCampaignEdition(owner, { campaignId: id, scopeUnitId: province.id });
    }
    const ofTheFiles = await addCampaignEdition(owner, { scopeUnitId: a.province.id });
    const before = await everything(owner);
    const code = freeCode();
    const merged = await change(
      actor,
      merging([a.province.id, b.province.id], { name: "Quê Lúa", code, type: "province" }),
    );
    const { id: unitId } = await one("SELECT id FROM unit WHERE code = $1 AND kind = 'province' AND valid_to IS NULL", [
      code,
    ]);
    const office = staffActor(
      "provincial_office",
      { kind: "unit", unitId },
      { accountId: (await addAccount(owner)).id },
    );
    const seen = await Promise.all(campaigns.map((id) => campaignPlanned(office, id)));
    for (const campaign of seen) expect(campaign).toMatchObject({ ownerUnitId: unitId, editions: [{ year: 2027 }] });
    // One of them keeps the name; the other tells whose it was.
    const names = seen.map((campaign, at) => campaign?.nameVi.replace([a, b][at]?.province.name ?? "", "its own"));
    expect(names.sort()).toEqual(["Ngày hội quê lúa", "Ngày hội quê lúa (its own)"]);
    expect(await one("SELECT scope_unit_id AS unit FROM campaign_edition WHERE id = $1", [ofTheFiles.id])).toEqual({
      unit: a.province.id,
    });
    expect(await undoChange(actor, { decisionId: merged.id, version: merged.version, because: "thử" })).toMatchObject({
      ok: true,
    });
    expect(await everything(owner)).toEqual(before);
  });

  it("moves what lies ahead and leaves the past with the unit of its day, and the undo puts back exactly that", async () => {
    const actor = await administrator(owner);
    const [a, b] = await twoProvinces();
    const both = await addAccount(owner);
    for (const { province } of [a, b])
      await addRoleAssignment(owner, {
        accountId: both.id,
        role: "provincial_office",
        scopeKind: "unit",
        unitId: province.id,
      });
    const session = await owner.query(
      `INSERT INTO session (id, token_hash, kind, account_id, expires_at) VALUES ($1, $2, 'staff', $3, '2999-01-01') RETURNING id`,
      [newId(), Buffer.from(newId()), both.id],
    );
    const before = await everything(owner);
    const audited = Number((await one("SELECT count(*) AS n FROM audit_event", [])).n);

    const code = freeCode();
    const decision = await change(
      actor,
      merging([a.province.id, b.province.id], { name: "Hợp Nhất", code, type: "province" }),
    );
    const fresh = `P${code}-20261101`;

    expect(await one("SELECT full_name, valid_from::text, parent_id FROM unit WHERE id = $1", [fresh])).toEqual({
      full_name: "Tỉnh Hợp Nhất",
      valid_from: "2026-11-01",
      parent_id: "VN",
    });
    for (const { province, commune, venue, host, facility, past, ahead, donor } of [a, b]) {
      expect((await one("SELECT valid_to::text FROM unit WHERE id = $1", [province.id])).valid_to).toBe("2026-11-01");
      expect((await one("SELECT parent_id FROM unit WHERE id = $1", [commune.id])).parent_id).toBe(fresh);
      expect(await one("SELECT province_id, commune_id FROM venue WHERE id = $1", [venue.id])).toEqual({
        province_id: fresh,
        commune_id: commune.id,
      });
      expect((await one("SELECT unit_id FROM organisation WHERE id = $1", [host.id])).unit_id).toBe(fresh);
      expect((await one("SELECT unit_id FROM facility WHERE id = $1", [facility.id])).unit_id).toBe(fresh);
      expect(await one("SELECT credited_unit_id, province_id FROM drive WHERE id = $1", [past.id])).toEqual({
        credited_unit_id: province.id,
        province_id: province.id,
      });
      expect(
        await one("SELECT credited_unit_id, province_id, commune_id FROM drive WHERE id = $1", [ahead.id]),
      ).toEqual({
        credited_unit_id: fresh,
        province_id: fresh,
        commune_id: commune.id,
      });
      expect((await one("SELECT home_province_id FROM donor WHERE id = $1", [donor.id])).home_province_id).toBe(fresh);
    }
    const names = await owner.query("SELECT name FROM organisation WHERE unit_id = $1 ORDER BY name", [fresh]);
    expect(names.rows.map((row) => row.name)).toEqual(["Công đoàn", `Công đoàn (${b.province.name})`]);
    const target = await one(
      `SELECT t.value::integer, t.note, (SELECT count(*)::integer FROM target_origin o WHERE o.target_id = t.id) AS origins
       FROM target t WHERE unit_id = $1 AND year = 2026`,
      [fresh],
    );
    expect(target).toEqual({ value: 3500, note: expect.stringContaining("2.500"), origins: 2 });
    const roles = await owner.query(
      "SELECT unit_id, revoked_at IS NULL AS held FROM role_assignment WHERE account_id = $1 ORDER BY 2",
      [both.id],
    );
    expect(roles.rows).toEqual([
      { unit_id: fresh, held: false },
      { unit_id: fresh, held: true },
    ]);
    expect((await one("SELECT ended_because FROM session WHERE id = $1", [session.rows[0].id])).ended_because).toBe(
      "role_moved",
    );
    const review = await owner.query(
      "SELECT task, due_on::text FROM unit_review_item WHERE unit_id = $1 ORDER BY due_on",
      [fresh],
    );
    expect(review.rows.map((row) => row.task)).toEqual(["committee", "staff", "joint_mechanism", "joint_documents"]);
    expect(Number((await one("SELECT count(*) AS n FROM audit_event", [])).n)).toBeGreaterThan(audited);

    const undone = await undoChange(actor, {
      decisionId: decision.id,
      version: decision.version,
      because: "Nhập nhầm",
    });
    expect(undone).toEqual({ ok: true, value: { id: decision.id } });
    expect(await everything(owner)).toEqual(before);
    const trail = await owner.query("SELECT action FROM audit_event WHERE subject_id = $1 ORDER BY happened_at, id", [
      decision.id,
    ]);
    expect(trail.rows.map((row) => row.action)).toEqual([
      "unit_change.draft",
      "unit_change.carry_out",
      "unit_change.undo",
    ]);
  });

  it("gives a ministry's drives on its ground to the new province as a place, and to nobody else as a credit", async () => {
    const actor = await administrator(owner);
    const [a, b] = await twoProvinces();
    const army = await addDrive(owner, {
      provinceId: a.province.id,
      communeId: a.commune.id,
      venueId: a.venue.id,
      creditedUnitId: "MBQP",
      heldOn: "2026-12-22",
      startsAt: new Date("2026-12-22T08:00:00+07:00"),
      endsAt: new Date("2026-12-22T11:00:00+07:00"),
    });
    const code = freeCode();
    await change(actor, merging([a.province.id, b.province.id], { name: `Nhập ${code}`, code, type: "province" }));
    expect(await one("SELECT credited_unit_id, province_id FROM drive WHERE id = $1", [army.id])).toEqual({
      credited_unit_id: "MBQP",
      province_id: `P${code}-20261101`,
    });
  });
});

describe("merging and moving communes", () => {
  it("joins two communes of a province, tells venues of one name apart, and undoes it", async () => {
    const actor = await administrator(owner);
    const province = await addProvince(owner);
    const communes = [
      await addCommune(owner, { parentId: province.id }),
      await addCommune(owner, { parentId: province.id }),
    ];
    for (const commune of communes)
      await addVenue(owner, {
        provinceId: province.id,
        communeId: commune.id,
        name: "Nhà văn hoá",
        nameKey: "nha van hoa",
      });
    const before = await everything(owner);
    const decision = await change(
      actor,
      merging(
        communes.map((unit) => unit.id),
        { name: "Đông Sơn", code: "90001", type: "commune" },
      ),
    );
    const venues = await owner.query(
      "SELECT name, name_key FROM venue WHERE commune_id = 'C90001-20261101' ORDER BY name",
    );
    expect(venues.rows).toEqual([
      { name: "Nhà văn hoá", name_key: "nha van hoa" },
      { name: `Nhà văn hoá (${communes[1]?.name})`, name_key: expect.stringContaining("nha van hoa xa") },
    ]);
    expect(await undoChange(actor, { decisionId: decision.id, version: 2, because: "Thử" })).toMatchObject({
      ok: true,
    });
    expect(await everything(owner)).toEqual(before);
  });

  it("moves a commune to another province with what lies in it, and back", async () => {
    const actor = await administrator(owner);
    const [a, b] = await twoProvinces();
    const before = await everything(owner);
    const decision = await change(
      actor,
      drafted({ kind: "move", units: a.commune.id, parentId: b.province.id, effectiveOn: "2026-11-01" }),
    );
    expect((await one("SELECT parent_id FROM unit WHERE id = $1", [a.commune.id])).parent_id).toBe(b.province.id);
    expect(await one("SELECT province_id, credited_unit_id FROM drive WHERE id = $1", [a.ahead.id])).toEqual({
      province_id: b.province.id,
      credited_unit_id: b.province.id,
    });
    expect((await one("SELECT unit_id FROM facility WHERE id = $1", [a.facility.id])).unit_id).toBe(a.province.id);
    expect(await undoChange(actor, { decisionId: decision.id, version: 2, because: "Thử" })).toMatchObject({
      ok: true,
    });
    expect(await everything(owner)).toEqual(before);
  });
});

describe("splitting", () => {
  it("sends communes where they were assigned, shares the target out, and undoes it", async () => {
    const actor = await administrator(owner);
    const [a] = await twoProvinces();
    const second = await addCommune(owner, { parentId: a.province.id });
    const [x, y] = [freeCode(), freeCode()];
    const before = await everything(owner);
    const decision = await change(
      actor,
      drafted({
        kind: "split",
        units: a.province.id,
        "name.1": `Bắc ${x}`,
        "code.1": x,
        "type.1": "province",
        "share.1": "33,34",
        "name.2": `Nam ${y}`,
        "code.2": y,
        "type.2": "city",
        "share.2": "66,66",
        [`share.commune.${second.id}`]: "2",
        effectiveOn: "2026-11-01",
      }),
    );
    expect((await one("SELECT parent_id FROM unit WHERE id = $1", [second.id])).parent_id).toBe(`P${y}-20261101`);
    expect((await one("SELECT parent_id FROM unit WHERE id = $1", [a.commune.id])).parent_id).toBe(`P${x}-20261101`);
    const targets = await owner.query("SELECT value::integer FROM target WHERE unit_id = ANY ($1) ORDER BY value", [
      [`P${x}-20261101`, `P${y}-20261101`],
    ]);
    expect(targets.rows.map((row) => row.value)).toEqual([333, 667]);
    expect(await undoChange(actor, { decisionId: decision.id, version: 2, because: "Thử" })).toMatchObject({
      ok: true,
    });
    expect(await everything(owner)).toEqual(before);
  });
});

describe("what stands in the way", () => {
  it("is a report about days on which the unit would be no more", async () => {
    const actor = await administrator(owner);
    const [a, b] = await twoProvinces();
    await owner.query(
      `INSERT INTO report (id, unit_id, unit_begins, unit_ends, kind, starts_on, ends_on, received, request_key)
       SELECT $1, id, valid_from, ends_before, 'month', '2026-11-01', '2026-11-30', 10, $2 FROM unit WHERE id = $3`,
      [newId(), newId(), b.province.id],
    );
    const code = freeCode();
    const saved = await saveDraft(
      actor,
      merging([a.province.id, b.province.id], { name: `Trễ ${code}`, code, type: "province" }),
    );
    if (!saved.ok) throw new Error(saved.refusal);
    expect(await carryOut(actor, { decisionId: saved.value.id, version: 1 }, now)).toEqual({
      ok: false,
      refusal: "reported",
      facts: { unit: b.province.fullName, until: "2026-11-30" },
    });
  });

  it("of an undo is what came since: a drive of the new unit, a report of it, a later change", async () => {
    const actor = await administrator(owner);
    const [a, b] = await twoProvinces();
    const code = freeCode();
    const decision = await change(
      actor,
      merging([a.province.id, b.province.id], { name: `Mới ${code}`, code, type: "province" }),
    );
    const fresh = `P${code}-20261101`;
    const undo = () => undoChange(actor, { decisionId: decision.id, version: 2, because: "Thử" });
    const drive = await addDrive(owner, {
      provinceId: fresh,
      creditedUnitId: fresh,
      communeId: a.commune.id,
      venueId: a.venue.id,
      facilityId: a.facility.id,
      hostOrganisationId: a.host.id,
    });
    expect(await undo()).toMatchObject({ ok: false, refusal: "in_use_since", facts: { table: "drive", count: 1 } });
    await owner.query("DELETE FROM drive WHERE id = $1", [drive.id]);
    const renamed = await change(
      actor,
      drafted({ kind: "rename", units: fresh, "name.1": `Tên khác ${code}`, effectiveOn: "2026-11-20" }),
    );
    expect(await undo()).toMatchObject({ ok: false, refusal: "later_change" });
    expect(await undoChange(actor, { decisionId: renamed.id, version: 2, because: "Thử" })).toMatchObject({ ok: true });
    await owner.query(
      `INSERT INTO report (id, unit_id, unit_begins, unit_ends, kind, starts_on, ends_on, received, request_key)
       SELECT $1, id, valid_from, ends_before, 'month', '2026-11-01', '2026-11-30', 10, $2 FROM unit WHERE id = $3`,
      [newId(), newId(), fresh],
    );
    expect(await undo()).toMatchObject({ ok: false, refusal: "report_since" });
    await owner.query("DELETE FROM report WHERE unit_id = $1", [fresh]);
    expect(await undo()).toMatchObject({ ok: true });
  });

  it("is the lack of the right: an office of one province drafts for its communes and carries nothing out", async () => {
    const province = await addProvince(owner);
    const communes = [
      await addCommune(owner, { parentId: province.id }),
      await addCommune(owner, { parentId: province.id }),
    ];
    const office = staffActor(
      "provincial_office",
      { kind: "unit", unitId: province.id },
      { accountId: (await addAccount(owner)).id },
    );
    const saved = await saveDraft(
      office,
      merging(
        communes.map((unit) => unit.id),
        { name: "Tây", code: "90002", type: "ward" },
      ),
    );
    expect(saved.ok).toBe(true);
    if (!saved.ok) return;
    await expect(carryOut(office, { decisionId: saved.value.id, version: 1 }, now)).rejects.toThrow("Not allowed");
    const stranger = staffActor("provincial_office", { kind: "unit", unitId: "P01" });
    await expect(
      saveDraft(
        stranger,
        merging(
          communes.map((unit) => unit.id),
          { name: "Tây", code: "90003", type: "ward" },
        ),
      ),
    ).rejects.toThrow("Not allowed");
    await expect(
      saveDraft(office, merging([province.id, "P01"], { name: "Tây", code: "93", type: "city" })),
    ).rejects.toThrow("Not allowed");
  });
});
