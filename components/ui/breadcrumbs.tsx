import { useTranslations } from "next-intl";
import { type Crumb, Crumbs } from "./crumbs";

/** The way here; the last crumb is this page and has no link. Server pages only. */
export function Breadcrumbs({ crumbs }: { crumbs: Crumb[] }) {
  const t = useTranslations("kit");
  return <Crumbs label={t("breadcrumbs")} crumbs={crumbs} />;
}
