import { useTranslations } from "next-intl";
import type { Dimension } from "@/lib/awards/balance/queries";

/** What a group of the balance is called: a unit by its own name, the rest by our words. */
export function useGroupNames() {
  const t = useTranslations();
  return (dimension: Dimension, { key, label }: { key: string | null; label: string | null }): string => {
    if (label) return label;
    if (key === null) return t("balance.unknown");
    switch (dimension) {
      case "sex":
        return t(`donors.sex.${key as "female"}`);
      case "segment":
        return t(`donors.segment.${key as "student"}`);
      case "category":
        return t(`awards.category.${key as "leader"}`);
      case "kind":
        return t(`awards.subject.${key as "donor"}`);
      case "unit":
        return key;
    }
  };
}
