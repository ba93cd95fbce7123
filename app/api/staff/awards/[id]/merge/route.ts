import { anywhere, may } from "@/lib/auth/authorize";
import { currentStaff } from "@/lib/auth/current";
import { seatName } from "@/lib/awards/ceremony/rules";
import { ceremonyList } from "@/lib/awards/honours/queries";
import { isId } from "@/lib/core/ids";
import { isTableFormat, tableDownload } from "@/lib/documents/download";
import { tableOf } from "@/lib/documents/table";
import { translatorFor } from "@/lib/i18n/translator";
import { noAnswer } from "../../../../answer";

type Context = { params: Promise<{ id: string }> };

/** The call list of a round as a table, for the office's own letters and place cards. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  const { id } = await params;
  const actor = await currentStaff();
  if (actor === null) return noAnswer(401);
  const asked = new URL(request.url).searchParams;
  const format = asked.get("as") ?? "xlsx";
  if (!may(actor, "award.view", anywhere) || !isId(id) || !isTableFormat(format)) return noAnswer(404);
  const guests = await ceremonyList(actor, id);
  if (guests.length === 0) return noAnswer(404);
  const locale = asked.get("lang") === "en" ? "en" : "vi";
  const t = translatorFor(locale);
  const table = tableOf({
    name: "danh-sach-trao",
    tab: t("awards.papers.tab"),
    title: t("awards.papers.caption"),
    columns: [
      { head: t("awards.papers.order"), kind: "whole", of: ({ order }) => order },
      { head: t("awards.papers.name"), kind: "text", of: ({ guest }) => guest.name },
      { head: t("awards.papers.place"), kind: "text", of: ({ guest }) => guest.place },
      { head: t("awards.papers.honour"), kind: "text", of: ({ guest }) => guest.honourName },
      { head: t("awards.ledger.decision"), kind: "text", of: ({ guest }) => guest.decisionNumber },
      { head: t("awards.papers.serial"), kind: "text", of: ({ guest }) => guest.serial },
      {
        head: t("ceremony.seat"),
        kind: "text",
        of: ({ guest: { seatRow, seatNo } }) =>
          seatRow === null || seatNo === null ? null : seatName({ row: seatRow, seat: seatNo }),
      },
    ],
    rows: guests.map((guest, index) => ({ guest, order: index + 1 })),
  });
  return tableDownload(table, format, locale, { "cache-control": "private, no-store" });
}

export {
  mayReadHere as OPTIONS,
  readOnly as DELETE,
  readOnly as PATCH,
  readOnly as POST,
  readOnly as PUT,
} from "../../../../answer";
