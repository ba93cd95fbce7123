"use client";

import { CalendarPlus } from "lucide-react";
import { ButtonLink } from "@/components/ui/button-link";
import { ShareButton } from "./share-button";

/** What a visitor may do with a drive: book, where that is still possible, keep its date, send it on. */
export function DriveDeeds({
  book,
  calendar,
  title,
  words,
}: {
  book?: string;
  calendar?: string;
  title: string;
  words: { book: string; calendar: string; share: string; copied: string };
}) {
  return (
    <div className="mt-5 flex flex-wrap gap-2.5" data-print="hide">
      {book ? (
        <ButtonLink href={book} variant="primary" size="lg" pill block className="max-lg:hidden">
          {words.book}
        </ButtonLink>
      ) : null}
      {calendar ? (
        <ButtonLink href={calendar}>
          <CalendarPlus aria-hidden className="size-5" />
          {words.calendar}
        </ButtonLink>
      ) : null}
      <ShareButton title={title} words={words} />
    </div>
  );
}
