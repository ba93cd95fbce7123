import { Drop } from "./drop";

/** The mark and the name, as the way home. */
export function Brand({ href, label, name }: { href: string; label: string; name: string }) {
  return (
    <a href={href} aria-label={label} className="-ml-1 flex min-h-11 items-center gap-2.5 rounded-chip px-1">
      <Drop />
      <span className="text-lg font-semibold tracking-tight">{name}</span>
    </a>
  );
}
