import { type Chart, EDGE, FILLS, type Shape } from "@/lib/documents/paper/chart";

/** A report's drawing on the screen, on paper-white in both themes: the very shapes that are printed. */
export function ChartView({ chart, className = "" }: { chart: Chart; className?: string }) {
  return (
    <figure className={className}>
      <figcaption className="mb-2 text-sm font-semibold">{chart.title}</figcaption>
      <svg viewBox={`0 0 ${chart.width} ${chart.height}`} role="img" aria-label={chart.alt} className="h-auto w-full">
        <rect width={chart.width} height={chart.height} rx="6" fill="#fff" />
        {chart.shapes.map((shape, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: shapes never change place
          <Drawn key={index} shape={shape} />
        ))}
      </svg>
    </figure>
  );
}

function Drawn({ shape }: { shape: Shape }) {
  switch (shape.kind) {
    case "rect":
      return (
        <rect
          x={shape.x}
          y={shape.y}
          width={shape.width}
          height={shape.height}
          fill={FILLS[shape.fill]}
          {...(shape.edge ? { stroke: EDGE, strokeWidth: 0.6 } : {})}
        />
      );
    case "line":
      return (
        <line
          x1={shape.x1}
          y1={shape.y1}
          x2={shape.x2}
          y2={shape.y2}
          stroke={FILLS[shape.fill]}
          strokeWidth={shape.width}
          {...(shape.dashed ? { strokeDasharray: "4 2" } : {})}
        />
      );
    case "path":
      return (
        <use
          href={`/map.svg#${shape.id}`}
          transform={`translate(${shape.dx} ${shape.dy}) scale(${shape.scale})`}
          fill={FILLS[shape.fill]}
          stroke={EDGE}
          strokeWidth={0.5 / shape.scale}
        />
      );
    case "text":
      return (
        <text
          x={shape.x}
          y={shape.y}
          fontSize={shape.size}
          textAnchor={shape.anchor}
          fill={FILLS.text}
          {...(shape.strong ? { fontWeight: 600 } : {})}
        >
          {shape.text}
        </text>
      );
  }
}
