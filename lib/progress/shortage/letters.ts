import { createTranslator } from "next-intl";
import type { OfficeReader } from "@/lib/accounts/offices";
import { type CivilDate, formatVietnameseDate } from "@/lib/core/time";
import type { Runner } from "@/lib/db/statement";
import { formatNumber } from "@/lib/i18n/format";
import en from "@/lib/i18n/messages/en/shortage.json";
import vi from "@/lib/i18n/messages/vi/shortage.json";
import { localizedPath } from "@/lib/i18n/path";
import { queueMessages } from "@/lib/jobs/outbox";
import { coverOf, type SeasonNear } from "./rules";

/** Writes to a province's office that a season comes nearer and is not covered, with the way to its plan. */
export async function tellShort(
  readers: readonly OfficeReader[],
  near: SeasonNear,
  facts: { unitId: string; unitCode: string; needed: number; expected: number; today: CivilDate },
  tx: Runner,
): Promise<void> {
  await queueMessages(
    readers.map((reader) => {
      const t = translator(reader.locale);
      const path = `/staff/progress/push/new?unit=${facts.unitCode}&season=${near.season}`;
      const words = {
        unit: reader.name,
        begins: formatVietnameseDate(near.beginsOn),
        from: formatVietnameseDate(near.from),
        to: formatVietnameseDate(near.to),
        needed: formatNumber(reader.locale, facts.needed),
        expected: formatNumber(reader.locale, facts.expected),
        percent: coverOf(facts) ?? 0,
        link: `${process.env.PUBLIC_ORIGIN ?? ""}${localizedPath(reader.locale, path)}`,
      };
      return {
        channel: "email" as const,
        recipient: reader.email,
        kind: "progress.shortage",
        subject: t(`letter.${near.season}.subject`, words),
        body: t(`letter.${near.season}.body`, words),
        locale: reader.locale,
        businessKey: `shortage:${facts.unitId}:${near.season}:${near.year}:${reader.id}`,
        keepHours: 24 * 60,
      };
    }),
    tx,
  );
}

function translator(locale: "vi" | "en") {
  const t = createTranslator({ locale, messages: { shortage: locale === "en" ? en : vi }, namespace: "shortage" });
  return t as unknown as (key: string, facts?: Record<string, string | number>) => string;
}
