import { cx } from "@/components/ui/cx";
import { DriveCards, type DriveCardWords } from "./drive-cards";

/** Drives one may go to instead, under a heading of their own; nothing when there are none. */
export function OtherDrives({
  id,
  title,
  cards,
  className,
}: {
  id: string;
  title: string;
  cards: readonly DriveCardWords[];
  className?: string;
}) {
  if (cards.length === 0) return null;
  return (
    <section aria-labelledby={id} className={cx("mt-8", className)}>
      <h2 id={id} className="mb-4 text-xl font-semibold tracking-tight">
        {title}
      </h2>
      <DriveCards cards={cards} className="grid gap-4" />
    </section>
  );
}
