import { foldVietnamese, normalizeLine, spellingKey } from "@/lib/core/text";

/** A commune that was, as the table of successions tells it: its own name, its district and province of then. */
export type FormerCommune = { name: string; district: string; province: string; newCode: string };

/** A commune of today; `fullName` bears its kind ("Phường Bạch Mai"). */
export type PresentCommune = { code: string; fullName: string; provinceName: string };

/** A commune that an address may mean. `score` is 1 when the address says all that the row says, in its place. */
export type CommuneProposal = {
  communeCode: string;
  score: number;
  /** How the address called it: the former or present commune found in it. */
  matched: string;
  via: "former" | "present";
};

type Row = {
  code: string;
  kind: string | null;
  name: string;
  spelling: string;
  district: string | null;
  provinces: string[];
  matched: string;
  via: "former" | "present";
};

/** The communes of then and now, by their bare names; made once and asked often. */
export type AddressIndex = { byName: Map<string, Row[]>; byDistrict: Map<string, Row[]>; provinces: Set<string> };

/** Kinds of units as people write them, longest first; an abbreviation needs its dot or stands before a number. */
const KINDS: [kind: string, written: RegExp][] = [
  ["thanh pho", /^(thanh pho|tp\s*\.|tp(?=\s))\s*/],
  ["thi tran", /^(thi tran|tt\s*\.|tt(?=\s))\s*/],
  ["thi xa", /^(thi xa|tx\s*\.|tx(?=\s))\s*/],
  ["dac khu", /^dac khu\s+/],
  ["phuong", /^(phuong|p\s*\.|p(?=\s|\d))\s*/],
  ["quan", /^(quan|q\s*\.|q(?=\s|\d))\s*/],
  ["huyen", /^(huyen|h\s*\.|h(?=\s))\s*/],
  ["tinh", /^(tinh|t\s*\.)\s*/],
  ["xa", /^(xa|x\s*\.|x(?=\s))\s*/],
];

/** Names under which people write a city that is called otherwise in the table. */
const ALIASES: Record<string, string> = {
  hcm: "ho chi minh",
  tphcm: "ho chi minh",
  "sai gon": "ho chi minh",
  hn: "ha noi",
  brvt: "ba ria vung tau",
  "thua thien hue": "hue",
};

/** What an exact match of each part is worth; together 1. */
const WEIGHT = { name: 0.4, kind: 0.05, district: 0.3, province: 0.2, place: 0.05 };
/** A name one letter away from the table's (a slip of a pen or a scanner) is worth this much of an exact one. */
const NEARLY = 0.75;
/** An address that names another province or district means another commune. */
const CONTRADICTION = 0.3;
/** Sơn Hà and Sơn Hạ fold alike; an address written with marks means the one that it spells. */
const OTHER_SPELLING = 0.06;
const LEAST_SCORE = 0.35;

/** Prepares the communes for `proposeCommunes`: some 14,000 rows in a few dozen milliseconds. */
export function addressIndex(former: readonly FormerCommune[], present: readonly PresentCommune[]): AddressIndex {
  const provinceNow = new Map(present.map(({ code, provinceName }) => [code, bareName(provinceName).name]));
  const rows: Row[] = [
    ...former.map(({ name, district, province, newCode }): Row => {
      const now = provinceNow.get(newCode);
      return {
        ...bareName(name),
        code: newCode,
        district: bareName(district).name,
        provinces: [bareName(province).name, ...(now ? [now] : [])],
        matched: `${name}, ${district}, ${province}`,
        via: "former",
      };
    }),
    ...present.map(({ code, fullName, provinceName }): Row => {
      const provinces = [bareName(provinceName).name];
      const matched = `${fullName}, ${provinceName}`;
      return { ...bareName(fullName), code, district: null, provinces, matched, via: "present" };
    }),
  ];
  return {
    byName: grouped(rows, ({ name }) => name),
    byDistrict: grouped(rows, ({ district }) => district),
    provinces: new Set(rows.flatMap(({ provinces }) => provinces)),
  };
}

/**
 * The present communes that an address may mean, best first. It reads addresses as they stand on citizen cards, of
 * before and after July 2025: `P. Bạch Mai, Q. Hai Bà Trưng, Hà Nội`, `Xã Hoà Mục, Chợ Mới, Bắc Kạn`; with or without
 * marks, kinds and commas. A proposal for a person to confirm, never an answer: a former commune may lie in several.
 */
export function proposeCommunes(address: string, index: AddressIndex, limit = 5): CommuneProposal[] {
  const parts = addressParts(address);
  const best = new Map<string, CommuneProposal>();
  for (const [at, part] of parts.entries()) {
    for (const { row, nearness } of rowsFor(part, parts, index)) {
      const score = roundedScore(scoreOf(row, nearness, at, parts, index));
      const known = best.get(row.code);
      if (score >= LEAST_SCORE && (!known || known.score < score)) {
        best.set(row.code, { communeCode: row.code, score, matched: row.matched, via: row.via });
      }
    }
  }
  return [...best.values()]
    .sort((a, b) => b.score - a.score || a.communeCode.localeCompare(b.communeCode))
    .slice(0, limit);
}

/** Whether the best proposal may be filled in beforehand: all of the address agrees, and nothing else comes near. */
export function isClearProposal(proposals: readonly CommuneProposal[]): boolean {
  const [first, second] = proposals;
  return first !== undefined && first.score >= 0.85 && (second === undefined || first.score - second.score >= 0.15);
}

