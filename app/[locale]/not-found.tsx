import { useLocale, useTranslations } from "next-intl";
import { PublicShell } from "@/components/shell/public-shell";
import { ButtonLink } from "@/components/ui/button-link";
import { ErrorView } from "@/components/ui/error-view";
import { localizedPath } from "@/lib/i18n/path";

export default function NotFound() {
  const t = useTranslations("errors");
  const shell = useTranslations("shell");
  const locale = useLocale();
  return (
    <PublicShell>
      <title>{`${t("notFoundTitle")} · ${shell("brand")}`}</title>
      <ErrorView
        title={t("notFoundTitle")}
        actions={
          <ButtonLink variant="primary" href={localizedPath(locale, "/")}>
            {t("notFoundAction")}
          </ButtonLink>
        }
      >
        {t("notFoundBody")}
      </ErrorView>
    </PublicShell>
  );
}
