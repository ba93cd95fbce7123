"use client";

import { useParams } from "next/navigation";
import { PageFailure } from "@/components/shell/page-failure";

export default function ErrorPage({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  const { locale } = useParams<{ locale: string }>();
  return <PageFailure locale={locale} digest={error.digest} retry={reset} />;
}
