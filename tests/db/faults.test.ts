import sql from "sql-template-tag";
import { expect, it } from "vitest";
import { newId } from "@/lib/core/ids";
import { violatedConstraint } from "@/lib/db/constraint";
import { execute, transaction } from "@/lib/db/statement";
import { useDatabase } from "../support/database";

useDatabase();

const impossible = () => sql`INSERT INTO donor (id, full_name, name_key, given_name_key, sex, born_on, phone)
  VALUES (${newId()}::uuid, 'Canary Nguyễn', 'canary nguyen', 'nguyen', 'female', '1850-01-01', '+84911999888')`;

it.each([
  ["alone", () => execute(impossible())],
  ["in a transaction", () => transaction((tx) => execute(impossible(), tx))],
])("a fault nobody expected names its constraint and quotes nobody's row: %s", async (_, write) => {
  const error = await write().then(
    () => null,
    (thrown: Error) => thrown,
  );
  expect(violatedConstraint(error)).toBe("donor_born_sensibly");
  const printed = [error?.message, error?.stack, JSON.stringify({ ...error })].join(" ");
  expect(printed).not.toMatch(/Canary|84911999888|1850/);
});
