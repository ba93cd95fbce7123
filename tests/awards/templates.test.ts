import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { NotAllowed } from "@/lib/auth/authorize";
import { certificateTemplates, honoursToPrint } from "@/lib/awards/certificates/queries";
import { type CertificateTemplate, placeholders, templateFault, templateFor } from "@/lib/awards/certificates/rules";
import { awardObjects } from "@/lib/awards/rules";
import { saveTemplate, setTemplateUse } from "@/lib/awards/templates/commands";
import { templatesOf, templateToWrite, writingAuthorities, writingAuthority } from "@/lib/awards/templates/queries";
import { type SaveTemplate, saveTemplateInput } from "@/lib/awards/templates/schema";
import { sampleTemplate } from "../support/certificates";
import { useDatabase } from "../support/database";
import { addAwardDecision, addCandidate, addHonour, addRound, addRoundRule, addRule } from "../support/honours";
import { honouringProvince } from "./world";

const { owner } = useDatabase();

describe("what stands in braces", () => {
  it.each([
    ["Tặng {name}, {reason}", null],
    ["không có gì", null],
    ["Tặng {ten}", { fault: "placeholder_unknown", word: "ten", meant: "name" }],
    ["Tặng {Họ tên}", { fault: "placeholder_unknown", word: "Họ tên", meant: "name" }],
    ["{sign} và {name}", { fault: "placeholder_unknown", word: "sign", meant: "signatory_title" }],
    ["{mau}", { fault: "placeholder_unknown", word: "mau", meant: null }],
    ["{}", { fault: "placeholder_unknown", word: "", meant: null }],
    ["Tặng {name", { fault: "brace_alone", near: "{name" }],
    ["Tặng name} cho", { fault: "brace_alone", near: "} cho" }],
    ["{name}\n{reason", { fault: "brace_alone", near: "{reason" }],
    ["{{name}", { fault: "brace_alone", near: "{{name}" }],
  ])("%s", (words, fault) => {
    expect(templateFault(words)).toEqual(fault);
  });

  it("is filled in or faulted, whatever is typed: what passes leaves no brace behind", () => {
    const piece = fc.oneof(
      fc.constantFrom(...placeholders.map((one) => `{${one}}`), "{", "}", "{x}", "\n"),
      fc.string(),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
        const words = pieces.join("");
        const filled = words.replaceAll(/\{(\w+)\}/g, (whole, word) =>
          (placeholders as readonly string[]).includes(word) ? "" : whole,
        );
        expect(templateFault(words) === null).toBe(!/[{}]/.test(filled));
      }),
    );
  });
});

describe("which template", () => {
  const shared = { ...sampleTemplate, id: "shared" };
  const own = { ...shared, id: "own", authorityId: "a" };
  const cup = { ...own, id: "cup", object: "cup" as const };
  const old = { ...cup, id: "old", retiredAt: new Date() };
  const elsewhere = { ...own, id: "elsewhere", authorityId: "b" };

  it("is the body's own for the object, then its own for all, then that of its kind; never another's, never a retired", () => {
    const of = (all: CertificateTemplate[], object: (typeof awardObjects)[number], id = "a") =>
      templateFor(all, { id, kind: "red_cross" }, object)?.id;
    const all = [elsewhere, old, shared, own, cup];
    expect(of(all, "cup")).toBe("cup");
    expect(of(all, "flag")).toBe("own");
    expect(of(all, "cup", "c")).toBe("shared");
    expect(of([elsewhere, old], "cup")).toBeUndefined();
    fc.assert(
      fc.property(fc.shuffledSubarray(all), fc.constantFrom(...awardObjects), (some, object) => {
        const found = templateFor(some, { id: "a", kind: "red_cross" }, object);
        expect(found?.retiredAt ?? null).toBeNull();
        expect(found?.id).not.toBe("elsewhere");
        if (some.includes(own)) expect(found?.authorityId).toBe("a");
      }),
    );
  });
});

type World = Awaited<ReturnType<typeof honouringProvince>>;

const input = (world: World, differing: Partial<SaveTemplate> = {}): SaveTemplate => ({
  authorityId: world.society,
  name: "Giấy khen",
  orientation: "portrait",
  heading: "Đầu trang",
  body: "Tặng\n{name}\n{reason}",
  closing: "",
  placeLine: "{place}",
  signatoryTitle: "{signatory_title}",
  signatoryName: "{signatory}",
  sealMm: 24,
  step: "save",
  ...differing,
});

