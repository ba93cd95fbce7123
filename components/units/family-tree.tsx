import { useLocale, useTranslations } from "next-intl";
import { formatDate } from "@/lib/i18n/format";
import { localizedPath } from "@/lib/i18n/path";
import type { UnitFamily } from "@/lib/units/history/queries";

const box = { width: 220, height: 54, gap: 14, between: 96 };

/**
 * The units before and after one: a drawing by generations, from the oldest at the left, and the same as two lists,
 * which phones and screen readers get alone. Server pages only.
 */
export function FamilyTree({
  id,
  name,
  family,
  hasFormerCommunes,
}: {
  id: string;
  name: string;
  family: UnitFamily;
  /** It was formed of communes that are listed by themselves: no units, but what it came of. */
  hasFormerCommunes: boolean;
}) {
  const t = useTranslations("mergers.unit");
  const locale = useLocale();
  if (family.members.length <= 1)
    return <p className="text-ink-2">{t(hasFormerCommunes ? "familyFormer" : "familyAlone")}</p>;
  const days = (from: string, to: string | null) =>
    to === null
      ? t("asOf", { from: formatDate(locale, from) })
      : t("sinceTo", { from: formatDate(locale, from), to: formatDate(locale, to) });
  const list = (before: boolean) =>
    family.members.filter((member) => (before ? member.generation < 0 : member.generation > 0));
  return (
    <div>
      <div className="max-sm:hidden">
        <Drawing id={id} label={t("familyPicture", { name })} family={family} />
      </div>
      <div className="grid gap-5 sm:mt-5 sm:grid-cols-2">
        {[true, false].map((before) =>
          list(before).length === 0 ? null : (
            <div key={String(before)}>
              <h3 className="text-sm font-medium text-ink-3">{t(before ? "cameOf" : "became")}</h3>
              <ul className="mt-1">
                {list(before).map((member) => (
                  <li key={member.id} className="py-1">
                    <a
                      className="font-medium underline-offset-4 hover:underline"
                      href={localizedPath(locale, `/staff/units/${member.id}`)}
                    >
                      {member.fullName}
                    </a>{" "}
                    <span className="inline-block text-sm text-ink-2 tabular-nums">
                      {days(member.validFrom, member.validTo)}
                    </span>
                  </li>
                ))}
              </ul>
            </div>
          ),
        )}
      </div>
    </div>
  );
}

function Drawing({ id, label, family }: { id: string; label: string; family: UnitFamily }) {
  const generations = [...new Set(family.members.map((member) => member.generation))].sort((a, b) => a - b);
  const tallest = Math.max(...generations.map((one) => family.members.filter((m) => m.generation === one).length));
  const height = tallest * (box.height + box.gap) - box.gap;
  const width = generations.length * box.width + (generations.length - 1) * box.between;
  const at = new Map<string, { x: number; y: number }>();
  for (const [column, generation] of generations.entries()) {
    const members = family.members.filter((member) => member.generation === generation);
    const start = (height - (members.length * (box.height + box.gap) - box.gap)) / 2;
    for (const [row, member] of members.entries())
      at.set(member.id, { x: column * (box.width + box.between), y: start + row * (box.height + box.gap) });
  }
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`-2 -2 ${width + 4} ${height + 4}`}
      style={{ width: `${width}px` }}
      className="h-auto max-w-full"
    >
      {family.links.map((link) => {
        const [from, to] = [at.get(link.from), at.get(link.to)];
        if (!from || !to) return null;
        const [x1, y1, x2, y2] = [from.x + box.width, from.y + box.height / 2, to.x, to.y + box.height / 2];
        const middle = (x1 + x2) / 2;
        return (
          <path
            key={`${link.from} ${link.to}`}
            d={`M${x1} ${y1}C${middle} ${y1} ${middle} ${y2} ${x2} ${y2}`}
            className="fill-none stroke-edge"
            strokeWidth={1.5}
          />
        );
      })}
      {family.members.map((member) => {
        const place = at.get(member.id);
        if (!place) return null;
        const own = member.id === id;
        return (
          <g key={member.id} transform={`translate(${place.x} ${place.y})`}>
            <rect
              width={box.width}
              height={box.height}
              rx={10}
              className={own ? "fill-blood-tint stroke-blood" : "fill-card stroke-line"}
            />
            <text
              x={14}
              y={23}
              className={own ? "fill-blood-dark text-[14px] font-semibold" : "fill-ink text-[14px] font-medium"}
            >
              {shortened(member.fullName)}
            </text>
            <text x={14} y={41} className="fill-ink-3 text-[12px]">
              {member.validTo === null
                ? `${dayOf(member.validFrom)} –`
                : `${dayOf(member.validFrom)} – ${dayOf(member.validTo)}`}
            </text>
          </g>
        );
      })}
    </svg>
  );
}

const dayOf = (on: string) => on.split("-").reverse().join("/");
const shortened = (name: string) => (name.length > 27 ? `${name.slice(0, 26)}…` : name);
