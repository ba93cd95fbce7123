import { cx } from "@/components/ui/cx";
import type { CertificatePage } from "@/lib/documents/certificates/layout";
import { dropPath, paperInks } from "@/lib/documents/certificates/mark";

const weight = { plain: 400, strong: 600, heavy: 700 } as const;

/** A certificate as it will be printed, of the very marks its PDF is drawn of. Paper is white in every theme. */
export function CertificatePicture({
  page,
  label,
  className,
}: {
  page: CertificatePage;
  label: string;
  className?: string;
}) {
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`0 0 ${page.width} ${page.height}`}
      className={cx("block h-auto w-full border border-line", className)}
    >
      <rect width={page.width} height={page.height} fill="#fff" />
      <g lang="vi">
        {page.marks.map((mark, index) => {
          const key = `${mark.kind} ${index}`;
          switch (mark.kind) {
            case "frame":
              return (
                <rect
                  key={key}
                  x={mark.x}
                  y={mark.y}
                  width={mark.width}
                  height={mark.height}
                  fill="none"
                  stroke={paperInks.blood}
                  strokeWidth={mark.line}
                />
              );
            case "drop":
              return (
                <path
                  key={key}
                  d={dropPath}
                  fill={paperInks.blood}
                  transform={`translate(${mark.x} ${mark.y}) scale(${mark.size / 32})`}
                />
              );
            case "bars":
              return (
                <path
                  key={key}
                  fill={paperInks.ink}
                  shapeRendering="crispEdges"
                  d={mark.bars.map(([x, y, width, height]) => `M${x} ${y}h${width}v${height}h${-width}z`).join("")}
                />
              );
            default:
              return (
                <text
                  key={key}
                  x={mark.x}
                  y={mark.y}
                  textAnchor={mark.middle ? "middle" : "start"}
                  fontSize={mark.size}
                  fontWeight={weight[mark.face]}
                  fill={mark.colour}
                >
                  {mark.text}
                </text>
              );
          }
        })}
      </g>
    </svg>
  );
}
