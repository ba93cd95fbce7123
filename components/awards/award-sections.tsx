import { useTranslations } from "next-intl";
import { Tabs } from "@/components/ui/tabs";
import type { StaffActor } from "@/lib/auth/actor";
import { anywhere, may } from "@/lib/auth/authorize";
import type { Deed } from "@/lib/auth/matrix";

const sections = [
  ["rounds", "/staff/awards", "award.totals"],
  ["papers", "/staff/awards/earlier", "award.papers"],
  ["families", "/staff/awards/families", "award.count"],
  ["import", "/staff/awards/import", "award.count"],
  ["rules", "/staff/awards/rules", "award.view"],
  ["templates", "/staff/awards/templates", "award.view"],
  ["ledger", "/staff/awards/ledger", "award.view"],
] as const satisfies readonly (readonly [string, string, Deed])[];
export type AwardSection = (typeof sections)[number][0];

/** The places of the awards office that the actor may enter, as tabs on each of its pages. */
export function AwardSections({
  actor,
  current,
  hrefOf,
}: {
  actor: StaffActor;
  current: AwardSection;
  hrefOf: (path: string) => string;
}) {
  const t = useTranslations("awards");
  return (
    <Tabs
      label={t("title")}
      className="mb-6"
      tabs={sections
        .filter(([, , deed]) => may(actor, deed, anywhere))
        .map(([name, path]) => ({ href: hrefOf(path), label: t(`nav.${name}`), current: name === current }))}
    />
  );
}
