"use client";

import { useTranslations } from "next-intl";
import { useEffect, useRef } from "react";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { CardTitle } from "@/components/ui/card-title";
import { FormMessage } from "@/components/ui/form-message";
import { SubmitButton } from "@/components/ui/submit-button";
import { toast } from "@/components/ui/toasts";
import type { Paper } from "@/lib/donors/identity-number";
import { addPaperAction } from "@/lib/visits/actions";
import type { FoundPerson } from "@/lib/visits/find/queries";
import { useDesk } from "./desk-context";
import { useDeed } from "./use-deed";

/** Offers to keep the number of the paper at hand with the older record of the very person it names. */
export function PaperForm({
  person,
  paper,
  onDone,
  another,
}: {
  person: Pick<FoundPerson, "donorId" | "name">;
  paper: Paper;
  /** The number is kept, or the desk would rather not: on with this person. */
  onDone: () => void;
  /** The way on when it is somebody else of the same name and birthday. */
  another?: () => void;
}) {
  const t = useTranslations("visits.paper");
  const kinds = useTranslations("donors.identity.kind");
  const { driveId } = useDesk();
  const { send, refused, busy } = useDeed(addPaperAction, (answer) => {
    if (answer.message) toast("met", answer.message);
    onDone();
  });
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => form.current?.querySelector<HTMLElement>("[type=submit]")?.focus(), []);
  return (
    <Card>
      <form
        ref={form}
        noValidate
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          if (!busy) send(new FormData(event.currentTarget));
        }}
      >
        <CardTitle>{t("title")}</CardTitle>
        <p className="measure text-ink-2">
          {t("hint", {
            kind: kinds(paper.identityKind),
            lastFour: paper.identityNumber.slice(-4),
            name: person.name,
          })}
        </p>
        <FormMessage refused={refused} />
        <input type="hidden" name="driveId" value={driveId} />
        <input type="hidden" name="donorId" value={person.donorId} />
        <input type="hidden" name="identityKind" value={paper.identityKind} />
        <input type="hidden" name="identityNumber" value={paper.identityNumber} />
        <input type="hidden" name="fullName" value={paper.fullName} />
        <input type="hidden" name="bornOn" value={paper.bornOn} />
        <div className="flex flex-wrap items-center justify-between gap-3">
          <div className="flex flex-wrap gap-2">
            <Button variant="quiet" size="lg" onClick={onDone}>
              {t("skip")}
            </Button>
            {another ? (
              <Button variant="quiet" size="lg" onClick={another}>
                {t("another")}
              </Button>
            ) : null}
          </div>
          <SubmitButton size="lg" aria-disabled={busy || undefined}>
            {t("submit")}
          </SubmitButton>
        </div>
      </form>
    </Card>
  );
}
