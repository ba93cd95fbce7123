import { setTimeout as wait } from "node:timers/promises";
import { askUntilSettled, bookingWish } from "./client";
import { type Fault, Promises } from "./fault";
import type { Ground } from "./ground";
import { History } from "./history";
import { type Answer, ask } from "./requests";
import type { Server } from "./server";
import { judged } from "./summary";
import { announcedDrive, people } from "./world";

const secondsDown = Number(process.env.FAULTS_SECONDS_DOWN ?? 30);
const clients = 12;
const document = { accept: "text/html,*/*", "sec-fetch-dest": "document" };

/** The site starts before its database, and loses it midway for half a minute; nobody touches the site meanwhile. */
export const databaseDown: Fault = {
  name: "database-down",
  async run(ground) {
    const promises = new Promises();
    const history = new History("database-down");
    const drive = await announcedDrive(ground.owner, { count: 2, capacity: 500 });
    const donors = await people(ground.owner, 900);
    const [patient] = donors.splice(0, 1);
    if (!patient) throw new Error("Nobody came.");
    const wish = bookingWish(drive.driveId, drive.slotIds[0] as string, patient);

    await ground.stopPostgres();
    const server = await ground.server();
    await keepsItsFace(server, drive.driveId, promises);
    const refused = await ask(server.port, wish.request);
    promises.keep(refused.status === 503, `an action answered ${refused.status} without a database`);
    promises.keep(refused.text.includes(wish.key), "an action lost what was typed");
    await ground.startPostgres();
    const afterStart = await untilWell(server);

    const answers: { answer: Answer; askedAt: number }[] = [];
    let over = false;
    const busy = Array.from({ length: clients }, async (_, client) => {
      for (let turn = client; !over; turn += clients) {
        const donor = donors[turn];
        const slot = drive.slotIds[1];
        if (!donor || !slot) return;
        await askUntilSettled(
          () => server.port,
          bookingWish(drive.driveId, slot, donor),
          history,
          (answer) => answers.push({ answer, askedAt: Date.now() - answer.milliseconds }),
        );
      }
    });
    await wait(1_000);
    await ground.stopPostgres();
    const goneAt = Date.now();
    await wait(secondsDown * 1_000);
    // Who had asked while it was still there may have been answered by it, however late the answer came.
    const during = answers.filter(({ askedAt }) => askedAt > goneAt).map(({ answer }) => answer);
    await ground.startPostgres();
    const afterReturn = await untilWell(server);
    const connections = await mostConnections(ground);
    over = true;
    await Promise.all(busy);

    const slowest = Math.max(...during.map(({ milliseconds }) => milliseconds));
    promises.keep(server.isRunning, "the server fell with the database");
    promises.keep(
      during.every(({ status }) => status === 503),
      `answers of status ${statusesOf(during)} while down`,
    );
    promises.keep(slowest <= 5_000, `an answer took ${Math.round(slowest)} ms while down`);
    promises.keep(Math.max(afterStart, afterReturn) < 5, "it took more than 5 s to recover");
    promises.keep(connections <= 8, `${connections} connections came at once`);
    const sum = await judged(promises, ground.owner, [drive.driveId], history);
    await server.stop();
    return promises.verdict(
      `well ${afterStart.toFixed(1)} s and ${afterReturn.toFixed(1)} s after the database; ${secondsDown} s without it: ${during.length} answers of ${statusesOf(during)}, slowest ${Math.round(slowest)} ms; ${connections} connections on return; ${sum}`,
    );
  },
};

/** What must be there and what must say "not now" while there is no database. */
async function keepsItsFace(server: Server, driveId: string, promises: Promises): Promise<void> {
  for (const path of ["/api/live", "/icon.svg", "/manifest.webmanifest", "/api-docs"]) {
    const { status } = await ask(server.port, { path, headers: document });
    promises.keep(status === 200, `${path} answered ${status} without a database`);
  }
  const health = await ask(server.port, { path: "/api/health" });
  promises.keep(
    health.status === 503 && health.text.includes('"unreachable"'),
    `/api/health answered ${health.status}`,
  );
  const sorry: [string, RegExp][] = [
    ["/", /lang="vi"[\s\S]*Những gì đã lưu vẫn còn nguyên/],
    ["/en", /lang="en"[\s\S]*Everything already saved is safe/],
    [`/drives/${driveId}`, /Thử lại/],
    ["/api/v1/drives", /"status":503/],
    ["/me", /./],
  ];
  for (const [path, sentence] of sorry) {
    const { status, text, headers, milliseconds } = await ask(server.port, {
      path,
      headers: { ...document, cookie: "giot-hong-donor=x" },
    });
    promises.keep(milliseconds <= 5_000, `${path} took ${Math.round(milliseconds)} ms without a database`);
    if (path === "/me" && status === 307) continue;
    promises.keep(status === 503, `${path} answered ${status} without a database`);
    promises.keep(headers["retry-after"] !== undefined, `${path} did not say when to try again`);
    promises.keep(/no-store/.test(headers["cache-control"] ?? ""), `${path} lets caches keep its regrets`);
    promises.keep(sentence.test(text), `${path} has no kind sentence`);
  }
}

/** Seconds until pages and health are well again. */
async function untilWell(server: Server): Promise<number> {
  const began = Date.now();
  while (Date.now() < began + 20_000) {
    const [page, health] = await Promise.all([
      ask(server.port, { path: "/", headers: document }),
      ask(server.port, { path: "/api/health" }),
    ]);
    if (page.status === 200 && health.status === 200) break;
    await wait(100);
  }
  return (Date.now() - began) / 1000;
}

/** The most connections the site holds within two seconds of the database's return. */
async function mostConnections(ground: Ground): Promise<number> {
  let most = 0;
  for (let look = 0; look < 20; look += 1) {
    const { rows } = await ground.owner.query<{ count: number }>(
      "SELECT count(*)::int AS count FROM pg_stat_activity WHERE usename = 'giothong_app'",
    );
    most = Math.max(most, rows[0]?.count ?? 0);
    await wait(100);
  }
  return most;
}

function statusesOf(answers: readonly Answer[]): string {
  const times = new Map<number, number>();
  for (const { status } of answers) times.set(status, (times.get(status) ?? 0) + 1);
  return [...times].map(([status, count]) => `${status} ×${count}`).join(", ");
}
