import type { ReactNode } from "react";
import { cx } from "./cx";
import { type Tone, toneTint } from "./tone";
import { ToneIcon } from "./tone-icon";

/**
 * Says what happened, what it means and what to do: "Bạn đủ điều kiện hiến từ 14/11." `role="alert"` for the refusal
 * of a form just sent, `role="status"` for a success; none for a standing remark.
 */
export function Notice({
  tone,
  title,
  children,
  action,
  role,
  id,
  className,
}: {
  tone: Exclude<Tone, "plain" | "blood">;
  title?: ReactNode;
  children?: ReactNode;
  action?: ReactNode;
  role?: "alert" | "status";
  id?: string;
  className?: string;
}) {
  return (
    <div
      id={id}
      role={role}
      className={cx(
        "flex gap-3 rounded-card px-4 py-4 sm:px-5",
        toneTint[tone],
        // What the last press did is nobody's business on paper.
        role === "status" && "print:hidden",
        className,
      )}
    >
      <ToneIcon tone={tone} className="mt-0.5 size-5.5" />
      <div className="min-w-0 flex-1 text-pretty">
        {title ? <strong className={cx("font-semibold", children ? "block" : undefined)}>{title} </strong> : null}
        {children}
        {action ? <div className="mt-3">{action}</div> : null}
      </div>
    </div>
  );
}
