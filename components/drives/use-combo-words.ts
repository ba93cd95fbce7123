import { useTranslations } from "next-intl";
import type { ComboWords } from "@/components/ui/combo-box";

/** What a list with search says, in the reader's language. */
export function useComboWords(): ComboWords {
  const t = useTranslations("drives.form");
  return {
    placeholder: t("choose"),
    nothingFound: t("nothingFound"),
    searching: t("searching"),
    failed: t("searchFailed"),
    showList: t("showList"),
    clear: t("clear"),
  };
}
