import { connect, type Socket } from "node:net";
import { setTimeout as wait } from "node:timers/promises";
import { askOnce, bookingWish } from "./client";
import { type Fault, Promises } from "./fault";
import { History } from "./history";
import { actionRequest, percentile, siteHost } from "./requests";
import type { Server } from "./server";
import { judged } from "./summary";
import { announcedDrive, people } from "./world";

const sockets = 500;
const seconds = 10;
const bookers = 4;

/** 500 connections send one byte a second, half of them the headers of a request and half a form; others book. */
export const slowClients: Fault = {
  name: "slow-clients",
  async run(ground) {
    const promises = new Promises();
    const history = new History("slow-clients");
    const drive = await announcedDrive(ground.owner, { count: 4, capacity: 1_000 });
    const donors = await people(ground.owner, 4_000);
    const server = await ground.server();
    let next = 0;
    const bookFor = async (spell: number): Promise<number[]> => {
      const times: number[] = [];
      const until = Date.now() + spell * 1_000;
      const each = Array.from({ length: bookers }, async () => {
        while (Date.now() < until) {
          const donor = donors[next++];
          if (!donor) return;
          const slot = drive.slotIds[next % 4] as string;
          const { settled, answer } = await askOnce(server.port, bookingWish(drive.driveId, slot, donor), history);
          promises.keep(settled, `a booking was answered ${answer.status}`);
          times.push(answer.milliseconds);
        }
      });
      await Promise.all(each);
      return times;
    };
    await bookFor(3);
    const alone = await bookFor(seconds);
    const slow = await dripping(server);
    const beside = await bookFor(seconds);
    const held = slow.filter((socket) => !socket.destroyed).length;
    for (const socket of slow) socket.destroy();
    const factor = percentile(beside, 0.5) / percentile(alone, 0.5);
    promises.keep(factor < 1.5, `bookings took ${factor.toFixed(2)} times as long`);
    const sum = await judged(promises, ground.owner, [drive.driveId], history);
    await server.stop();
    const told = (times: number[]) =>
      `p50 ${Math.round(percentile(times, 0.5))} ms p99 ${Math.round(percentile(times, 0.99))} ms`;
    return promises.verdict(
      `${held} slow connections; bookings ${told(alone)} without, ${told(beside)} beside them; ${sum}`,
    );
  },
};

async function dripping(server: Server): Promise<Socket[]> {
  const { headers } = actionRequest("signInAction", "/staff/sign-in", {}, null);
  const form = Object.entries({ ...headers, host: siteHost, "content-length": "900000" })
    .map(([name, value]) => `${name}: ${value}\r\n`)
    .join("");
  const made: Socket[] = [];
  for (let count = 0; count < sockets; count += 1) {
    const socket = connect(server.port, "127.0.0.1");
    socket.on("error", () => {});
    const slowForm = count % 2 === 0;
    socket.write(
      slowForm ? `POST /staff/sign-in HTTP/1.1\r\n${form}\r\n` : `GET / HTTP/1.1\r\nHost: ${siteHost}\r\nX-Slow: `,
    );
    const drip = setInterval(() => socket.write("a"), 1_000);
    socket.on("close", () => clearInterval(drip));
    made.push(socket);
    if (count % 50 === 0) await wait(20);
  }
  return made;
}
