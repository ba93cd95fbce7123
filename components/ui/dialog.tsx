"use client";

import { X } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "react-aria-components/Button";
import { Dialog as AriaDialog } from "react-aria-components/Dialog";
import { Heading } from "react-aria-components/Heading";
import { Modal, ModalOverlay } from "react-aria-components/Modal";
import { cx } from "./cx";

/** A window over the page. Focus stays inside, Escape closes it, and focus returns to where it was. */
export function Dialog({
  open,
  onOpenChange,
  title,
  closeLabel,
  wide,
  alert,
  children,
}: {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: string;
  closeLabel: string;
  wide?: boolean;
  /** A question that must be answered: a click beside the window does not close it. */
  alert?: boolean;
  children: ReactNode;
}) {
  return (
    <ModalOverlay
      isOpen={open}
      onOpenChange={onOpenChange}
      isDismissable={!alert}
      className="fixed inset-0 z-50 flex items-end justify-center bg-[rgb(20_14_12/0.55)] sm:items-center sm:p-6"
    >
      <Modal
        className={cx(
          "max-h-[92dvh] w-full overflow-y-auto rounded-t-card border border-line bg-card p-5 sm:rounded-card sm:p-6",
          wide ? "sm:max-w-2xl" : "sm:max-w-md",
        )}
      >
        <AriaDialog role={alert ? "alertdialog" : "dialog"} className="outline-none">
          <div className="mb-3 flex items-start justify-between gap-4">
            <Heading slot="title" className="text-xl font-semibold tracking-tight">
              {title}
            </Heading>
            <Button
              slot="close"
              aria-label={closeLabel}
              className="-mt-2 -mr-2 flex size-11 shrink-0 cursor-pointer items-center justify-center rounded-full text-ink-2 hover:bg-sunk"
            >
              <X aria-hidden className="size-5" />
            </Button>
          </div>
          {children}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}
