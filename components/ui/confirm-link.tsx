"use client";

import { type MouseEvent, type ReactNode, useState } from "react";
import { type ButtonLook, buttonStyle } from "./button-style";
import { Dialog } from "./dialog";

/**
 * Asks before something that cannot be taken back. Underneath it is a link to a page of its own that asks the same
 * question (`href`, say `/staff/drives/…/cancel`): without script one gets there, with script the same form opens in a
 * window. Both render one form component, passed here as `children`.
 */
export function ConfirmLink({
  href,
  label,
  title,
  closeLabel,
  children,
  variant = "secondary",
  size,
  block,
  className,
}: ButtonLook & {
  href: string;
  label: ReactNode;
  title: string;
  closeLabel: string;
  children: ReactNode;
  className?: string;
}) {
  const [open, setOpen] = useState(false);
  function ask(event: MouseEvent) {
    // A new tab or window asked for on purpose is left alone.
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    setOpen(true);
  }
  return (
    <>
      <a href={href} aria-haspopup="dialog" onClick={ask} className={buttonStyle({ variant, size, block }, className)}>
        {label}
      </a>
      <Dialog alert open={open} onOpenChange={setOpen} title={title} closeLabel={closeLabel}>
        {children}
      </Dialog>
    </>
  );
}
