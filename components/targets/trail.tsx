import { Avatar } from "@/components/ui/avatar";
import { Card } from "@/components/ui/card";
import { CardTitle } from "@/components/ui/card-title";
import { formatDateTime } from "@/lib/i18n/format";
import type { TargetHappening, UnitTargets } from "@/lib/targets/queries";
import { CommentForm } from "./step-forms";
import { useTargetWords } from "./words";

/** What happened and was said, the newest first, and a box to say something. */
export function Trail({ view, mayComment }: { view: UnitTargets; mayComment: boolean }) {
  const { t } = useTargetWords();
  return (
    <Card>
      <CardTitle>{t("unit.trail")}</CardTitle>
      {mayComment ? (
        <div className="mt-3">
          <CommentForm unitId={view.id} year={view.year} />
        </div>
      ) : null}
      {view.happenings.length === 0 ? (
        <p className="mt-3 text-ink-2">{t("unit.trailNone")}</p>
      ) : (
        <ol className="mt-4 divide-y divide-line border-t border-line">
          {[...view.happenings].reverse().map((one) => (
            <Happening key={one.id} happening={one} view={view} />
          ))}
        </ol>
      )}
    </Card>
  );
}

const kinds = [
  "drafted",
  "changed",
  "proposed",
  "assigned",
  "comment",
  "agreed",
  "returned",
  "withdrawn",
  "decided",
  "replaced",
  "split_saved",
  "split_submitted",
  "split_returned",
  "split_decided",
] as const;

function Happening({ happening, view }: { happening: TargetHappening; view: UnitTargets }) {
  const { t, locale, value } = useTargetWords();
  const metric = view.proposals.find((one) => one.id === happening.proposalId)?.metric ?? "units";
  const kind = kinds.find((one) => one === happening.kind) ?? "changed";
  const who = happening.who ?? t("unit.somebody");
  return (
    <li className="flex gap-3 py-3">
      <Avatar name={who} />
      <div className="min-w-0 flex-1">
        <p>
          <span className="font-medium">{who}</span>{" "}
          <span className="text-ink-2">
            {t(`happening.${kind}`, { value: happening.value === null ? "" : value(metric, happening.value) })}
          </span>
        </p>
        {happening.words ? (
          <p lang="vi" className="mt-0.5 whitespace-pre-line">
            {happening.words}
          </p>
        ) : null}
        <p className="text-sm text-ink-3">{formatDateTime(locale, happening.at)}</p>
      </div>
    </li>
  );
}
