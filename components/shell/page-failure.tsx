import { Button } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/button-link";
import { ErrorView } from "@/components/ui/error-view";
import en from "@/lib/i18n/messages/en/errors.json";
import vi from "@/lib/i18n/messages/vi/errors.json";
import { localizedPath } from "@/lib/i18n/path";

/**
 * When a page fails in a way nobody foresaw. Takes its words straight from the message files: whatever failed may have
 * been what provides them. The code is the server's; what was said to the log stays there.
 */
export function PageFailure({ locale, digest, retry }: { locale?: string; digest?: string; retry: () => void }) {
  const words = locale === "en" ? en : vi;
  const unavailable = digest === "UNAVAILABLE";
  return (
    <main className="px-5">
      <ErrorView
        title={unavailable ? words.unavailableTitle : words.errorTitle}
        actions={
          <>
            <Button variant="primary" onClick={retry}>
              {words.retry}
            </Button>
            <ButtonLink href={localizedPath(locale === "en" ? "en" : "vi", "/")}>{words.home}</ButtonLink>
          </>
        }
      >
        <p>{unavailable ? words.unavailableBody : words.errorBody}</p>
        {digest && !unavailable ? (
          <p className="mt-2">
            {words.errorWhatToDo} <code className="font-semibold text-ink">{digest}</code>
          </p>
        ) : null}
      </ErrorView>
    </main>
  );
}
