import { useLocale, useTranslations } from "next-intl";
import { JoinFamilyForm, LeaveFamilyForm } from "@/components/awards/family-forms";
import { Card } from "@/components/ui/card";
import { CardTitle } from "@/components/ui/card-title";
import type { FamilyInList, FamilyMember } from "@/lib/awards/families/queries";
import type { PaperDonor } from "@/lib/awards/papers/queries";
import { formatDate } from "@/lib/i18n/format";
import type { Locale } from "@/lib/i18n/routing";
import { FindDonor } from "./find-donor";

/** One family: who belongs to it, and a way to add somebody found by name. */
export function FamilyPanel({
  family,
  found,
  asked,
  here,
}: {
  family: FamilyInList & { people: FamilyMember[] };
  found: PaperDonor[];
  asked: string;
  here: string;
}) {
  const t = useTranslations("awards.families");
  const awards = useTranslations("awards");
  const locale = useLocale() as Locale;
  return (
    <Card>
      <CardTitle aside={t("together", { count: family.donations })}>{family.name}</CardTitle>
      {family.people.length === 0 ? (
        <p className="mt-2 text-ink-2">{t("nobody")}</p>
      ) : (
        <ul className="mt-2 divide-y divide-line">
          {family.people.map((member) => (
            <li key={member.id} className="py-2.5">
              <p className="flex flex-wrap items-baseline justify-between gap-x-3">
                <span className="font-medium">{member.name}</span>
                <span className="text-ink-2">{t(`relation.${member.relation}`)}</span>
              </p>
              <p className="text-sm text-ink-2">
                {[
                  awards("import.review.born", { born: formatDate(locale, member.bornOn) }),
                  t("together", { count: member.donations }),
                  t(`agreed.${member.channel}`, { on: formatDate(locale, member.consentedAt) }),
                ].join(" · ")}
              </p>
              <LeaveFamilyForm familyId={family.id} memberId={member.id} name={member.name} />
            </li>
          ))}
        </ul>
      )}
      <div className="mt-4 border-t border-line pt-4">
        <FindDonor
          here={here}
          hidden={<input type="hidden" name="family" value={family.id} />}
          name="donor"
          label={t("find")}
          asked={asked}
          found={found}
        >
          {(people) => <JoinFamilyForm familyId={family.id} found={people} />}
        </FindDonor>
      </div>
    </Card>
  );
}
