import type { NumberedSource } from "@/lib/documents/paper/paper";
import type { Slide } from "@/lib/documents/report/slides";
import { ChartView } from "./chart-view";
import { Cites, Runs } from "./runs";

/** One slide: its message, then the figure, the drawing or the few lines that bear it out. */
export function SlideView({
  slide,
  sources,
  foot,
}: {
  slide: Slide;
  sources: readonly NumberedSource[];
  foot: string;
}) {
  return (
    <>
      <h2>{slide.title}</h2>
      {slide.figure ? (
        <p>
          <span className="big text-blood-ink">{slide.figure.value}</span>{" "}
          <span className="said">
            {slide.figure.counted}
            <Cites numbers={slide.figure.cites} sources={sources} />
          </span>
        </p>
      ) : null}
      {slide.chart ? <ChartView chart={slide.chart} /> : null}
      {slide.lines.length > 0 ? (
        <ul className="said grid gap-[2vh]">
          {slide.lines.map((runs) => (
            <li key={runs.map(({ text }) => text).join("")}>
              <Runs runs={runs} sources={sources} />
            </li>
          ))}
        </ul>
      ) : null}
      <p className="mt-auto text-sm text-ink-3">{foot}</p>
    </>
  );
}
