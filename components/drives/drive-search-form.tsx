import { CalendarDays, ChevronDown, MapPin, Search, X } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { buttonStyle } from "@/components/ui/button-style";
import { cx } from "@/components/ui/cx";
import { type DriveSearch, searchAddress, searchWindows } from "@/lib/drives/search";
import { localizedPath } from "@/lib/i18n/path";
import { NearMe } from "./near-me";

type Place = { code: string; name: string };

/** Where, when and which words: a plain form whose answer is an address. Works without script. */
export function DriveSearchForm({
  search,
  provinces,
  communes,
}: {
  search: DriveSearch;
  provinces: Place[];
  /** Those of the chosen province; empty until one is chosen. */
  communes: Place[];
}) {
  const t = useTranslations("home");
  const locale = useLocale();
  return (
    <search aria-label={t("search.label")}>
      <form action={localizedPath(locale, "/")}>
        <div className="grid gap-px overflow-hidden rounded-card border border-line bg-line md:max-lg:grid-cols-2">
          <Row icon={<MapPin aria-hidden className="size-6 shrink-0 text-blood-ink" strokeWidth={1.75} />}>
            {search.near ? (
              <>
                <input type="hidden" name="lat" value={search.near.lat} />
                <input type="hidden" name="lon" value={search.near.lon} />
                <span className="flex-1 py-2.5">{t("search.near")}</span>
                <a
                  href={localizedPath(locale, searchAddress(search, { near: null }))}
                  className="flex min-h-11 items-center gap-1.5 rounded-chip px-2 font-medium text-blood-ink hover:bg-blood-tint"
                >
                  <X aria-hidden className="size-4.5" />
                  {t("search.nearOff")}
                </a>
              </>
            ) : (
              <>
                <BareSelect name="province" label={t("search.province")} value={search.province ?? ""}>
                  <option value="">{t("search.everywhere")}</option>
                  {provinces.map(placeOption)}
                </BareSelect>
                <NearMe
                  words={{ label: t("search.nearMe"), asking: t("search.locating"), failed: t("search.noPosition") }}
                />
              </>
            )}
          </Row>
          {communes.length > 0 ? (
            <Row>
              <BareSelect name="commune" label={t("search.commune")} value={search.commune ?? ""}>
                <option value="">{t("search.allCommunes")}</option>
                {communes.map(placeOption)}
              </BareSelect>
            </Row>
          ) : null}
          <Row icon={<CalendarDays aria-hidden className="size-6 shrink-0 text-blood-ink" strokeWidth={1.75} />}>
            <BareSelect name="when" label={t("search.when")} value={search.when}>
              {searchWindows.map((window) => (
                <option key={window} value={window}>
                  {t(`window.${window}`)}
                </option>
              ))}
            </BareSelect>
          </Row>
          <Row
            wide={communes.length === 0}
            icon={<Search aria-hidden className="size-6 shrink-0 text-blood-ink" strokeWidth={1.75} />}
          >
            <input
              type="search"
              name="q"
              defaultValue={search.text}
              maxLength={80}
              aria-label={t("search.text")}
              placeholder={t("search.textHint")}
              className="min-h-11 w-full min-w-0 flex-1 rounded-chip bg-transparent text-lg placeholder:text-ink-3"
            />
          </Row>
        </div>
        <button
          type="submit"
          className={buttonStyle({ variant: "ink", pill: true, block: true }, "mt-3 md:max-lg:w-60")}
        >
          {t("search.submit")}
        </button>
      </form>
    </search>
  );
}

function Row({ icon, wide, children }: { icon?: ReactNode; wide?: boolean; children: ReactNode }) {
  return (
    <div className={cx("flex min-h-16 items-center gap-3.5 bg-card py-2 pr-3 pl-5", wide && "md:max-lg:col-span-2")}>
      {icon ?? <span aria-hidden className="size-6 shrink-0" />}
      {children}
    </div>
  );
}

function BareSelect({
  name,
  label,
  value,
  children,
}: {
  name: string;
  label: string;
  value: string;
  children: ReactNode;
}) {
  return (
    <span className="relative min-w-0 flex-1">
      <select
        name={name}
        aria-label={label}
        defaultValue={value}
        className="min-h-11 w-full cursor-pointer appearance-none truncate rounded-chip bg-card pr-8 text-lg"
      >
        {children}
      </select>
      <ChevronDown aria-hidden className="pointer-events-none absolute inset-y-0 right-1 my-auto size-5 text-ink-3" />
    </span>
  );
}

function placeOption({ code, name }: Place) {
  return (
    <option key={code} value={code}>
      {name}
    </option>
  );
}
