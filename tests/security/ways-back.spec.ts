import { expect, test } from "@playwright/test";
import { addColleague, call, codeSentTo, cookieSet, password } from "./people";
import { origin, visit } from "./site";
import { cookieOf, newDonor, useWorld } from "./world";

const world = useWorld();

/** What a crafted link may say to lead people away after they signed in. */
const elsewhere = [
  "https://elsewhere.example/",
  "//elsewhere.example/",
  "/\\elsewhere.example/",
  "\\\\elsewhere.example",
  "/\t/elsewhere.example",
  " //elsewhere.example",
  "/%0d%0aSet-Cookie:%20a=b",
  "/\r\nLocation: https://elsewhere.example",
  "javascript:alert(1)",
  "/.//elsewhere.example",
  "/en//elsewhere.example",
  "http:elsewhere.example",
];

/** Where a browser would go from here. */
function destination(headers: Headers): URL {
  const to = headers.get("x-action-redirect") ?? headers.get("location") ?? "";
  return new URL(to.split(";")[0] ?? "", origin);
}

test("after signing in nobody is led to another site", async () => {
  for (const back of elsewhere) {
    const { email } = await addColleague(world.db);
    const answer = await call("signInAction", { email, password, back });
    expect(answer.outcome, back).toBe("done");
    expect(destination(answer.headers).origin, back).toBe(origin);
    expect(answer.headers.get("set-cookie"), back).not.toContain("a=b");
  }
});

test("after proving a phone and choosing a person nobody is led to another site", async () => {
  const donor = await newDonor(world.db);
  await call("askCodeAction", { contact: donor.contact });
  const code = await codeSentTo(world.db, donor.contact);
  const proven = await call("proveCodeAction", { contact: donor.contact, code, back: elsewhere[1] ?? "" });
  expect(destination(proven.headers).search).not.toContain("elsewhere");
  const cookie = cookieSet(proven, "donor");
  for (const back of elsewhere) {
    const answer = await call("chooseDonorAction", { donorId: donor.donorId, back }, cookie);
    expect(answer.outcome, back).toBe("done");
    expect(destination(answer.headers).origin, back).toBe(origin);
  }
});

test("pages that send on keep to this site, and draw no link to another", async () => {
  const contact = await cookieOf({ kind: "contact", contact: (await newDonor(world.db)).contact });
  for (const back of elsewhere) {
    for (const page of ["/sign-in", "/sign-in/who", "/sign-in/register", "/staff/sign-in"]) {
      const response = await visit(`${page}?then=${encodeURIComponent(back)}`, page.includes("/w") ? contact : null);
      if (response.status >= 300) expect(destination(response.headers).origin, `${page} ${back}`).toBe(origin);
      const links = [...(await response.text()).matchAll(/(?:href|action)="([^"]*)"/g)].map(([, href]) => href ?? "");
      for (const href of links) expect(new URL(href.replaceAll("&amp;", "&"), origin).origin, href).toBe(origin);
    }
  }
  for (const path of [
    "//elsewhere.example",
    "//elsewhere.example/%2e%2e",
    "/en//elsewhere.example",
    "/\\elsewhere.example",
  ]) {
    const response = await visit(path, null);
    const to = response.headers.get("location");
    if (to) expect(new URL(to, origin).origin, path).toBe(origin);
  }
});
