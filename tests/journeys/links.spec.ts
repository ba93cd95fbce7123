import { expect, test } from "@playwright/test";
import { demoSignIns } from "@/lib/accounts/demo-sign-ins";
import { closePool } from "@/lib/db/pool";
import { builtRoutes, origin, visit } from "../security/site";
import { staffCookie } from "../support/sign-in";

/** What a page offers can be opened by whom it is offered to: followed link by link, one of each kind. */

test.describe.configure({ mode: "parallel" });
test.afterAll(closePool);

const routes = builtRoutes()
  .map(({ path }) => ({ path, like: new RegExp(`^${path.replace(/\[[^\]]+\]/g, "[^/]+")}$`) }))
  .sort((a, b) => a.path.split("[").length - b.path.split("[").length);

/** The route of the build and the names in the query: links alike in both are of one kind. */
function kindOf({ pathname, searchParams }: URL): string {
  const route = routes.find(({ like }) => like.test(pathname));
  return `${route?.path ?? pathname} ${[...new Set(searchParams.keys())].sort().join(" ")}`;
}

/** Links within the site; those into the other language are as many again, to the same pages. */
const linksOf = (html: string) =>
  [...html.matchAll(/<a [^>]*href="(\/[^"#]*)/g)]
    .map(([, href = ""]) => href.replaceAll("&amp;", "&"))
    .filter((href) => !/^\/en(?=[/?]|$)/.test(href));

/** The kinds of links met, and those that lead nowhere with the page they stand on; where they lead on to is asked too. */
async function followed(from: string, cookie: string | null, within = "/") {
  const seen = new Set<string>();
  const dead: string[] = [];
  const waiting = [{ href: from, on: "the beginning" }];
  for (let next = waiting.shift(); next; next = waiting.shift()) {
    const address = new URL(next.href, origin);
    const kind = kindOf(address);
    if (seen.has(kind)) continue;
    seen.add(kind);
    const here = address.pathname + address.search;
    if (!address.pathname.startsWith(within)) continue;
    const answer = await visit(here, cookie);
    const onward = answer.status >= 300 && answer.status < 400 ? answer.headers.get("location") : null;
    if (onward) waiting.push({ href: onward, on: here });
    else if (answer.status !== 200) dead.push(`${here} on ${next.on} answers ${answer.status}`);
    const html = await answer.text();
    if (answer.headers.get("content-type")?.startsWith("text/html"))
      waiting.push(...linksOf(html).map((href) => ({ href, on: here })));
  }
  return { seen: [...seen], dead };
}

test("no link leads anybody nowhere", async () => {
  const { seen, dead } = await followed("/", null);
  expect(dead).toEqual([]);
  // The way through the site was found: what stands in its footer and what is asked with a query.
  expect(seen).toEqual(expect.arrayContaining(["/drives/[id] ", "/progress ", "/progress year"]));
});

for (const { email, who } of demoSignIns) {
  test(`no link leads nowhere: ${who}`, async () => {
    test.setTimeout(180_000);
    const { name, value } = await staffCookie(email, origin);
    const { seen, dead } = await followed("/staff", `${name}=${value}`, "/staff");
    expect(dead).toEqual([]);
    expect(seen.length, "kinds of links met").toBeGreaterThan(1);
  });
}
