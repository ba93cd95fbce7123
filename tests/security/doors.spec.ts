import { expect, test } from "@playwright/test";
import { actionDoors, routeDoors } from "@/lib/auth/doors";
import { actionFixtures, routeFixtures } from "./fixtures";
import { builtActions, builtRoutes } from "./site";

const sorted = (names: Iterable<string>) => [...names].sort();

test.describe("every door of the build", () => {
  test("that is a server action stands in the written list, and the list has no others", () => {
    expect(sorted(builtActions().map(({ name }) => name))).toEqual(sorted(Object.keys(actionDoors)));
  });

  test("that is a page or a route stands in the written list, and the list has no others", () => {
    expect(sorted(builtRoutes().map(({ path }) => path))).toEqual(sorted(Object.keys(routeDoors)));
  });

  test("has a name of its own, comes out of a file for actions, and is tried by the matrix", () => {
    const actions = builtActions();
    expect(new Set(actions.map(({ name }) => name)).size).toBe(actions.length);
    expect(actions.filter(({ file, name }) => !/^lib\/.*actions\.ts$/.test(file) || !name.endsWith("Action"))).toEqual(
      [],
    );
    expect(sorted(Object.keys(actionFixtures))).toEqual(sorted(actions.map(({ name }) => name)));
    const withParameters = builtRoutes().filter(({ path }) => path.includes("["));
    expect(withParameters.map(({ path }) => path).filter((path) => !(path in routeFixtures))).toEqual([]);
  });
});
