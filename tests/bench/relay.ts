import { connect, createServer, type Socket } from "node:net";

/** A relay in front of Postgres that counts what is asked through it. */
export interface Relay {
  /** The same database, by way of the relay. */
  url: string;
  /** Round trips so far: each ends with a Sync, or is a simple Query. */
  roundTrips(): number;
  close(): Promise<void>;
}

/** Counts round trips on the wire itself, so that no driver and no pool can hide one. */
export async function relayTo(databaseUrl: string): Promise<Relay> {
  const { hostname, port } = new URL(databaseUrl);
  const open = new Set<Socket>();
  let trips = 0;
  const server = createServer((from) => {
    const to = connect(Number(port), hostname);
    const read = messageReader((kind) => {
      if (kind === "S" || kind === "Q") trips += 1;
    });
    for (const socket of [from, to]) {
      open.add(socket);
      socket.setNoDelay(true);
      socket.on("error", () => socket.destroy());
    }
    from.on("data", (chunk: Buffer) => {
      read(chunk);
      to.write(chunk);
    });
    to.on("data", (chunk: Buffer) => from.write(chunk));
    from.on("close", () => to.destroy());
    to.on("close", () => from.destroy());
  });
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  const url = new URL(databaseUrl);
  url.port = String((server.address() as { port: number }).port);
  return {
    url: url.href,
    roundTrips: () => trips,
    close: async () => {
      for (const socket of open) socket.destroy();
      await new Promise((done) => server.close(done));
    },
  };
}

/** Reads the frontend's messages: the first has a length alone, every later one a letter and a length. */
function messageReader(seen: (kind: string) => void): (chunk: Buffer) => void {
  let rest: Buffer = Buffer.alloc(0);
  let started = false;
  return (chunk) => {
    rest = Buffer.concat([rest, chunk]);
    for (;;) {
      const letter = started ? 1 : 0;
      if (rest.length < letter + 4) return;
      const length = letter + rest.readInt32BE(letter);
      if (rest.length < length) return;
      if (started) seen(String.fromCharCode(rest[0] ?? 0));
      started = true;
      rest = rest.subarray(length);
    }
  };
}
