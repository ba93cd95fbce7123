import { z } from "zod";
import { authorityKinds, awardLevels, awardMetrics, awardObjects, subjectKinds } from "@/lib/awards/rules";
import { ReferenceFault } from "./fault";
import { civilDate, documentOf, lineHolding, type ReferenceFile, refuseTwice, text } from "./files";
import type { TableWanted } from "./tables";

const authorityShape = z.strictObject({
  kind: z.enum(authorityKinds),
  of: z.enum(["nation", "province", "ministry"]),
  level: z.enum(awardLevels),
  name_vi: text,
  name_en: text,
  place: text,
  signatory_title: text,
});

const ruleShape = z.strictObject({
  id: text,
  scheme: text,
  scope: text,
  level: z.enum(awardLevels),
  subject_kind: z.enum(subjectKinds),
  metric: z.enum(awardMetrics),
  threshold: z.int().positive().nullable().default(null),
  below: z.int().positive().nullable().default(null),
  period_months: z.int().positive().nullable().default(null),
  repeats: z.enum(["once", "yearly"]).default("once"),
  cooldown_years: z.int().min(0).default(0),
  excluded_years: z.int().min(0).default(0),
  quota: z.int().positive().nullable().default(null),
  object: z.enum(awardObjects),
  authority_kind: z.enum(authorityKinds),
  name_vi: text,
  name_en: text,
  valid_from: civilDate,
  valid_to: civilDate.nullable().default(null),
  decision_number: text.nullable().default(null),
  source: text,
  doubt: text.nullable().default(null),
});

const decisionShape = z.strictObject({
  number: text,
  scope: text,
  issued_on: civilDate.nullable(),
  issued_by: text.nullable(),
  about: text.nullable(),
  source: text,
});

const templateShape = z.strictObject({
  kind: z.enum(authorityKinds),
  orientation: z.enum(["landscape", "portrait"]),
  heading: text,
  body: text.refine((body) => body.includes("{name}"), "it must say where {name} stands"),
  closing: text,
  seal_note: text.nullable(),
});

const awardsShape = z.strictObject({
  note: text,
  templates: z.array(templateShape),
  authorities: z.array(authorityShape),
  decisions: z.array(decisionShape),
  rules: z.array(ruleShape),
});

/** A unit as the files tell it. */
interface HonouringUnit {
  id: string;
  kind: string;
  name: string;
  full_name: string;
  name_en: string;
  valid_to: string | null;
}

/**
 * The bodies that sign honours, one of each kind for every unit of its kind there is today, and the rules they honour
 * by. Rules and bodies that an office made in the application are left alone.
 */
export function awardsWanted(file: ReferenceFile, units: readonly HonouringUnit[]): TableWanted[] {
  const { authorities, decisions, rules, templates } = documentOf(file, awardsShape);
  const located = rules.map((value) => ({ line: lineHolding(file.text, value.id) ?? 1, value }));
  refuseTwice(file.name, located, (rule) => rule.id);
  const known = new Set(units.map(({ id }) => id));
  for (const { line, value } of located)
    if (!known.has(value.scope)) throw new ReferenceFault(file.name, line, `there is no unit "${value.scope}".`);

  const bodies = authorities.flatMap(({ of, kind, level, name_vi, name_en, place, signatory_title }) =>
    units
      .filter((unit) => unit.kind === of && unit.valid_to === null)
      .map((unit) => ({
        id: `${kind}-${unit.id}`,
        unit_id: unit.id,
        kind,
        level,
        name_vi: named(name_vi, unit),
        name_en: name_en.replace("{unit}", unit.name_en),
        place: named(place, unit),
        signatory_title,
      })),
  );
  return [
    { table: "award_authority", file: file.name, key: ["id"], rows: bodies, writtenOnce: ["place", "signatory_title"] },
    {
      table: "award_rule",
      file: file.name,
      key: ["id"],
      rows: rules.map(({ scope, ...rule }) => {
        const on = decisions.find((one) => one.number === rule.decision_number && one.scope === scope);
        const decision = {
          decision_on: on?.issued_on ?? null,
          decision_by: on?.issued_by ?? null,
          decision_about: on?.about ?? null,
        };
        return { ...rule, ...decision, scope_unit_id: scope };
      }),
      notOurs: "held.made_by IS NOT NULL OR held.is_demo",
      // An office may tell them of a rule that came with the house; the rule itself is still mended from the file.
      writtenOnce: ["decision_on", "decision_by", "decision_about"],
    },
    {
      table: "certificate_template",
      file: file.name,
      key: ["id"],
      rows: templates.map(({ kind, ...template }) => ({ id: kind, authority_kind: kind, ...template })),
      // Nor one that papers were printed by: they must read the same when they are printed again.
      notOurs: "held.made_by IS NOT NULL OR EXISTS (SELECT FROM honour WHERE template_id = held.id)",
    },
  ];
}

/** `{unit}` is the unit in full with the small letter it has inside a sentence, `{name}` its bare name. */
function named(pattern: string, unit: HonouringUnit): string {
  const full = unit.full_name.charAt(0).toLocaleLowerCase("vi") + unit.full_name.slice(1);
  const inPlace = pattern.startsWith("{unit}") ? unit.full_name : full;
  return pattern.replace("{unit}", inPlace).replace("{name}", unit.name);
}
