import { generateClient } from "./bootstrap.mjs";

await generateClient();
