import { CircleOff } from "lucide-react";
import type { ReactNode } from "react";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import type { ReportingUnit } from "@/lib/progress/units/queries";
import { Filters, type YearChoice } from "./filters";
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
  const { t } = useFigureWords();
  return (
    <>
      <PageHeader
        over={t("over")}
        title={heading}
        actions={<Filters place={place} years={years} units={units} campaigns={[]} />}
      />
      <EmptyState icon={<CircleOff aria-hidden className="size-7" />} title={title} action={action}>
        {hint}
      </EmptyState>
    </>
  );
}
