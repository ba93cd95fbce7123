import { readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "@/lib/cli/paths";
import { freshForm } from "@/lib/forms/state";
import { request } from "./generator";
import { distDir } from "./house";

/** A form as a browser sends it. */
export interface FilledForm {
  path: string;
  cookie?: string;
  /** The address the proxy says it comes from. */
  address?: string;
  fields: Record<string, string>;
}

const boundary = "----giot-hong-bench";
const multipart = { "content-type": `multipart/form-data; boundary=${boundary}` };

/** The form sent without script: an ordinary POST with the hidden fields that React wrote into the page. */
export function plainPost(origin: string, form: FilledForm, hidden: Record<string, string>): Buffer {
  return request(origin, form.path, {
    method: "POST",
    headers: { ...multipart, ...headersOf(form), accept: "text/html" },
    body: bodyOf(Object.entries({ ...hidden, ...form.fields })),
  });
}

/** The form sent by script: the action by its id, the form's state and its fields as React's `encodeReply` writes them. */
export function scriptedPost(origin: string, form: FilledForm, actionId: string): Buffer {
  // React reads the fields when it meets the reference to them, so they come first.
  const fields = Object.entries(form.fields).map(([name, value]) => [`_1_${name}`, value] as const);
  return request(origin, form.path, {
    method: "POST",
    headers: { ...multipart, ...headersOf(form), accept: "text/x-component", "next-action": actionId },
    body: bodyOf([...fields, ["0", JSON.stringify([freshForm(), "$K1"])]]),
  });
}

const headersOf = ({ cookie, address }: FilledForm): Record<string, string> => ({
  ...(cookie ? { cookie } : {}),
  ...(address ? { "x-forwarded-for": address } : {}),
});

/** The hidden fields by which React finds a form's action again, read from the page that shows the form. */
export async function hiddenFields(origin: string, path: string, cookie = ""): Promise<Record<string, string>> {
  const html = await (await fetch(origin + path, { headers: { cookie } })).text();
  const inputs = [...html.matchAll(/<input type="hidden" name="(\$ACTION[^"]*)"(?: value="([^"]*)")?/g)];
  if (inputs.length === 0) throw new Error(`There is no form with an action on ${path}.`);
  return Object.fromEntries(inputs.map(([, name = "", value = ""]) => [name, unescaped(value)]));
}

/** The id under which the build knows a server action. */
export function actionId(name: string): string {
  const manifest = JSON.parse(readFileSync(join(root, distDir, "server/server-reference-manifest.json"), "utf8"));
  const found = Object.entries<{ exportedName?: string }>(manifest.node).find(([, one]) => one.exportedName === name);
  if (!found) throw new Error(`The build knows no server action ${name}.`);
  return found[0];
}

function bodyOf(fields: readonly (readonly [string, string])[]): Buffer {
  const parts = fields.map(
    ([name, value]) => `--${boundary}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
  );
  return Buffer.from(`${parts.join("")}--${boundary}--\r\n`);
}

const unescaped = (text: string) =>
  text
    .replaceAll("&quot;", '"')
    .replaceAll("&#x27;", "'")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&amp;", "&");
