import { cx } from "./cx";

export type ButtonLook = {
  /** One `primary` a screen. `ink` is the dark action of dashboards, `quiet` a text button. */
  variant?: "primary" | "secondary" | "quiet" | "danger" | "ink";
  /** `sm` 36 px (dense staff tables only), `md` 44 px, `lg` 52 px. */
  size?: "sm" | "md" | "lg";
  /** Fully round: the donor's main button. */
  pill?: boolean;
  /** As wide as its container. */
  block?: boolean;
};

const variants = {
  primary: "bg-blood text-on-blood hover:bg-blood-press active:bg-blood-press",
  secondary: "border border-line bg-card text-ink hover:border-edge active:bg-sunk",
  quiet: "text-ink-2 hover:bg-sunk hover:text-ink active:bg-line",
  danger: "border border-blood bg-card text-blood-ink hover:bg-blood-tint active:bg-blood-tint",
  ink: "bg-ink text-paper hover:bg-ink-2 active:bg-ink-2",
};

const sizes = {
  sm: "min-h-9 px-3 py-1 text-sm gap-1.5",
  md: "min-h-11 px-4.5 py-2 text-base gap-2",
  lg: "min-h-13 px-7 py-2.5 text-lg gap-2.5",
};

/** Classes of a button, for links and controls that must look like one. */
export function buttonStyle({ variant = "secondary", size = "md", pill, block }: ButtonLook = {}, className?: string) {
  return cx(
    "inline-flex cursor-pointer items-center justify-center text-center font-semibold transition-colors select-none",
    "disabled:cursor-not-allowed disabled:border-line disabled:bg-sunk disabled:text-ink-3 aria-disabled:opacity-70",
    variants[variant],
    sizes[size],
    pill ? "rounded-full" : "rounded-control",
    block && "w-full",
    className,
  );
}
