import { Card } from "@/components/ui/card";
import { CardTitle } from "@/components/ui/card-title";
import { RowHeader, Table, Td, Th } from "@/components/ui/table";
import { formatDate } from "@/lib/i18n/format";
import type { Locale } from "@/lib/i18n/routing";

/** A version of a rule: from when, what it says, and why, with who made it. */
interface RuleVersion {
  readonly id: string;
  readonly inForceFrom: string;
  readonly says: string;
  readonly why: string;
}

/** What a rule says and said before, the latest first as they are given. */
export function RuleVersions({
  locale,
  words,
  versions,
}: {
  locale: Locale;
  words: { readonly title: string; readonly from: string; readonly rule: string; readonly reason: string };
  versions: readonly RuleVersion[];
}) {
  return (
    <Card>
      <CardTitle>{words.title}</CardTitle>
      <Table caption={words.title} stack className="text-sm">
        <thead>
          <tr>
            <Th>{words.from}</Th>
            <Th>{words.rule}</Th>
            <Th>{words.reason}</Th>
          </tr>
        </thead>
        <tbody>
          {versions.map(({ id, inForceFrom, says, why }) => (
            <tr key={id}>
              <RowHeader>{formatDate(locale, inForceFrom)}</RowHeader>
              <Td label={words.rule}>{says}</Td>
              <Td label={words.reason}>{why}</Td>
            </tr>
          ))}
        </tbody>
      </Table>
    </Card>
  );
}
