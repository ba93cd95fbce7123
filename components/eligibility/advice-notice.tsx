import type { ReactNode } from "react";
import { Notice } from "@/components/ui/notice";
import type { Advice } from "@/lib/eligibility/advice";

export interface AdviceWords {
  note: string;
  source: string;
  unconfirmed: string;
}

const tones = { may_come: "met", wait: "watch", ask_doctor: "info", cannot: "behind", unfinished: "info" } as const;

/** What the answers come to, reason by reason, each with its source and whether a doctor has yet to confirm it. */
export function AdviceNotice({ advice, words, action }: { advice: Advice; words: AdviceWords; action?: ReactNode }) {
  return (
    <Notice
      tone={tones[advice.verdict]}
      role="status"
      action={action}
      title={<span className="text-lg">{advice.title}.</span>}
    >
      {advice.lines.length > 0 ? (
        <ul className="mt-2 space-y-2.5">
          {advice.lines.map((line) => (
            <li key={`${line.about}-${line.text}`}>
              {line.about ? <span className="block font-medium">{line.about}</span> : null}
              {line.text}
              {line.source ? (
                <span className="block text-sm">
                  {words.source}: {line.source}
                  {line.needsMedicalConfirmation ? ` · ${words.unconfirmed}` : ""}
                </span>
              ) : null}
            </li>
          ))}
        </ul>
      ) : null}
      <p className="mt-2.5 text-sm">{words.note}</p>
    </Notice>
  );
}
