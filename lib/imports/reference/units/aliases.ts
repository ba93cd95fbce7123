import { z } from "zod";
import { nameSearchKey } from "@/lib/core/text";
import { ReferenceFault } from "../fault";
import { civilDateOrNone, type ReferenceFile, refuseTwice, tableRows, text } from "../files";
import type { Gathered } from "./gathered";

const aliasRow = z.object({
  alias: text,
  kind: z.enum(["short", "former"], "a kind is short or former"),
  means: text,
  until: civilDateOrNone,
  source: text,
  source_vi: text,
});

/** Short forms, other spellings and older names of provinces, each with the name of theirs it stands for. */
export function aliasesOf(file: ReferenceFile, { versions }: Pick<Gathered, "versions">): object[] {
  const rows = tableRows(file, aliasRow);
  refuseTwice(file.name, rows, ({ alias }) => nameSearchKey(alias));
  const names = new Set(versions.map(({ name }) => name));
  return rows.map(({ line, value: { alias, ...row } }) => {
    if (!names.has(row.means)) throw new ReferenceFault(file.name, line, `no unit is or was called "${row.means}".`);
    if ((row.kind === "former") !== (row.until !== null))
      throw new ReferenceFault(file.name, line, "a former name has the day it ended, a short one has none.");
    return { name_key: nameSearchKey(alias), name: alias, ...row };
  });
}
