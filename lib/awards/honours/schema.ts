import { z } from "zod";
import { isId } from "@/lib/core/ids";

const id = z.string().refine(isId, "forms.error.not_in_list");
const reason = z.string().trim().min(1, "awards.error.reason_missing").max(500);

export const revokeInput = z.object({ honourId: id, because: reason });
export const deliverInput = z.object({ honourId: id, words: reason });
