import { expect, it } from "vitest";
import { whyNoDemo } from "@/lib/imports/demo";
import { useDatabase } from "../support/database";
import { addAccount } from "../support/facts";

const { owner } = useDatabase();
const here = { origin: "http://localhost:3000", asked: false };
const world = { origin: "https://hienmau.example.vn", asked: false };

it("begins in an empty database here, on a public site only when asked for, never unasked beside real people", async () => {
  const client = (await owner.connect()) as never;
  try {
    expect(await whyNoDemo(client, here)).toBeNull();
    expect(await whyNoDemo(client, world)).toBe("public_site");
    expect(await whyNoDemo(client, { ...world, asked: true })).toBeNull();
    await addAccount(owner);
    expect(await whyNoDemo(client, here)).toBe("real_people");
    await addAccount(owner, { isDemo: true });
    expect(await whyNoDemo(client, here)).toBeNull();
  } finally {
    (client as { release(): void }).release();
  }
});
