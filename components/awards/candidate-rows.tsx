import { ChevronRight } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { Drop } from "@/components/ui/drop";
import { Pill } from "@/components/ui/pill";
import { RowHeader, Table, Td, Th } from "@/components/ui/table";
import { orderOf } from "@/lib/awards/balance/rules";
import type { ListedCandidate } from "@/lib/awards/candidates/queries";
import { type RoundStatus, trueStanding } from "@/lib/awards/rounds/rules";
import { formatDate } from "@/lib/i18n/format";
import type { Locale } from "@/lib/i18n/routing";
import { CandidateStatusPill, CandidateStatusWord } from "./round-status";

/** The candidates of a round: whom, how much they have to show, for which honour, and where they stand. */
export function CandidateRows({
  round,
  items,
  ticking,
  current,
  hrefOf,
}: {
  round: { status: RoundStatus };
  items: ListedCandidate[];
  /** Draws a tick box before each. */
  ticking: boolean;
  current: string | null;
  hrefOf: (id: string) => string;
}) {
  const t = useTranslations("awards.round");
  const balance = useTranslations("balance.list");
  const brought = useTranslations("invitations.brought");
  const orders = items.map(orderOf);
  return (
    <Table caption={t("caption")}>
      <thead>
        <tr>
          {ticking ? (
            <Th className="w-9" data-print="hide">
              <span className="sr-only">{t("selectHead")}</span>
            </Th>
          ) : null}
          <Th num className="w-12 max-sm:hidden">
            {balance("rankHead")}
          </Th>
          <Th>{t("nameHead")}</Th>
          <Th className="max-[100rem]:hidden">{t("bornHead")}</Th>
          <Th className="max-[100rem]:hidden">{t("placeHead")}</Th>
          <Th num>
            {orders.every((order) => order === "donations")
              ? t("countHead")
              : orders.every((order) => order === "brought")
                ? brought("head")
                : t("meritHead")}
          </Th>
          <Th className="max-sm:hidden">{t("ruleHead")}</Th>
          <Th className="max-[100rem]:hidden">{t("stateHead")}</Th>
          <Th className="w-8 max-sm:hidden" data-print="hide">
            <span className="sr-only">{t("openHead")}</span>
          </Th>
        </tr>
      </thead>
      <tbody>
        {items.map((item) => (
          <CandidateRow
            key={item.id}
            round={round}
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
  round,
  item,
  ticking,
  isCurrent,
  href,
}: {
  round: { status: RoundStatus };
  item: ListedCandidate;
  ticking: boolean;
  isCurrent: boolean;
  href: string;
}) {
  const t = useTranslations("awards.round");
  const balance = useTranslations("balance.list");
  const locale = useLocale() as Locale;
  const place = item.place ?? item.namedBy;
  const standing = trueStanding(round, item);
  const rank =
    item.rank === null ? null : (
      <>
        <span aria-hidden>
          {item.rank}
          {item.alike > 1 ? "=" : ""}
        </span>
        <span className="sr-only">{balance("rank", { rank: item.rank, alike: item.alike })}</span>
      </>
    );
  const why =
    item.rank === null || item.years === null
      ? undefined
      : balance("why", { years: item.years, last: item.lastOn ? formatDate(locale, item.lastOn) : "none" });
  const earlier = item.earlier > 0 ? t("earlier", { count: item.earlier }) : null;
  const isInTimes = orderOf(item) === "donations";
  const honour =
    item.threshold !== null && isInTimes ? (
      <Pill tone="watch">{t("times", { count: item.threshold })}</Pill>
    ) : (
      <span className="text-sm text-ink-2">{locale === "vi" ? item.ruleName : item.ruleNameEn}</span>
    );
  return (
    <tr className={isCurrent ? "bg-blood-tint/50" : undefined}>
      {ticking ? (
        <Td data-print="hide" className="py-1!">
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
      <Td num className="py-1! text-ink-2 max-sm:hidden" title={why}>
        {rank}
      </Td>
      <RowHeader className="py-1!">
        <a
          href={href}
          aria-current={isCurrent ? "true" : undefined}
          className="flex min-h-11 flex-col justify-center leading-snug underline-offset-4 hover:underline"
        >
          {item.name}
          <span className="text-sm font-normal text-ink-2 min-[100rem]:hidden">
            {[item.bornYear, place].filter(Boolean).join(" · ")}
            {/* A column of its own on wide screens, a pill on phones. */}
            <span className="max-sm:hidden">
              {item.bornYear || place ? " · " : ""}
              <CandidateStatusWord standing={standing} />
              {item.statusBecause ? <span className="block text-ink-3">{item.statusBecause}</span> : null}
            </span>
          </span>
        </a>
        <span className="flex flex-wrap items-center gap-1.5 pb-1.5 font-normal sm:hidden">
          {honour}
          <CandidateStatusPill standing={standing} />
        </span>
      </RowHeader>
      <Td className="py-1! text-ink-2 max-[100rem]:hidden">{item.bornYear}</Td>
      <Td className="py-1! text-ink-2 max-[100rem]:hidden">{place}</Td>
      <Td num className="py-1!">
        {item.counted === null ? (
          <span className="text-ink-3">–</span>
        ) : (
          <span className="inline-flex items-center gap-1.5 font-semibold" title={earlier ?? undefined}>
            {isInTimes ? <Drop className="size-4" /> : null}
            {item.metric === "target_met" || item.metric === "service_years"
              ? t(`merit.${item.metric}`, { count: item.counted })
              : item.counted}
            {earlier ? <span className="sr-only">{earlier}</span> : null}
          </span>
        )}
      </Td>
      <Td className="py-1! max-sm:hidden">{honour}</Td>
      <Td className="py-1! max-[100rem]:hidden">
        <CandidateStatusPill standing={standing} />
        {item.statusBecause ? <span className="block text-sm text-ink-3">{item.statusBecause}</span> : null}
      </Td>
      <Td className="py-1! max-sm:hidden" data-print="hide">
        <a href={href} tabIndex={-1} className="flex size-8 items-center justify-center text-ink-3">
          <ChevronRight aria-hidden className="size-4.5" />
          <span className="sr-only">{t("open", { name: item.name })}</span>
        </a>
      </Td>
    </tr>
  );
}
