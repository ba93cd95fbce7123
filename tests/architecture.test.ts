import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { describe, expect, it } from "vitest";

/**
 * The rules of the house that can be read off its files: which room may look into which, where Prisma and reads may
 * stand, and how things are called. Each test lists the offenders, so that its failure is the list of what to move.
 */

const root = resolve(import.meta.dirname, "..");

/** From left to right: a room looks only to its left. Rooms in one row may look at each other. */
const ground = [["core", "i18n"], ["db"], ["audit", "jobs", "forms", "auth"]];
const domains =
  "accounts units campaigns targets donors eligibility venues drives bookings visits donations outreach reports mergers appeals awards notices progress documents imports".split(
    " ",
  );
const rows = [...ground, ...domains.map((domain) => [domain]), ["cli"]];

/** Collects what the domains give the worker, so it looks to the right on purpose. */
const compositionRoots = ["lib/jobs/tasks.ts"];

/** The rooms and files in which Prisma may be named. */
const prismaRooms = ["lib/db/", "lib/auth/", "lib/audit/", "lib/jobs/", "lib/progress/", "lib/imports/"];
const prismaFiles = /\/(queries|commands|jobs|statements)(\.ts|\/)/;

interface Import {
  /** A path from the root without its ending, or a package's name. */
  target: string;
  /** Erased when compiled, so it carries no code along. */
  typeOnly: boolean;
  /** What stands between `import` and `from`. */
  names: string;
}

interface SourceFile {
  path: string;
  text: string;
  imports: Import[];
}

const sources = ["app", "components", "lib", "proxy.ts", "instrumentation.ts"].flatMap(filesUnder).map(read);
const under = (folder: string) => sources.filter(({ path }) => path.startsWith(`${folder}/`));

