import { spawn } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { freePort } from "@/lib/cli/ports";
import { end, markOf } from "@/lib/cli/processes";
import type { Server } from "./house";

const places = ["/usr/sbin/nginx", "/usr/local/sbin/nginx", "/usr/bin/nginx", "/opt/homebrew/bin/nginx"];

/** Where this machine has nginx, or null. */
export const nginx = (): string | null => places.find((path) => existsSync(path)) ?? null;

/** Puts nginx with our sample configuration in front of a server; the origin that browsers name stays the site's own. */
export async function cacheBefore(program: string, site: Server): Promise<Server> {
  const began = performance.now();
  const folder = mkdtempSync(join(tmpdir(), "giothong-nginx-"));
  const port = await freePort();
  mkdirSync(join(folder, "cache"));
  const sample = readFileSync(join(import.meta.dirname, "nginx.conf"), "utf8")
    .replace("listen 8080", `listen 127.0.0.1:${port}`)
    .replace("127.0.0.1:3000", new URL(site.origin).host.replace("localhost", "127.0.0.1"))
    .replace("/var/cache/nginx/giot-hong", join(folder, "cache"));
  writeFileSync(join(folder, "sample.conf"), sample);
  writeFileSync(join(folder, "nginx.conf"), around(folder));
  const child = spawn(program, ["-p", folder, "-c", join(folder, "nginx.conf")], { stdio: "ignore", detached: true });
  const mark = child.pid ? markOf(child.pid) : null;
  const server: Server = {
    origin: `http://localhost:${port}`,
    pid: child.pid ?? 0,
    startMs: performance.now() - began,
    stop: async () => {
      await end(mark, 5);
      rmSync(folder, { recursive: true, force: true });
    },
  };
  for (let tries = 0; tries < 100; tries++) {
    if (await fetch(`http://127.0.0.1:${port}/api/live`).catch(() => null)) return server;
    await wait(50);
  }
  const said = existsSync(join(folder, "error.log")) ? readFileSync(join(folder, "error.log"), "utf8") : "";
  await server.stop();
  throw new Error(`nginx did not start: ${said.slice(-400)}`);
}

/** What surrounds the sample: one worker, everything in one folder, as whoever runs the bench. */
const around = (folder: string) => `daemon off;
${process.getuid?.() === 0 ? "user root;" : ""}
worker_processes 1;
pid ${folder}/pid;
error_log ${folder}/error.log;
events { worker_connections 1024; }
http {
  access_log off;
  client_body_temp_path ${folder}/body; proxy_temp_path ${folder}/proxy; fastcgi_temp_path ${folder}/fastcgi;
  uwsgi_temp_path ${folder}/uwsgi; scgi_temp_path ${folder}/scgi;
  include ${existsSync("/etc/nginx/mime.types") ? "/etc/nginx/mime.types" : `${folder}/none*`};
  include ${folder}/sample.conf;
}
`;
