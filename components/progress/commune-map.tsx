import { useTranslations } from "next-intl";

interface Point {
  code: string;
  name: string;
  lat: number | null;
  lon: number | null;
  covered: boolean;
}

const width = 400;
/** West of this meridian lies the mainland; the far islands would make it small. */
const archipelagosFrom = 109.6;

/**
 * A province's communes where they lie: a hollow ring where there was no drive, a full dot where there was, so that a
 * grey print says it too. The list beside it is its table.
 */
export function CommuneMap({ code, name, communes }: { code: string; name: string; communes: readonly Point[] }) {
  const t = useTranslations("pace.coverage");
  const placed = communes.flatMap((one) =>
    one.lat === null || one.lon === null || one.lon > archipelagosFrom ? [] : [{ ...one, lat: one.lat, lon: one.lon }],
  );
  if (placed.length === 0) return <p className="text-ink-2">{t("noMap")}</p>;
  const lats = placed.map(({ lat }) => lat);
  const lons = placed.map(({ lon }) => lon);
  const [south, north, west, east] = [Math.min(...lats), Math.max(...lats), Math.min(...lons), Math.max(...lons)];
  const narrow = Math.cos((((south + north) / 2) * Math.PI) / 180);
  const scale = Math.min((width - 24) / Math.max(0.01, (east - west) * narrow), 520 / Math.max(0.01, north - south));
  const height = Math.round((north - south) * scale) + 24;
  const left = (width - (east - west) * narrow * scale) / 2;
  const without = placed.filter(({ covered }) => !covered).length;
  return (
    <figure>
      <svg
        viewBox={`0 0 ${width} ${height}`}
        role="img"
        aria-label={t("mapLabel", { name, without: String(without), all: String(placed.length) })}
        className="mx-auto max-h-136 w-full max-w-110"
        data-province={code}
      >
        {placed.map((one) => (
          <circle
            key={one.code}
            cx={Math.round((left + (one.lon - west) * narrow * scale) * 10) / 10}
            cy={Math.round((12 + (north - one.lat) * scale) * 10) / 10}
            r={placed.length > 120 ? 4.5 : 6}
            strokeWidth={1.75}
            className={
              one.covered ? "fill-met-fill stroke-card print:fill-[#555]" : "fill-card stroke-behind print:stroke-black"
            }
          >
            <title>{`${one.name}: ${t(one.covered ? "covered" : "uncovered")}`}</title>
          </circle>
        ))}
      </svg>
      <figcaption className="mt-3 flex flex-wrap gap-x-5 gap-y-1 text-sm text-ink-2">
        <span className="flex items-center gap-1.5">
          <span aria-hidden className="size-3 rounded-full border-2 border-behind" />
          {t("uncovered")} ({without})
        </span>
        <span className="flex items-center gap-1.5">
          <span aria-hidden className="size-3 rounded-full bg-met-fill print:bg-[#555]" />
          {t("covered")} ({placed.length - without})
        </span>
      </figcaption>
    </figure>
  );
}
