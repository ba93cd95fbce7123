import { CircleOff } from "lucide-react";
import type { ReactNode } from "react";
import { EmptyState } from "@/components/ui/empty-state";
import type { ReportingUnit } from "@/lib/progress/units/queries";
import { BoardHead } from "./board-head";
import { filterChoices, type YearChoice } from "./choices";
import type { Place } from "./place";
import { useFigureWords } from "./words";

/** A year, unit or campaign of which there is nothing to show, with the ways on. */
export function NothingHere({
  place,
  heading,
  title,
  hint,
  years,
  units,
  action,
}: {
  place: Place;
  heading: string;
  title: string;
  hint?: ReactNode;
  years: YearChoice[];
  units: ReportingUnit[];
  action?: ReactNode;
}) {
  const words = useFigureWords();
  return (
    <>
      <BoardHead
        locale={words.locale}
        title={heading}
        filter={filterChoices(words, { place, years, units, campaigns: [] })}
      />
      <EmptyState icon={<CircleOff aria-hidden className="size-7" />} title={title} action={action}>
        {hint}
      </EmptyState>
    </>
  );
}
