import { afterAll, inject } from "vitest";
import { closeDatabase, openDatabase } from "./database";

// Before the test file and the rooms it imports are read: they take the address from the environment.
await openDatabase(inject("postgres"));
afterAll(closeDatabase);
