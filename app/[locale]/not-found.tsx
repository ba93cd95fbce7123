import { headers } from "next/headers";
import { NotHere } from "@/components/shell/not-here";

export default async function NotFound() {
  return <NotHere address={(await headers()).get("x-page-path") ?? "/"} />;
}
