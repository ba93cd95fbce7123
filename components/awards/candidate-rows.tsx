import { useLocale, useTranslations } from "next-intl";
import { Drop } from "@/components/ui/drop";
import { Pill } from "@/components/ui/pill";
import { RowHeader, Table, Td, Th } from "@/components/ui/table";
import type { Candidate } from "@/lib/awards/candidates/queries";
import type { Locale } from "@/lib/i18n/routing";
import { CandidateStatusPill } from "./round-status";

/** The candidates of a round: whom, how much they have to show, for which honour, and where they stand. */
export function CandidateRows({
  items,
  ticking,
  current,
  hrefOf,
}: {
  items: Candidate[];
  /** Draws a tick box before each. */
  ticking: boolean;
  current: string | null;
  hrefOf: (id: string) => string;
}) {
  const t = useTranslations("awards.round");
  return (
    <Table caption={t("caption")}>
      <thead>
        <tr>
          {ticking ? (
            <Th className="w-9" data-print="hide">
              <span className="sr-only">{t("selectHead")}</span>
            </Th>
          ) : null}
          <Th>{t("nameHead")}</Th>
          <Th num>{t("countHead")}</Th>
          <Th className="max-sm:hidden">{t("ruleHead")}</Th>
          <Th className="max-sm:hidden">{t("stateHead")}</Th>
        </tr>
      </thead>
      <tbody>
        {items.map((item) => (
          <CandidateRow
            key={item.id}
            item={item}
            ticking={ticking}
            isCurrent={item.id === current}
            href={hrefOf(item.id)}
          />
        ))}
      </tbody>
    </Table>
  );
}

function CandidateRow({
  item,
  ticking,
  isCurrent,
  href,
}: {
  item: Candidate;
  ticking: boolean;
  isCurrent: boolean;
  href: string;
}) {
  const t = useTranslations("awards.round");
  const locale = useLocale() as Locale;
  const earlier = item.earlier > 0 ? t("earlier", { count: item.earlier }) : null;
  const byTimes = item.threshold !== null && (item.subjectKind === "donor" || item.subjectKind === "family");
  const honour = byTimes ? (
    <Pill tone="watch">{t("times", { count: item.threshold ?? 0 })}</Pill>
  ) : (
    <span className="text-sm text-ink-2">{locale === "vi" ? item.ruleName : item.ruleNameEn}</span>
  );
  return (
    <tr className={isCurrent ? "bg-blood-tint/50" : undefined}>
      {ticking ? (
        <Td data-print="hide" className="py-1">
          <label className="flex size-9 items-center">
            <input
              type="checkbox"
              name="candidateIds[]"
              value={item.id}
              aria-label={t("select", { name: item.name })}
              className="size-6 accent-(--color-blood)"
            />
          </label>
        </Td>
      ) : null}
      <RowHeader className="py-1">
        <a
          href={href}
          aria-current={isCurrent ? "true" : undefined}
          className="flex min-h-11 flex-col justify-center underline-offset-4 hover:underline"
        >
          {item.name}
          <span className="text-sm font-normal text-ink-2">
            {[item.bornYear, item.place ?? item.namedBy].filter(Boolean).join(" · ")}
          </span>
        </a>
        <span className="flex flex-wrap items-center gap-1.5 pb-1.5 font-normal sm:hidden">
          {honour}
          <CandidateStatusPill status={item.status} />
        </span>
      </RowHeader>
      <Td num className="py-1">
        {item.counted === null ? (
          <span className="text-ink-3">–</span>
        ) : (
          <span className="inline-flex items-center gap-1.5 font-semibold" title={earlier ?? undefined}>
            <Drop className="size-4" />
            {item.counted}
            {earlier ? <span className="sr-only">{earlier}</span> : null}
          </span>
        )}
      </Td>
      <Td className="py-1 max-sm:hidden">{honour}</Td>
      <Td className="py-1 max-sm:hidden">
        <CandidateStatusPill status={item.status} />
        {item.statusBecause ? <span className="block text-sm text-ink-3">{item.statusBecause}</span> : null}
      </Td>
    </tr>
  );
}
