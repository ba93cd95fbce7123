import { X } from "lucide-react";
import { useTranslations } from "next-intl";
import type { CandidateGroup } from "@/lib/awards/candidates/group";
import { useGroupNames } from "./group-names";

/** That the list shows one group of the balance only, and the way back to everybody. */
export function GroupFilter({
  group,
  name,
  clearHref,
}: {
  group: CandidateGroup;
  /** The name of a unit. */
  name: string | null;
  clearHref: string;
}) {
  const t = useTranslations("balance.list");
  const nameOf = useGroupNames();
  return (
    <p className="mb-3 flex flex-wrap items-center gap-x-3 gap-y-1">
      <span className="font-medium">
        {t("only", {
          group: nameOf(group.dimension, { key: group.key, label: group.dimension === "unit" ? name : null }),
        })}
      </span>
      <a
        href={clearHref}
        className="inline-flex min-h-11 items-center gap-1.5 text-blood-ink underline underline-offset-4"
      >
        <X aria-hidden className="size-4.5" />
        {t("everybody")}
      </a>
    </p>
  );
}
