import { z } from "zod";
import { id } from "../rounds/schema";

export const undoMoveInput = z.object({ roundId: id, moveId: id });
export type UndoMove = z.output<typeof undoMoveInput>;
