import { Notice } from "./notice";

/** The one sentence above a form after it was sent: refused, or done. Renders nothing without a message. */
export function FormMessage({ refused, done }: { refused?: string | null; done?: string | null }) {
  if (refused)
    return (
      <Notice tone="behind" role="alert">
        {refused}
      </Notice>
    );
  if (done)
    return (
      <Notice tone="met" role="status">
        {done}
      </Notice>
    );
  return null;
}