describe("the one import direction", () => {
  it("lets nothing in lib look into app or components", () => {
    expect(offenders(under("lib"), ({ target }) => /^(app|components)\//.test(target))).toEqual([]);
  });

  it("keeps reads, writes, the database and the session out of components, but for their types", () => {
    const behind =
      /^lib\/(.*\/)?(queries|commands|statements|jobs)(\/|$)|^lib\/(db|audit|cli|jobs)\/|^lib\/auth\/(current|sessions|cookies)$/;
    expect(offenders(under("components"), ({ target, typeOnly }) => !typeOnly && behind.test(target))).toEqual([]);
  });

  it("lets a domain look only at the domains before it and at the ground they all stand on", () => {
    const wrong = under("lib")
      .filter(({ path }) => !compositionRoots.includes(path))
      .flatMap(({ path, imports }) =>
        imports.filter(({ target }) => rowOf(target) > rowOf(path)).map(({ target }) => `${path} → ${target}`),
      );
    expect(wrong).toEqual([]);
  });

  it("knows every room of lib", () => {
    const rooms = readdirSync(join(root, "lib"), { withFileTypes: true }).filter((entry) => entry.isDirectory());
    expect(rooms.map(({ name }) => name).filter((name) => !rows.flat().includes(name))).toEqual([]);
  });

  it("keeps app away from the database: a page asks queries, and only the health report asks the database itself", () => {
    const pages = under("app").filter(({ path }) => !path.startsWith("app/api/health/"));
    expect(offenders(pages, ({ target }) => target.startsWith("lib/db/"))).toEqual([]);
  });

  it("lets only auth and jobs prove an actor", () => {
    const wrong = sources
      .filter(({ path }) => !/^lib\/(auth|jobs)\//.test(path))
      .filter(({ imports }) =>
        imports.some(({ target, names }) => target === "lib/auth/actor" && /\bmint\b/.test(names)),
      );
    expect(wrong.map(({ path }) => path)).toEqual([]);
  });
});

describe("the system", () => {
  it("acts only through programs and jobs", () => {
    const wrong = sources.filter(
      ({ path, imports }) =>
        !/^lib\/(cli|jobs)\//.test(path) && imports.some(({ target }) => target === "lib/auth/system"),
    );
    expect(wrong.map(({ path }) => path)).toEqual([]);
  });
});

describe("Prisma", () => {
  it("is named only where rows are read and written", () => {
    const elsewhere = sources.filter(
      ({ path }) => !prismaRooms.some((room) => path.startsWith(room)) && !prismaFiles.test(path),
    );
    const isPrisma = ({ target }: Import) => /^(@prisma\/|lib\/db\/(client$|generated\/))/.test(target);
    expect(offenders(elsewhere, isPrisma)).toEqual([]);
  });
});

describe("who asks", () => {
  it("comes first in every query and command; reads for everybody are named public…", () => {
    const wrong = under("lib")
      .filter(({ path }) => domains.some((domain) => path.startsWith(`lib/${domain}/`)))
      .filter(({ path }) => /\/(queries|commands)(\.ts|\/)/.test(path))
      .flatMap(({ path, text }) =>
        exportedFunctions(text)
          .filter(({ name, first }) => !name.startsWith("public") && !/\w*Actor\b/.test(first))
          .map(({ name }) => `${path}: ${name}`),
      );
    expect(wrong).toEqual([]);
  });

  it("is never decided in a layout, which is not run again on every page", () => {
    const deciding = /\b(staffFor|donorFor|insist|may|reachOf)\b/;
    const layouts = under("app").filter(({ path }) => /\/layout\.tsx$/.test(path));
    expect(offenders(layouts, ({ target, names }) => target.startsWith("lib/auth/") && deciding.test(names))).toEqual(
      [],
    );
  });

  it("is not looked up before the page: the proxy reads no rows", () => {
    const proxy = sources.filter(({ path }) => path === "proxy.ts");
    expect(offenders(proxy, ({ target }) => /^lib\/(db|audit|jobs)\/|\/(queries|commands)$/.test(target))).toEqual([]);
  });
});

describe("server actions", () => {
  const actions = sources.filter(({ text }) => /^\s*["']use server["']/m.test(text));

  it("live in a domain's actions", () => {
    expect(actions.map(({ path }) => path).filter((path) => !/^lib\/\w+\/(.+\/)?actions(\.ts|\/)/.test(path))).toEqual(
      [],
    );
  });

  it("read nothing: every export of such a file is an address anybody may post to", () => {
    const reading = /\/(queries|statements)$|^lib\/db\//;
    expect(offenders(actions, ({ target, typeOnly }) => !typeOnly && reading.test(target))).toEqual([]);
  });

  it("are the only thing such a file gives away, and are called …Action", () => {
    const wrong = actions.flatMap(({ path, text }) =>
      [...text.matchAll(/^export (?:async function|function|const|let|class) (\w+)/gm)]
        .map(([, name]) => name as string)
        .filter((name) => !name.endsWith("Action"))
        .map((name) => `${path}: ${name}`),
    );
    expect(wrong).toEqual([]);
  });
});

describe("names", () => {
  it("are kebab-case, without barrels and without rooms for leftovers", () => {
    const wrong = sources.filter(({ path }) => {
      const parts = path.split("/");
      const file = parts.at(-1) ?? "";
      if (/^index\.tsx?$/.test(file) || parts.some((part) => /^(utils?|helpers?|common|misc|shared)$/.test(part)))
        return true;
      return !path.startsWith("app/") && !/^[a-z0-9]+(-[a-z0-9]+)*(\.d)?\.(ts|tsx|mjs)$/.test(file);
    });
    expect(wrong.map(({ path }) => path)).toEqual([]);
  });
});

// ── reading the files ──

function filesUnder(path: string): string[] {
  if (!existsSync(join(root, path)) || path === "lib/db/generated") return [];
  if (/\.(ts|tsx|mjs)$/.test(path)) return [path];
  if (/\.\w+$/.test(path)) return [];
  return readdirSync(join(root, path)).flatMap((name) => filesUnder(`${path}/${name}`));
}

function read(path: string): SourceFile {
  const text = readFileSync(join(root, path), "utf8");
  return { path, text, imports: importsOf(path, text) };
}

function importsOf(path: string, text: string): Import[] {
  const named = /^(?:import|export)\s+(type\s+)?([\w*{}\s,$]*?)\s*from\s+["']([^"']+)["']/gm;
  const bare = /^import\s+["']([^"']+)["']|\bimport\(\s*["']([^"']+)["']\s*\)/gm;
  return [
    ...[...text.matchAll(named)].map(([, type, names = "", target = ""]) => ({
      target: pathOf(path, target),
      typeOnly: Boolean(type) || everyNameIsAType(names),
      names,
    })),
    ...[...text.matchAll(bare)].map(([, still, lazy]) => ({
      target: pathOf(path, still ?? lazy ?? ""),
      typeOnly: false,
      names: "",
    })),
  ];
}

function everyNameIsAType(names: string): boolean {
  const inner = /^\{([\s\S]*)\}$/.exec(names.trim())?.[1];
  const list = inner
    ?.split(",")
    .map((name) => name.trim())
    .filter(Boolean);
  return Boolean(list?.length && list.every((name) => name.startsWith("type ")));
}

function pathOf(from: string, target: string): string {
  const plain = target.replace(/\.(ts|tsx|mjs)$/, "");
  if (plain.startsWith("@/")) return plain.slice(2);
  if (plain.startsWith(".")) return relative(root, resolve(root, dirname(from), plain));
  return plain;
}

/** The row a file of lib stands in; what is not of lib counts as leftmost. */
function rowOf(path: string): number {
  const room = /^lib\/([^/]+)/.exec(path)?.[1];
  return room ? rows.findIndex((row) => row.includes(room)) : -1;
}

function offenders(files: SourceFile[], isWrong: (found: Import) => boolean): string[] {
  return files.flatMap(({ path, imports }) => imports.filter(isWrong).map(({ target }) => `${path} → ${target}`));
}

function exportedFunctions(text: string): { name: string; first: string }[] {
  const pattern =
    /^export (?:async function\*?|function) (\w+)(?:<[^(]*>)?\(\s*([^,)]*)|^export const (\w+)(?::[^=]+)? = (?:cache\()?(?:async )?\(\s*([^,)]*)/gm;
  return [...text.matchAll(pattern)].map(([, a, b, c, d]) => ({ name: a ?? c ?? "", first: b ?? d ?? "" }));
}
