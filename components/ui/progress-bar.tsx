import { cx } from "./cx";
import { type Tone, toneFill } from "./tone";

/**
 * A bar of `value` out of `max`, with a dark tick at `target` when the scale runs past it. `label` is what a screen
 * reader hears ("Hà Nội: 338.298 trên chỉ tiêu 316.000").
 */
export function ProgressBar({
  value,
  max,
  target,
  label,
  tone = "blood",
  thin,
  className,
}: {
  value: number;
  max: number;
  target?: number | null;
  label: string;
  tone?: Tone;
  thin?: boolean;
  className?: string;
}) {
  const share = (part: number) => `${Math.round(Math.min(1, Math.max(0, max > 0 ? part / max : 0)) * 1000) / 10}%`;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a <meter> cannot be drawn alike in every browser, nor carry the target's tick
    <div
      role="meter"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={Math.max(max, value)}
      aria-valuenow={value}
      className={cx("relative w-full", thin ? "h-1.5" : "h-2", className)}
    >
      <div className="h-full overflow-hidden rounded-full bg-line">
        <div className={cx("h-full rounded-full", toneFill[tone])} style={{ width: share(value) }} />
      </div>
      {target ? (
        <span
          aria-hidden
          className="absolute -inset-y-1 w-0.5 -translate-x-1/2 bg-ink"
          style={{ left: share(target) }}
        />
      ) : null}
    </div>
  );
}
