"use client";

import { ButtonLink } from "@/components/ui/button-link";
import { ErrorView } from "@/components/ui/error-view";
import errorsEn from "@/lib/i18n/messages/en/errors.json";
import shellEn from "@/lib/i18n/messages/en/shell.json";
import errorsVi from "@/lib/i18n/messages/vi/errors.json";
import shellVi from "@/lib/i18n/messages/vi/shell.json";
import { localizedPath, splitPath } from "@/lib/i18n/path";
import { PublicFrame } from "./public-frame";

/**
 * "There is no such page", within the frame. Every page carries it unshown, so its words and its drawing lie in the
 * script that all pages share and the page itself holds nothing but the address.
 */
export function NotHere({ address }: { address: string }) {
  const { locale, path } = splitPath(address);
  const isStaff = /^\/staff(\/|$)/.test(path);
  const [words, { brand }] = locale === "en" ? [errorsEn, shellEn] : [errorsVi, shellVi];
  return (
    <PublicFrame address={address}>
      <title>{`${words.notFoundTitle} · ${brand}`}</title>
      <ErrorView
        title={words.notFoundTitle}
        actions={
          <ButtonLink variant="primary" href={localizedPath(locale, isStaff ? "/staff" : "/")}>
            {isStaff ? words.notFoundStaffAction : words.notFoundAction}
          </ButtonLink>
        }
      >
        {words.notFoundBody}
      </ErrorView>
    </PublicFrame>
  );
}
