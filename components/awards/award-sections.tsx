import { useTranslations } from "next-intl";
import { Tabs } from "@/components/ui/tabs";

const sections = [
  ["rounds", "/staff/awards"],
  ["papers", "/staff/awards/earlier"],
  ["families", "/staff/awards/families"],
  ["import", "/staff/awards/import"],
  ["rules", "/staff/awards/rules"],
  ["templates", "/staff/awards/templates"],
  ["ledger", "/staff/awards/ledger"],
] as const;
export type AwardSection = (typeof sections)[number][0];

/** The places of the awards office, as tabs on each of its pages. */
export function AwardSections({ current, hrefOf }: { current: AwardSection; hrefOf: (path: string) => string }) {
  const t = useTranslations("awards");
  return (
    <Tabs
      label={t("title")}
      className="mb-6"
      tabs={sections.map(([name, path]) => ({
        href: hrefOf(path),
        label: t(`nav.${name}`),
        current: name === current,
      }))}
    />
  );
}
