// B, the opponent: what somebody would write who wants nothing but speed. node:http and pg, a pool of eight, the same
// SQL as the site, a process of its own, no framework, no log, nobody asked who they are. It is told its routes in one
// message: `{ databaseUrl, routes: { "/path": { as: "json" | "html", statements: [{ name, text, values }] } } }`, a name
// where the site keeps the statement's plan. A value
// that names a field of the request's JSON body (`{ field: "slotId" }`) or something new (`{ fresh: "id" }`) is filled in.
import { randomBytes, randomUUID } from "node:crypto";
import { createServer } from "node:http";
import pg from "pg";

const fresh = {
  id: randomUUID,
  code: () => randomBytes(5).toString("hex").slice(0, 8).toUpperCase(),
  now: () => new Date(),
};

process.once("message", ({ databaseUrl, routes }) => {
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 8 });
  pool.on("error", () => {});
  const server = createServer(async (request, response) => {
    try {
      const route = routes[request.url];
      const body = request.method === "POST" ? JSON.parse(await read(request)) : {};
      const found = await ask(pool, route, body);
      const html = route.as === "html";
      response.writeHead(200, { "content-type": html ? "text/html; charset=utf-8" : "application/json" });
      response.end(html ? page(found) : JSON.stringify(found));
    } catch {
      response.writeHead(500).end();
    }
  });
  server.listen(0, "127.0.0.1", () => process.send({ port: server.address().port }));
});

/** The rows of every statement of a route; a route that looks first and writes afterwards stops when the look says no. */
async function ask(pool, route, body) {
  const answers = [];
  for (const { name, text, values, onlyIf } of route.statements) {
    if (onlyIf && !answers.at(-1)?.[0]?.[onlyIf]) break;
    const { rows } = await pool.query({ name, text, values: values.map((value) => filled(value, body)) });
    answers.push(rows);
  }
  return answers;
}

function filled(value, body) {
  if (value === null || typeof value !== "object" || Array.isArray(value)) return value;
  if (value.field) return body[value.field];
  return value.fresh ? fresh[value.fresh]() : value;
}

async function read(request) {
  let text = "";
  for await (const chunk of request) text += chunk;
  return text;
}

/** Every row as a line of a table. */
function page(answers) {
  const cell = (value) => `<td>${escaped(typeof value === "object" ? JSON.stringify(value) : String(value))}</td>`;
  const line = (row) => `<tr>${Object.values(row).map(cell).join("")}</tr>`;
  return `<!doctype html><title>B</title><table>${answers.flat().map(line).join("")}</table>`;
}

const escaped = (text) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