/** Saves and expects it to be done. */
async function saved(world: World, differing: Partial<SaveTemplate> = {}): Promise<string> {
  const made = await saveTemplate(world.officer, input(world, differing));
  if (!made.ok) throw new Error(made.refusal);
  return made.value.id;
}

/** A decided round of one honour of the world's society. */
async function honoured(world: World): Promise<string> {
  const roundId = (
    await addRound(owner, { unitId: world.unitId, status: "decided", proposalNumber: "1", proposedOn: "2025-12-01" })
  ).id;
  const ruleId = (await addRule(owner, { scopeUnitId: world.unitId, scheme: crypto.randomUUID() })).id;
  await addRoundRule(owner, { roundId, ruleId });
  const candidate = await addCandidate(owner, { roundId, ruleId, unitId: world.unitId, status: "approved" });
  const decisionId = (await addAwardDecision(owner, { roundId, authorityId: world.society })).id;
  await addHonour(owner, {
    donorId: candidate.donorId as string,
    unitId: world.unitId,
    ruleId,
    decisionId,
    candidateId: candidate.id as string,
    origin: "round",
    checkCode: crypto.randomUUID(),
  });
  return roundId;
}

async function printed(world: World, roundId: string) {
  const all = [];
  for await (const page of honoursToPrint(world.officer, { roundId })) all.push(...page);
  return all;
}

