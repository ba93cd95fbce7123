import { useTranslations } from "next-intl";
import { Card } from "@/components/ui/card";
import { CardTitle } from "@/components/ui/card-title";
import { FillSeatForm, MoveSeatForm } from "./ceremony-forms";

/** The seat or the guest that was chosen on the plan or in the list, and what can be done with them. */
export function SeatPanel({
  roundId,
  guest,
  seat,
  others,
  mayRun,
}: {
  roundId: string;
  guest: { id: string; name: string; place: string | null; honours: readonly string[]; seatName: string | null } | null;
  /** An empty seat. */
  seat: string | null;
  others: readonly { id: string; name: string; seat: string | null }[];
  mayRun: boolean;
}) {
  const t = useTranslations("ceremony");
  return (
    <Card id="cho">
      {guest ? (
        <>
          <CardTitle>{guest.name}</CardTitle>
          <p className="mt-1 text-3xl font-semibold tabular-nums">{guest.seatName ?? t("withoutSeat")}</p>
          <p className="mt-1 mb-4 text-sm text-ink-2">{[...guest.honours, guest.place].filter(Boolean).join(" · ")}</p>
          {mayRun ? <MoveSeatForm key={guest.id} roundId={roundId} guestId={guest.id} seat={guest.seatName} /> : null}
        </>
      ) : seat ? (
        <>
          <CardTitle className="mb-4">{t("seatFree", { seat })}</CardTitle>
          {mayRun ? (
            <FillSeatForm
              key={seat}
              roundId={roundId}
              seat={seat}
              guests={[...others]
                .sort((a, b) => Number(a.seat !== null) - Number(b.seat !== null))
                .map((one) => ({ id: one.id, label: `${one.name} · ${one.seat ?? t("withoutSeat")}` }))}
            />
          ) : null}
        </>
      ) : (
        <>
          <CardTitle className="mb-1">{t("chooseTitle")}</CardTitle>
          <p className="text-sm text-ink-2">{t(mayRun ? "choose" : "chooseToSee")}</p>
        </>
      )}
    </Card>
  );
}
