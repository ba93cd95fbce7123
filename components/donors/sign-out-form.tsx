"use client";

import { LogOut } from "lucide-react";
import { SubmitButton } from "@/components/ui/submit-button";
import { useAnswer } from "@/components/ui/use-answer";
import { donorSignOutAction } from "@/lib/accounts/actions";
import { freshForm } from "@/lib/forms/state";

/** Ends the donor's session, here and in the database. */
export function SignOutForm({ label }: { label: string }) {
  const [, action] = useAnswer(donorSignOutAction, freshForm());
  return (
    <form action={action}>
      <SubmitButton variant="quiet">
        <LogOut aria-hidden className="size-5" />
        {label}
      </SubmitButton>
    </form>
  );
}
