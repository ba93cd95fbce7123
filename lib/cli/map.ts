import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { type GeoPath, type GeoProjection, geoMercator, geoPath } from "d3-geo";
import type { Feature, FeatureCollection, MultiPolygon, Polygon } from "geojson";
import { feature } from "topojson-client";
import type { GeometryCollection, Topology } from "topojson-specification";
import { root } from "@/lib/cli/paths";
import { command, say } from "@/lib/cli/say";
import { mapLayout } from "@/lib/progress/map-layout";

type Area = Feature<Polygon | MultiPolygon, { code: string; province_code?: string }>;
type Borders = Topology<{
  provinces: GeometryCollection<{ code: string }>;
  archipelagos: GeometryCollection<{ code: string; province_code: string }>;
}>;

/** East of this meridian lie only the islands of the two archipelagos, which are drawn in frames of their own. */
const archipelagosFrom = 109.6;

/**
 * `npm run map`: draws the borders of `prisma/reference/provinces.topojson` into `public/map.svg`, one path a
 * province and one an archipelago, the provinces in one group. Pages use them by reference and send only the colours.
 */
await command(async () => {
  const borders = JSON.parse(readFileSync(join(root, "prisma/reference/provinces.topojson"), "utf8")) as Borders;
  const provinces = feature(borders, borders.objects.provinces).features.map((area) => mainlandOf(area as Area));
  const archipelagos = feature(borders, borders.objects.archipelagos).features as Area[];

  const { mainland } = mapLayout;
  const whole: FeatureCollection = { type: "FeatureCollection", features: provinces };
  const draw = pathIn(whole, mainland);
  const land = provinces
    .map((area) => ({ id: `p${area.properties.code}`, d: inSteps(draw(area) ?? "") }))
    .sort((a, b) => a.id.localeCompare(b.id));
  const islands = mapLayout.insets.map((inset) => {
    const found = archipelagos.find((area) => area.properties.province_code === inset.provinceCode);
    if (!found) throw new Error(`no islands of province ${inset.provinceCode}`);
    const frame = { x: inset.x + 70, y: inset.y + 70, width: inset.width - 140, height: inset.height - 300 };
    return { id: inset.id, d: inSteps(pathIn(found, frame)(found) ?? "") };
  });

  const file = join(root, "public", mapLayout.file);
  mkdirSync(dirname(file), { recursive: true });
  const drawn = (paths: { id: string; d: string }[]) =>
    paths.map(({ id, d }) => `<path id="${id}" d="${d}"/>`).join("\n");
  writeFileSync(
    file,
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${mapLayout.width} ${mapLayout.height}">\n<g id="land">\n${drawn(land)}\n</g>\n${drawn(islands)}\n</svg>\n`,
  );
  say.done(`${land.length + islands.length} areas drawn into public${mapLayout.file}`);
});

/** A province without the far islands, which would make the mainland small. */
function mainlandOf(area: Area): Area {
  if (area.geometry.type !== "MultiPolygon") return area;
  const coordinates = area.geometry.coordinates.filter((polygon) => (polygon[0]?.[0]?.[0] ?? 0) < archipelagosFrom);
  return { ...area, geometry: { type: "MultiPolygon", coordinates } };
}

/** The same path in steps from point to point, which takes half the letters; neighbours keep sharing their borders. */
function inSteps(path: string): string {
  return path
    .split("Z")
    .filter((ring) => ring !== "")
    .map((ring) => {
      const points = ring
        .slice(1)
        .split("L")
        .map((point) => point.split(",").map(Number) as [number, number]);
      let [x, y] = points[0] as [number, number];
      const steps = points.slice(1).flatMap(([toX, toY]) => {
        const step = [toX - x, toY - y];
        [x, y] = [toX, toY];
        return step[0] === 0 && step[1] === 0 ? [] : step;
      });
      return `M${points[0]?.join(",")}l${steps.join(" ").replaceAll(" -", "-")}z`;
    })
    .join("");
}

function pathIn(
  content: Area | FeatureCollection,
  { x, y, width, height }: { x: number; y: number; width: number; height: number },
): GeoPath {
  const projection: GeoProjection = geoMercator().fitExtent(
    [
      [x, y],
      [x + width, y + height],
    ],
    content,
  );
  return geoPath(projection).digits(0);
}
