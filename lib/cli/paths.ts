import { join, resolve } from "node:path";

/** The checkout; every command enters through a program that has made it the working folder. */
export const root = resolve(import.meta.dirname, "../..");

/** What belongs to this checkout on this machine and to nobody else: database, keys, logs, process ids. */
export const dataFolder = join(root, ".data");