/** A quận or huyện is no commune, though a ward of today may bear its name; nothing said may be either. */
const COMMUNE_KINDS = ["phuong", "xa", "thi tran", "dac khu"];
const isCommuneKind = (kind: string | null) => kind !== null && COMMUNE_KINDS.includes(kind);

type Part = { kind: string | null; name: string; spelling: string };

function rowsFor(part: Part, parts: readonly Part[], index: AddressIndex): { row: Row; nearness: number }[] {
  if (part.kind !== null && !isCommuneKind(part.kind)) return [];
  const exact = index.byName.get(part.name) ?? [];
  if (exact.length > 0) return exact.map((row) => ({ row, nearness: 1 }));
  if (part.name.length < 4) return [];
  return parts
    .filter((other) => other !== part)
    .flatMap((other) => index.byDistrict.get(other.name) ?? [])
    .filter((row) => isOneLetterAway(part.name, row.name))
    .map((row) => ({ row, nearness: NEARLY }));
}

function scoreOf(row: Row, nearness: number, at: number, parts: readonly Part[], index: AddressIndex): number {
  const part = parts[at] as Part;
  const behind = parts.slice(at + 1);
  let score = WEIGHT.name * nearness;
  if (nearness === 1 && isMarked(part.spelling) && part.spelling !== row.spelling) score -= OTHER_SPELLING;
  if (part.kind !== null) score += part.kind === row.kind ? WEIGHT.kind : -WEIGHT.kind;

  const province = behind.findLast(({ name }) => index.provinces.has(name));
  if (province && row.provinces.includes(province.name)) score += WEIGHT.province;
  else if (province) score -= CONTRADICTION;

  const between = behind.filter((other) => other !== province);
  if (row.district === null) {
    // An address of today has no district: the province follows the commune.
    const place = part.kind === row.kind ? WEIGHT.place : 0;
    score += between.length === 0 ? WEIGHT.district + place : -CONTRADICTION / 2;
  } else if (between.some(({ name }) => name === row.district)) {
    score += WEIGHT.district + (between[0]?.name === row.district ? WEIGHT.place : 0);
  } else if (behind.at(-1) === province && province?.name === row.district) {
    score += WEIGHT.district / 2;
  } else if (between.length > 0) score -= CONTRADICTION / 2;
  return score;
}

/** The parts of an address from the smallest to the greatest, each as a kind and a bare name. */
function addressParts(address: string): Part[] {
  const line = normalizeLine(address).toLocaleLowerCase("vi");
  const written = line.split(line.includes(",") ? /[,;|]/ : /[;|]| - /);
  const parts = written.length >= 3 ? written : written.flatMap(splitAtKinds);
  const bare = parts.map(bareName).filter(({ name }) => name !== "");
  const last = bare.at(-1);
  if (last && !isCommuneKind(last.kind)) last.name = ALIASES[last.name] ?? last.name;
  return bare;
}

/** `phường bạch mai quận hai bà trưng hà nội` has no commas, but its words of kind begin the parts. */
function splitAtKinds(text: string): string[] {
  return text.split(
    /\s+(?=(?:phường|thị trấn|thị xã|quận|huyện|thành phố|tỉnh|(?<!thị )xã|đặc khu)\s|(?:p|q|x|h|tt|tx|tp|t)\.)/,
  );
}

function bareName(text: string): Part {
  const line = normalizeLine(text).replace(/[–-]/g, " ").replace(/\s+/g, " ").trim();
  let name = foldVietnamese(line);
  let kind: string | null = null;
  for (const [candidate, written] of KINDS) {
    if (!written.test(name)) continue;
    kind = candidate;
    name = name.replace(written, "");
    break;
  }
  name = name
    .replace(/[.'"]/g, "")
    .replace(/^0+(?=\d+$)/, "")
    .trim();
  const words = name.split(" ").length;
  const spelling = spellingKey(line.replace(/[.'"]/g, " ")).split(" ").slice(-words).join(" ");
  return { kind, name, spelling };
}

/** Whether a spelling has any mark, of letter or tone; without one, somebody typed plain letters. */
function isMarked(spelling: string): boolean {
  return /[1-5]( |$)/.test(spelling.replace(/\d+0( |$)/g, " ")) || /[^\p{ASCII}]/u.test(spelling);
}

function grouped(rows: readonly Row[], keyOf: (row: Row) => string | null): Map<string, Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const key = keyOf(row);
    if (key === null) continue;
    const group = groups.get(key);
    if (group) group.push(row);
    else groups.set(key, [row]);
  }
  return groups;
}

/** One letter wrong, missing or too many, or two neighbours swapped. */
function isOneLetterAway(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1) return false;
  let start = 0;
  while (start < Math.min(a.length, b.length) && a[start] === b[start]) start++;
  if (a.length !== b.length)
    return a.slice(a.length > b.length ? start + 1 : start) === b.slice(b.length > a.length ? start + 1 : start);
  const swapped = a[start] === b[start + 1] && a[start + 1] === b[start] && a.slice(start + 2) === b.slice(start + 2);
  return swapped || a.slice(start + 1) === b.slice(start + 1);
}

function roundedScore(score: number): number {
  return Math.round(Math.max(0, Math.min(1, score)) * 100) / 100;
}
