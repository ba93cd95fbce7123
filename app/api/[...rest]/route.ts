import { answering, mayRead, Problem } from "../answer";

/** An address the open data does not have, said in the same form as every other problem. */
export const GET = answering(async () => {
  throw new Problem(404, "path_not_found");
});

export const OPTIONS = mayRead;

export { GET as DELETE, GET as PATCH, GET as POST, GET as PUT };
