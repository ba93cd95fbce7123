import { getTranslations } from "next-intl/server";
import type { RoleChoices, RoleWords } from "@/components/accounts/role-forms";
import { Button } from "@/components/ui/button";
import { Select } from "@/components/ui/select";
import { placesToGive, unitsToGive } from "@/lib/accounts/people/queries";
import { givableRoles, scopesOf } from "@/lib/accounts/people/rules";
import type { StaffActor } from "@/lib/auth/actor";

/** The word for the whole country in the address of a page. */
const wholeCountry = "VN";

/** First where the role is: what can be chosen after that (communes, facilities) depends on it. Works without script. */
export async function RolePlaceForm({ actor, hash = "" }: { actor: StaffActor; hash?: string }) {
  const [t, { nation, units }] = await Promise.all([getTranslations("accounts.people"), unitsToGive(actor)]);
  const options = units.map((unit) => ({ value: unit.id, label: unit.name }));
  return (
    <form method="get" action={hash || undefined} className="flex max-w-lg flex-col gap-5">
      <Select
        name="unit"
        label={t("unit")}
        options={nation ? [{ value: wholeCountry, label: t("wholeCountry") }, ...options] : options}
        required
      />
      <div>
        <Button type="submit" variant="secondary">
          {t("next")}
        </Button>
      </div>
    </form>
  );
}

/** What can be given at the place chosen in the address, or null when that is not one of the actor's places. */
export async function roleChoices(
  actor: StaffActor,
  unitId: string | undefined,
): Promise<(RoleChoices & { place: string }) | null> {
  const [t, { nation, units }] = await Promise.all([getTranslations("accounts"), unitsToGive(actor)]);
  const isNation = unitId === wholeCountry && nation;
  const unit = units.find((one) => one.id === unitId);
  if (!isNation && !unit) return null;
  const { communes, facilities } = unit ? await placesToGive(actor, unit.id) : { communes: [], facilities: [] };
  const roles = givableRoles(actor.grants).filter((role) =>
    isNation ? scopesOf[role].includes("nation") : scopesOf[role].some((scope) => scope !== "nation"),
  );
  const scopes = isNation
    ? [{ value: "nation", label: t("people.scopeNation") }]
    : [
        { value: "unit", label: t("people.scopeUnit", { unit: unit?.name ?? "" }) },
        ...(communes.length > 0 ? [{ value: "commune", label: t("people.scopeCommune") }] : []),
      ];
  return {
    place: unit?.name ?? t("nation"),
    unitId: unit?.id ?? null,
    roles: roles.map((role) => ({ value: role, label: t(`role.${role}`) })),
    scopes,
    communes: communes.map((one) => ({ value: one.id, label: one.name })),
    facilities: facilities.map((one) => ({ value: one.id, label: one.name })),
  };
}

/** The words of the fields of a role. */
export async function roleWords(): Promise<RoleWords> {
  const t = await getTranslations("accounts.people");
  return {
    role: t("role"),
    roleChoose: t("roleChoose"),
    scope: t("scope"),
    commune: t("commune"),
    communeChoose: t("communeChoose"),
    communeHint: t("communeHint"),
    facility: t("facility"),
    facilityChoose: t("facilityChoose"),
    facilityHint: t("facilityHint"),
  };
}
