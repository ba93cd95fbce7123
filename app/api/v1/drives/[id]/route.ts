import { publicDrive } from "@/lib/drives/queries";
import { answering, jsonAnswer, keep, mayRead, Problem, parametersOf } from "../../../answer";
import { noParameters } from "../../parameters";
import { driveDetailShape } from "../shape";
import { toldInFull } from "../tell";

/** `/api/v1/drives/{id}`: one announced drive with the places left in each slot. */
export const GET = answering<{ id: string }>(async (request, { params }) => {
  parametersOf(request, noParameters);
  const { id } = await params;
  const drive = await publicDrive(id);
  if (drive === null) throw new Problem(404, "drive_not_found");
  return jsonAnswer(request, driveDetailShape.parse(toldInFull(drive)), keep.live);
});

export const OPTIONS = mayRead;

export { readOnly as DELETE, readOnly as PATCH, readOnly as POST, readOnly as PUT } from "../../../answer";
