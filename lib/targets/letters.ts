import { createTranslator } from "next-intl";
import { officesOf } from "@/lib/accounts/offices";
import { formatVietnameseDate } from "@/lib/core/time";
import type { Runner } from "@/lib/db/statement";
import { formatNumber } from "@/lib/i18n/format";
import en from "@/lib/i18n/messages/en/targets.json";
import vi from "@/lib/i18n/messages/vi/targets.json";
import { localizedPath } from "@/lib/i18n/path";
import { queueMessages } from "@/lib/jobs/outbox";
import type { Decision } from "./decisions/force";
import type { Answered } from "./split/answers";

/** How long a letter is kept after it was written. */
const keepHours = 24 * 60;

/** Writes to the offices whose proposals a split has answered, with both figures. Part of the transaction that decided. */
export async function tellReplaced(answered: readonly Answered[], decision: Decision, tx: Runner): Promise<void> {
  const readers = await officesOf([...new Set(answered.map(({ unitId }) => unitId))], tx);
  await queueMessages(
    answered.flatMap((one) =>
      readers
        .filter(({ unitId }) => unitId === one.unitId)
        .map((reader) => {
          const t = translator(reader.locale);
          const path = localizedPath(reader.locale, `/staff/targets/${one.unitId}?year=${one.year}`);
          const facts = {
            unit: reader.name,
            year: String(one.year),
            value: formatNumber(reader.locale, one.value),
            given: formatNumber(reader.locale, one.given ?? 0),
            number: decision.number,
            on: formatVietnameseDate(decision.decidedOn),
            link: `${process.env.PUBLIC_ORIGIN ?? ""}${path}`,
          };
          return {
            channel: "email" as const,
            recipient: reader.email,
            kind: "targets.replaced",
            subject: t("letter.replaced.subject", facts),
            body: t("letter.replaced.body", facts),
            locale: reader.locale,
            businessKey: `target_replaced:${one.id}:${reader.id}`,
            keepHours,
          };
        }),
    ),
    tx,
  );
}

function translator(locale: "vi" | "en") {
  const t = createTranslator({ locale, messages: { targets: locale === "en" ? en : vi }, namespace: "targets" });
  return t as unknown as (key: string, facts: Record<string, string>) => string;
}
