import { useLocale, useTranslations } from "next-intl";
import { RowHeader, Table, Td, Th } from "@/components/ui/table";
import { percentOf, perThousand } from "@/lib/core/numbers";
import { formatDifference, formatDistance, formatNumber, formatPercent } from "@/lib/i18n/format";
import { changePercent, type Due } from "@/lib/progress/drill/rules";
import { OfHalf } from "./drill-table";

/** A unit among those most like it. Server pages only. */
export function PeersTable({
  caption,
  peers,
  own,
  hrefOf,
}: {
  caption: string;
  peers: {
    code: string;
    name: string;
    people: number | null;
    distanceKm: number | null;
    donations: number | null;
    before: number | null;
    drives: number;
    due: Due | null;
    reported: number;
    reportedBefore: number;
  }[];
  own: string;
  hrefOf: (code: string) => string;
}) {
  const t = useTranslations("pace");
  const locale = useLocale();
  const byPeople = peers.some(({ people }) => people !== null);
  return (
    <Table caption={caption} stickyFirst className="text-sm">
      <thead>
        <tr>
          <Th>{t("drill.part.unit")}</Th>
          <Th num>{byPeople ? t("drill.people") : t("drill.distance")}</Th>
          <Th num>{t("drill.received")}</Th>
          {byPeople ? <Th num>{t("drill.perThousand")}</Th> : null}
          <Th num>{t("drill.rate")}</Th>
          <Th num>{t("drill.change")}</Th>
          <Th num>{t("drill.drivesShort")}</Th>
        </tr>
      </thead>
      <tbody>
        {peers.map((peer) => {
          const received = peer.donations === null ? null : peer.donations + peer.reported;
          const rate = peer.due !== null && received !== null ? percentOf(received, peer.due.units) : null;
          const change = peer.before === null ? null : changePercent(received, peer.before + peer.reportedBefore);
          return (
            <tr key={peer.code} className={peer.code === own ? "bg-blood-tint" : undefined}>
              <RowHeader className="min-w-36">
                {peer.code === own ? (
                  <strong>{peer.name}</strong>
                ) : (
                  <a
                    href={hrefOf(peer.code)}
                    className="underline decoration-edge underline-offset-4 hover:decoration-ink"
                  >
                    {peer.name}
                  </a>
                )}
              </RowHeader>
              <Td num>
                {byPeople
                  ? peer.people === null
                    ? "–"
                    : formatNumber(locale, peer.people)
                  : peer.distanceKm === null || peer.code === own
                    ? "–"
                    : formatDistance(locale, peer.distanceKm)}
              </Td>
              <Td num>
                {received === null ? t("few") : formatNumber(locale, received)}
                {peer.reported === 0 || peer.donations === null ? null : (
                  <span className="block text-xs text-ink-3">
                    {t("drill.recorded", { n: formatNumber(locale, peer.donations) })}
                  </span>
                )}
              </Td>
              {byPeople ? (
                <Td num>{formatNumber(locale, perThousand(received ?? 0, peer.people, 2) ?? 0, 2)}</Td>
              ) : null}
              <Td num>
                {rate === null ? "–" : formatPercent(locale, rate)}
                {peer.due?.ofHalf ? <OfHalf due={peer.due} /> : null}
              </Td>
              <Td num>{change === null ? "–" : `${formatDifference(locale, change)}%`}</Td>
              <Td num>{formatNumber(locale, peer.drives)}</Td>
            </tr>
          );
        })}
      </tbody>
    </Table>
  );
}
