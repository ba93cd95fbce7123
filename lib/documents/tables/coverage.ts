import { percentOf } from "@/lib/core/numbers";
import { formatPhone } from "@/lib/core/phone";
import { daysBetween } from "@/lib/core/time";
import { communeContacts } from "@/lib/progress/coverage/contacts";
import { coverageAsked } from "@/lib/progress/coverage/rules";
import { coverageByProvinceKept, coverageOfLately } from "@/lib/progress/kept";
import { scopeAsked } from "@/lib/progress/scope/asked";
import type { UnitScope } from "@/lib/progress/scope/queries";
import type { DataTable } from "../table";
import { countOrFew, staffTable, type TableAsked, type TableMaker } from "./asking";
import { scopeName } from "./drill";

/** Communes without a drive: of the nation by province, of a province each with its last and next. A ministry has none. */
export const coverageTable: TableMaker = async (ask) => {
  const scope = await scopeAsked(ask.actor, ask.asked, { communes: false });
  if (scope === null || scope.kind === "ministry") return null;
  return scope.kind === "province" ? ofProvince(ask, scope) : ofNation(ask, scope);
};

async function ofNation(ask: TableAsked, scope: UnitScope): Promise<DataTable> {
  const { words } = ask;
  const { t } = words;
  const { months } = coverageAsked(ask.asked);
  const rows = await coverageByProvinceKept(months);
  return staffTable<(typeof rows)[number]>(ask, {
    table: "coverage",
    of: [scope.code, months],
    title: `${t("pace.coverage.heading", { name: scopeName(words, scope) })}, ${t("pace.coverage.list", { months })}`,
    columns: [
      { head: t("documents.column.code"), kind: "text", of: ({ code }) => code },
      { head: t("pace.coverage.province"), kind: "text", of: (one) => words.unitName(one) },
      { head: t("pace.coverage.communes"), kind: "whole", of: ({ communes }) => communes },
      { head: t("pace.coverage.without"), kind: "whole", of: ({ without }) => without },
      {
        head: t("tables.percent", { of: t("pace.coverage.share") }),
        kind: "percent",
        of: ({ without, communes }) => percentOf(without, communes),
      },
      { head: t("pace.coverage.neverHeld"), kind: "whole", of: ({ never }) => never },
    ],
    rows,
  });
}

async function ofProvince(ask: TableAsked, scope: UnitScope): Promise<DataTable> {
  const { words, today } = ask;
  const { t } = words;
  const { months, all } = coverageAsked(ask.asked);
  const [communes, contacts] = await Promise.all([
    coverageOfLately({ provinceId: scope.id, months }),
    communeContacts(ask.actor, scope.id),
  ]);
  const rows = all ? communes : communes.filter(({ covered }) => !covered);
  const withPeople = rows.some(({ people }) => people !== null);
  const withContacts = contacts.size > 0;
  return staffTable<(typeof rows)[number]>(ask, {
    table: "coverage",
    of: [scope.code, months],
    title: `${scopeName(words, scope)}: ${t(all ? "pace.coverage.listAll" : "pace.coverage.list", { months })}`,
    columns: [
      { head: t("documents.column.code"), kind: "text", of: ({ code }) => code },
      { head: t("pace.filter.commune"), kind: "text", of: (one) => words.unitName(one) },
      { head: t("pace.coverage.last"), kind: "day", of: ({ lastOn }) => lastOn },
      {
        head: t("tables.byReport"),
        kind: "text",
        of: ({ lastByReport }) => (lastByReport ? t("documents.yes") : null),
      },
      {
        head: t("tables.monthsAgo"),
        kind: "whole",
        of: ({ lastOn }) => (lastOn === null ? null : Math.floor(daysBetween(lastOn, today) / 30.44)),
      },
      { head: t("pace.coverage.units"), kind: "whole", of: ({ units }) => countOrFew(words, units) },
      withPeople ? { head: t("pace.drill.people"), kind: "whole", of: ({ people }) => people } : null,
      withContacts
        ? { head: t("pace.coverage.contact"), kind: "text", of: ({ id }) => contacts.get(id)?.host ?? null }
        : null,
      withContacts
        ? {
            head: t("tables.phone"),
            kind: "text",
            of: ({ id }) => {
              const phone = contacts.get(id)?.phone;
              return phone ? formatPhone(phone) : null;
            },
          }
        : null,
      { head: t("pace.coverage.next"), kind: "day", of: ({ nextOn }) => nextOn },
    ],
    rows,
    notes: [t("pace.drill.note")],
  });
}