describe("a body's templates", () => {
  it("change where they stand until a paper was printed by them, and from then on by a new version; old papers print the same", async () => {
    const world = await honouringProvince(owner);
    const first = await saved(world);
    expect(await saved(world, { id: first, version: 1, closing: "Cảm ơn" })).toBe(first);
    expect(await saveTemplate(world.officer, input(world, { id: first, version: 1 }))).toMatchObject({
      refusal: "template_changed",
    });

    const roundId = await honoured(world);
    expect(await printed(world, roundId)).toMatchObject([{ templateId: first }]);
    const second = await saved(world, { id: first, version: 2, body: "Trao tặng\n{name}" });
    expect(second).not.toBe(first);
    expect(await saveTemplate(world.officer, input(world, { id: first, version: 2 }))).toMatchObject({
      refusal: "template_retired",
    });
    const [again] = await printed(world, roundId);
    const templates = await certificateTemplates(world.officer);
    expect(again?.templateId).toBe(first);
    expect(templates.find(({ id }) => id === first)).toMatchObject({ version: 2, closing: "Cảm ơn" });
    expect(templates.find(({ id }) => id === second)).toMatchObject({ version: 3, body: "Trao tặng\n{name}" });
    const later = await honoured(world);
    expect(await printed(world, later)).toMatchObject([{ templateId: second }]);

    await expect(
      owner.query("UPDATE certificate_template SET body = 'Khác {name}', version = version + 1 WHERE id = $1", [first]),
    ).rejects.toThrow("honour_printed_as");
    const { rows } = await owner.query(
      "SELECT action, count(*)::int AS times FROM audit_event WHERE actor_id = $1 AND action LIKE '%template' GROUP BY 1 ORDER BY 1",
      [world.officer.accountId],
    );
    expect(rows).toEqual([
      { action: "award.change_template", times: 1 },
      { action: "award.make_template", times: 2 },
      { action: "award.retire_template", times: 1 },
    ]);
  });

  it("are printed by one version, also when somebody changes them in the same moment", async () => {
    const world = await honouringProvince(owner);
    const first = await saved(world);
    const roundId = await honoured(world);
    const [papers, changed] = await Promise.all([
      printed(world, roundId),
      saveTemplate(world.officer, input(world, { id: first, version: 1, closing: "Đã sửa" })),
    ]);
    expect(changed.ok).toBe(true);
    const { rows } = await owner.query(
      `SELECT h.template_version = t.version AS same FROM honour h JOIN certificate_template t ON t.id = h.template_id
       WHERE h.unit_id = $1`,
      [world.unitId],
    );
    expect(papers).toHaveLength(1);
    expect(rows).toEqual([{ same: true }]);
  });

  it("give way to a first printing that is under way, and begin a new version after it", async () => {
    const world = await honouringProvince(owner);
    const first = await saved(world);
    await honoured(world);
    const printing = await owner.connect();
    try {
      await printing.query("BEGIN");
      await printing.query("UPDATE honour SET template_id = $1, template_version = 1 WHERE unit_id = $2", [
        first,
        world.unitId,
      ]);
      const { rows } = await printing.query<{ id: string }>("SELECT pg_current_xact_id()::xid::text AS id");
      const saving = saveTemplate(world.officer, input(world, { id: first, version: 1, closing: "Đã sửa" }));
      await vi.waitFor(async () => {
        const waits = await owner.query("SELECT FROM pg_locks WHERE NOT granted AND transactionid = $1::xid", [
          rows[0]?.id,
        ]);
        expect(waits.rowCount).toBe(1);
      }, 20_000);
      await printing.query("COMMIT");
      const made = await saving;
      expect(made).toMatchObject({ ok: true });
      expect(made.ok && made.value.id).not.toBe(first);
    } finally {
      printing.release();
    }
  });

  it("are one at a time for one object, however many save at once; retired and taken back, never deleted", async () => {
    const world = await honouringProvince(owner);
    const pressed = await Promise.all(
      Array.from({ length: 6 }, () => saveTemplate(world.officer, input(world, { object: "cup" }))),
    );
    expect(pressed.filter(({ ok }) => ok)).toHaveLength(1);
    expect(pressed.filter((one) => !one.ok)).toMatchObject(Array(5).fill({ refusal: "template_there" }));
    const first = pressed.flatMap((one) => (one.ok ? [one.value.id] : []))[0] as string;
    expect(await setTemplateUse(world.officer, { id: first, to: "retired" })).toMatchObject({ ok: true });
    expect(await setTemplateUse(world.officer, { id: first, to: "retired" })).toMatchObject({ ok: true });
    const second = await saved(world, { object: "cup" });
    expect(await setTemplateUse(world.officer, { id: first, to: "used" })).toMatchObject({ refusal: "template_there" });
    await setTemplateUse(world.officer, { id: second, to: "retired" });
    expect(await setTemplateUse(world.officer, { id: first, to: "used" })).toMatchObject({ ok: true });
  });

  it("are another province's to write and to see in no way", async () => {
    const world = await honouringProvince(owner);
    const elsewhere = await honouringProvince(owner);
    const id = await saved(world);
    await expect(saveTemplate(elsewhere.officer, input(world, { object: "flag" }))).rejects.toThrow(NotAllowed);
    await expect(saveTemplate(world.approver, input(world, { object: "flag" }))).rejects.toThrow(NotAllowed);
    await expect(saveTemplate(elsewhere.officer, { ...input(elsewhere), id, version: 1 })).rejects.toThrow(NotAllowed);
    await expect(setTemplateUse(elsewhere.officer, { id, to: "retired" })).rejects.toThrow(NotAllowed);
    expect(await templateToWrite(elsewhere.officer, id)).toBeNull();
    expect(await writingAuthority(elsewhere.officer, world.society)).toBeNull();
    expect((await writingAuthorities(elsewhere.officer)).map((one) => one.unitId)).not.toContain(world.unitId);
    const society = await writingAuthority(world.officer, world.society);
    if (society === null) throw new Error("The society is not there.");
    expect((await templatesOf(world.officer, society)).map((one) => one.id)).toContain(id);
    expect(await templatesOf(elsewhere.officer, society)).toEqual([]);
  });
});

it("reads a form as it is typed: lines kept, spaces tidied, the room for the seal within bounds", () => {
  const form = {
    authorityId: "a",
    name: " Mẫu ",
    orientation: "portrait",
    heading: "A",
    body: "Tặng \r\n {name}\n",
    placeLine: "x",
    signatoryTitle: "x",
    signatoryName: "x",
  };
  expect(saveTemplateInput.parse({ ...form, sealMm: "20" })).toMatchObject({
    name: "Mẫu",
    body: "Tặng\n{name}",
    sealMm: 20,
  });
  expect(saveTemplateInput.safeParse({ ...form, sealMm: "60" }).success).toBe(false);
});
