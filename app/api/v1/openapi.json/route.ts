import { answering, jsonAnswer, keep, mayRead } from "../../answer";
import { openApiDocument } from "../openapi";

/** The OpenAPI description of the open data, made from the shapes that the answers are checked against. */
export const GET = answering(async (request) => jsonAnswer(request, openApiDocument(), keep.reference));

export const OPTIONS = mayRead;

export { readOnly as DELETE, readOnly as PATCH, readOnly as POST, readOnly as PUT } from "../../answer";
