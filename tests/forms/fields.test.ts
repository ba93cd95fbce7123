import { expect, it } from "vitest";
import { fieldsOf } from "@/lib/forms/fields";

function formOf(entries: [string, string][]): FormData {
  const form = new FormData();
  for (const [name, value] of entries) form.append(name, value);
  return form;
}

it("reads single, repeated and listed fields, and leaves out the empty and the framework's own", () => {
  const form = formOf([
    ["name", "A\u0000n"],
    ["empty", "  "],
    ["twice", "a"],
    ["twice", "b"],
    ["list[]", "x"],
    ["list[]", ""],
    ["$ACTION_ID", "1"],
  ]);
  expect(fieldsOf(form)).toEqual({ name: "An", twice: ["a", "b"], list: ["x"] });
});

it("asks the form for its fields once, however many there are, and stops at a number", () => {
  const form = formOf(Array.from({ length: 20_000 }, (_, index) => [`f${index}`, "x"]));
  let asked = 0;
  form.getAll = () => {
    asked += 1;
    return [];
  };
  expect(Object.keys(fieldsOf(form)).length).toBeLessThan(5_000);
  expect(asked).toBe(0);
});
