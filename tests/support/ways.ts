import type { BrowserContext } from "@playwright/test";
import { routeDoors } from "@/lib/auth/doors";
import { whoMay } from "../security/expectation";
import { routeFixtures } from "../security/fixtures";
import { origin } from "../security/site";
import { cookieOf, type World } from "../security/world";

/** Where a page of the build is, with everything in its path filled in, and the cookie of somebody who may open it. */
export async function wayTo(world: World, path: string): Promise<{ address: string; cookie: string | null }> {
  const deed = routeDoors[path];
  if (!deed) throw new Error(`${path} is a door that nobody wrote down.`);
  const ofDonors = path.startsWith("/me") || path.startsWith("/sign-in/") || path.endsWith("/book");
  const caller = ofDonors ? ownerOf(world) : whoMay(world, deed);
  const fixture = routeFixtures[path];
  return { address: fixture ? await fixture.address(world, caller) : path, cookie: await cookieOf(caller) };
}

function ownerOf(world: World) {
  const owner = world.callers.find((caller) => caller.kind === "donor" && caller.whose === "own");
  if (!owner) throw new Error("Nobody owns anything here.");
  return owner;
}

/** Lets a browser be whoever the cookie says. */
export async function comeIn(context: BrowserContext, cookie: string | null): Promise<void> {
  if (!cookie) return;
  const cut = cookie.indexOf("=");
  await context.addCookies([{ name: cookie.slice(0, cut), value: cookie.slice(cut + 1), url: origin }]);
}
