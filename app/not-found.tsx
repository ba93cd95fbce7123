import errors from "@/lib/i18n/messages/vi/errors.json";

/**
 * A file that is not there: its address has an ending and so no language, and no layout stands around it. Travels
 * unshown with every page, hence so short.
 */
export default function NotFound() {
  return (
    <html lang="vi">
      <body>
        <a href="/">{errors.notFoundTitle}</a>
      </body>
    </html>
  );
}
