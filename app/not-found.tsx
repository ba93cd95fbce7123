"use client";

import { NotHere } from "@/components/shell/not-here";

/** An address without a language, such as a picture that is not there: no layout stands around it. */
export default function NotFound() {
  return (
    <html lang="vi">
      <body>
        <NotHere address="/" />
      </body>
    </html>
  );
}
