import { expect, it } from "vitest";
import type { StaffActor } from "@/lib/auth/actor";
import { donorsByName } from "@/lib/donors/queries";
import { staffActor } from "../support/actors";
import { useDatabase } from "../support/database";
import { addDonor, addDrive } from "../support/facts";

const { owner } = useDatabase();

const nation = { nation: true, unitIds: [], communeIds: [], driveIds: [], facilities: [] };
const actor: StaffActor = staffActor("provincial_office", { kind: "nation" });

it("names first whoever is called just so, however many longer names begin with the same words", async () => {
  const [asked, bornOn] = ["Hồ An Anh", "1984-02-29"];
  for (const middle of "Bảo Châu Diệu Gia Hà Hải Hoa Khánh Lan Linh Mai Minh Nga Ngọc Phương Quế Thanh Thu Trúc Vân Vy".split(
    " ",
  ))
    await addDonor(owner, { fullName: `Ân ${middle} Hồ Anh`, bornOn });
  const oneself = await addDonor(owner, { fullName: asked, bornOn });
  const drive = await addDrive(owner);

  const found = await donorsByName(actor, { name: asked, bornOn, reach: nation, driveId: drive.id });

  expect(found[0]).toBe(oneself.id);
});
