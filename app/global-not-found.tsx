import "./fonts/fonts.css";
import "./globals.css";
import { NotHere } from "@/components/shell/not-here";

/** An address that no route answers for. */
export default function GlobalNotFound() {
  return (
    <html lang="vi">
      <body>
        <NotHere address="/" />
      </body>
    </html>
  );
}
