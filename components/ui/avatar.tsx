import { cx } from "./cx";

/** Initials of the last two words: "Nguyễn Thị Minh Anh" is MA. Decorative: the name stands beside it. */
export function Avatar({ name, size = "md" }: { name: string; size?: "sm" | "md" | "lg" }) {
  return (
    <span
      aria-hidden
      className={cx(
        "inline-flex shrink-0 items-center justify-center rounded-full bg-blood-tint font-bold text-blood-dark",
        size === "sm" ? "size-9 text-sm" : size === "md" ? "size-11" : "size-18 text-2xl",
      )}
    >
      {initials(name)}
    </span>
  );
}

function initials(name: string): string {
  const words = name.normalize("NFC").trim().split(/\s+/).slice(-2);
  return words.map((word) => Array.from(word)[0]?.toUpperCase() ?? "").join("");
}
