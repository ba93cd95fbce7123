import type { Guest } from "@/lib/awards/ceremony/called";
import type { Ceremony } from "@/lib/awards/ceremony/queries";
import { seatName } from "@/lib/awards/ceremony/rules";
import { translatorFor } from "@/lib/i18n/translator";
import { pagesPdf } from "../certificates/batch";
import { type CertificateFace, fitted, type Mark, type Measure, qrBars } from "../certificates/layout";
import { paperInks } from "../certificates/mark";
import { timeInWords, weekdayInWords } from "./words";

const { ink, quiet, blood } = paperInks;

/** A5, lying. */
const [width, height] = [595.28, 419.53];
const edge = 48;

/** A letter of invitation, in words that stand on the paper. */
export interface Invitation {
  readonly host: string;
  readonly name: string;
  readonly honours: string;
  readonly ceremony: string;
  readonly when: string;
  readonly place: string;
  readonly note: string | null;
  /** "C12"; null for somebody without a seat. */
  readonly seat: string | null;
  /** Where the office at the door finds the guest; only who may see the round reads it. */
  readonly address: string;
}

/** The invitations of a ceremony as one PDF, a page a guest, drawn while it is fetched. */
export function invitationsPdf(
  guests: readonly Guest[],
  ceremony: Ceremony & { on: string; place: string },
  origin: string,
): PDFKit.PDFDocument {
  async function* all() {
    yield guests;
  }
  const t = translatorFor("vi");
  return pagesPdf(
    all(),
    t("ceremony.invitation.title"),
    (guest, measure) => invitationPage(invitationOf(guest, ceremony, origin), measure),
    "official",
  );
}

/** What a guest's invitation says. */
export function invitationOf(
  guest: Guest,
  ceremony: Ceremony & { on: string; place: string },
  origin: string,
): Invitation {
  const t = translatorFor("vi");
  const gentle = guest.sex ? `${t(`awards.person.gentle.${guest.sex}`)} ` : "";
  return {
    host: ceremony.host ?? ceremony.unitName,
    name: `${gentle}${guest.name}`,
    honours: guest.honours.filter(Boolean).join("; "),
    ceremony: ceremony.theme ? `${ceremony.name}: ${ceremony.theme}` : ceremony.name,
    when: [ceremony.beginsAt && timeInWords(ceremony.beginsAt), weekdayInWords(ceremony.on)].filter(Boolean).join(", "),
    place: ceremony.place,
    note: ceremony.note,
    seat: guest.row === null || guest.seat === null ? null : seatName({ row: guest.row, seat: guest.seat }),
    address: `${origin}/staff/awards/${ceremony.roundId}/seating?guest=${guest.id}`,
  };
}

/** Where everything of one invitation stands. */
export function invitationPage(invitation: Invitation, measure: Measure) {
  const t = translatorFor("vi");
  const marks: Mark[] = [
    { kind: "frame", x: 18, y: 18, width: width - 36, height: height - 36, line: 1.6 },
    { kind: "drop", x: width / 2 - 11, y: 58, size: 22 },
  ];
  const line = (text: string, face: CertificateFace, most: number, colour: string, y: number) => {
    const { size, rows } = fitted(text.normalize("NFC"), face, most, width - edge * 2, measure);
    let at = y;
    for (const row of rows) {
      marks.push({ kind: "text", text: row, x: width / 2, y: at + size, middle: true, face, size, colour });
      at += size * 1.265 + 2;
    }
    return at;
  };
  line(invitation.host.toLocaleUpperCase("vi"), "strong", 12, ink, 35);
  let y = line(t("ceremony.invitation.head"), "heavy", 28, blood, 86);
  y = line(t("ceremony.invitation.lead"), "plain", 13, ink, y + 2);
  y = line(invitation.name, "heavy", 20, ink, y + 2);
  if (invitation.honours)
    y = line(t("ceremony.invitation.honour", { honours: invitation.honours }), "plain", 12, ink, y);
  y = line(t("ceremony.invitation.to", { ceremony: invitation.ceremony }), "strong", 14, ink, y + 8);
  y = line(invitation.when, "strong", 14, ink, y + 4);
  y = line(t("ceremony.invitation.at", { place: invitation.place }), "plain", 14, ink, y);
  if (invitation.note) line(invitation.note, "plain", 12, quiet, y + 4);

  const foot = height - 92;
  marks.push({ kind: "bars", bars: qrBars(invitation.address, edge - 10, foot, 58) });
  const beside = (text: string, face: CertificateFace, size: number, colour: string, at: number) =>
    marks.push({ kind: "text", text, x: edge + 60, y: at, middle: false, face, size, colour });
  beside(
    invitation.seat ? t("ceremony.invitation.seat", { seat: invitation.seat }) : t("ceremony.invitation.seatAtDoor"),
    "heavy",
    invitation.seat ? 20 : 12,
    ink,
    foot + 28,
  );
  beside(t("ceremony.invitation.show"), "plain", 11, quiet, foot + 46);
  marks.push({
    kind: "text",
    text: t("ceremony.invitation.close"),
    x: width - edge - 70,
    y: foot + 28,
    middle: true,
    face: "strong",
    size: 13,
    colour: ink,
  });
  return { width, height, marks };
}
