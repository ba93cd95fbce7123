import { nameSearchKey } from "@/lib/core/text";
import type { CivilDate } from "@/lib/core/time";
import type { ImportColumn } from "./columns";
import { fromTcvn3, looksLikeTcvn3 } from "./tcvn3";

/** A unit of any time, as far as a spreadsheet may name it. */
export interface NamedUnit {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly begins: CivilDate;
  /** The first day it no longer was. */
  readonly ends: CivilDate;
  /** Ids of the units it went into. */
  readonly successors: readonly string[];
  readonly inReach: boolean;
}

export type UnitFault = { column: ImportColumn; reason: string; facts: Record<string, string | number> };
export type UnitRemark = { remark: "former_name" | "tcvn3_converted"; facts: Record<string, string> };

/** The unit a row means in a month, or why it cannot be told. */
export type FoundUnit = { unit: NamedUnit; remarks: UnitRemark[] } | { fault: UnitFault };

/**
 * Finds the unit a row names by code, by name, or by both, as it was in the month. A former unit is understood as the one
 * it went into, where that is one; a code and a name that mean two units are refused.
 */
export function findUnit(
  units: readonly NamedUnit[],
  named: { code: string; name: string },
  period: { startsOn: CivilDate; endsOn: CivilDate },
): FoundUnit {
  const code = named.code.trim().toLocaleUpperCase("vi");
  const rawName = named.name;
  if (code === "" && rawName.trim() === "") return fault("unitCode", "unit_missing");
  const byCode =
    code === ""
      ? null
      : among(
          units.filter((unit) => unit.code === (/^\d$/.test(code) ? `0${code}` : code)),
          period,
        );
  const isOld = looksLikeTcvn3(rawName);
  const name = isOld ? fromTcvn3(rawName) : rawName;
  const key = withoutTitle(nameSearchKey(name));
  const byName =
    key === ""
      ? null
      : among(
          units.filter((unit) => withoutTitle(nameSearchKey(unit.name)) === key),
          period,
        );

  const told = byCode ?? byName;
  if (byCode === "unknown" && (byName === null || byName === "unknown"))
    return fault("unitCode", "unit_unknown", { unit: code });
  if (byCode === null && byName === "unknown")
    return isOld
      ? fault("unitName", "tcvn3_unreadable", { unit: rawName.trim() })
      : fault("unitName", "unit_unknown", { unit: rawName.trim() });
  const both = [byCode, byName].filter((one): one is Placed => one !== null && one !== "unknown");
  const [one, other] = both;
  if (!one || told === null) return fault("unitCode", "unit_missing");
  const ambiguous = both.find((placed) => placed.kind === "ambiguous");
  if (ambiguous?.kind === "ambiguous")
    return fault(byCode === ambiguous ? "unitCode" : "unitName", "unit_ambiguous", {
      unit: rawName.trim() || code,
      units: ambiguous.names.join(", "),
    });
  const gone = both.find((placed) => placed.kind === "not_then");
  if (gone?.kind === "not_then")
    return fault(byCode === gone ? "unitCode" : "unitName", "unit_not_then", { unit: gone.name });
  if (one.kind !== "unit") return fault("unitCode", "unit_missing");
  if (other?.kind === "unit" && other.unit.id !== one.unit.id)
    return fault("unitName", "unit_code_and_name_differ", { code: `${code} (${one.unit.name})`, unit: name.trim() });
  if (byCode === "unknown") return fault("unitCode", "unit_unknown", { unit: code });
  if (!one.unit.inReach) return fault(byCode ? "unitCode" : "unitName", "unit_out_of_reach", { unit: one.unit.name });
  const former = both.find((placed) => placed.kind === "unit" && placed.former !== null);
  return {
    unit: one.unit,
    remarks: [
      ...(former?.kind === "unit" && former.former !== null
        ? [
            {
              remark: "former_name" as const,
              facts: { former: former.former.name, unit: one.unit.name, code: one.unit.code, day: former.former.ends },
            },
          ]
        : []),
      ...(isOld && byName !== "unknown" && byName !== null
        ? [{ remark: "tcvn3_converted" as const, facts: { text: rawName.trim(), unit: one.unit.name } }]
        : []),
    ],
  };

  function among(found: readonly NamedUnit[], of: { startsOn: CivilDate; endsOn: CivilDate }): Placed | "unknown" {
    if (found.length === 0) return "unknown";
    const then = found.filter((unit) => unit.begins <= of.startsOn && of.endsOn < unit.ends);
    if (then.length > 1) return { kind: "ambiguous", names: then.map((unit) => `${unit.name} (${unit.code})`) };
    if (then[0]) return { kind: "unit", unit: then[0], former: null };
    const went = found
      .filter((unit) => unit.ends <= of.startsOn)
      .map((former) => ({
        former,
        into: former.successors
          .map((id) => units.find((unit) => unit.id === id))
          .filter(
            (unit): unit is NamedUnit => unit !== undefined && unit.begins <= of.startsOn && of.endsOn < unit.ends,
          ),
      }))
      .filter(({ into }) => into.length > 0);
    const into = [...new Map(went.flatMap((one) => one.into).map((unit) => [unit.id, unit])).values()];
    if (into.length > 1) return { kind: "ambiguous", names: into.map((unit) => `${unit.name} (${unit.code})`) };
    const [only] = into;
    const [from] = went;
    if (only && from) return { kind: "unit", unit: only, former: from.former };
    return { kind: "not_then", name: found[0]?.name ?? "" };
  }
}

type Placed =
  | { kind: "unit"; unit: NamedUnit; former: NamedUnit | null }
  | { kind: "ambiguous"; names: readonly string[] }
  | { kind: "not_then"; name: string };

function fault(
  column: ImportColumn,
  reason: string,
  facts: Record<string, string | number> = {},
): { fault: UnitFault } {
  return { fault: { column, reason, facts } };
}

/** "tinh quang ninh" and "tp hue" as their names alone. */
function withoutTitle(key: string): string {
  return key.replace(/^(tinh|thanh pho|tp|phuong|xa|thi tran|dac khu) (?=\S)/, "");
}
