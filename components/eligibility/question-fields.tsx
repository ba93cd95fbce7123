import { Checkbox } from "@/components/ui/checkbox";
import { cx } from "@/components/ui/cx";
import { DateInput } from "@/components/ui/date-input";
import { Fieldset } from "@/components/ui/fieldset";
import { RadioGroup } from "@/components/ui/radio-group";
import type { AskedQuestion } from "@/lib/eligibility/declaration";
import { type FormState, ticked, typed } from "@/lib/forms/state";

export interface QuestionWords {
  yes: string;
  no: string;
  unsure: string;
  which: string;
  /** For the day of the event; the latest when there are several. */
  day: string;
}

/**
 * The questions, one after the other, none answered beforehand. What an answer asks for besides (which illness, since
 * when) opens under it by style alone, so it needs no script.
 */
export function QuestionFields({
  questions,
  state,
  words,
  today,
}: {
  questions: readonly AskedQuestion[];
  state: FormState;
  words: QuestionWords;
  today: string;
}) {
  return (
    <ol className="divide-y divide-line">
      {questions.map((question) => (
        <li
          key={question.code}
          className={cx(
            "group/question py-5 first:pt-0",
            question.onlyFor === "female" &&
              "in-data-[asks-sex]:hidden in-data-[asks-sex]:group-has-[input[name=sex][value=female]:checked]/form:list-item",
            question.onlyFor === "male" &&
              "in-data-[asks-sex]:hidden in-data-[asks-sex]:group-has-[input[name=sex][value=male]:checked]/form:list-item",
          )}
        >
          <RadioGroup
            key={`${question.code}-${typed(state, `q.${question.code}`)}`}
            id={`q-${question.code}`}
            name={`q.${question.code}`}
            legend={<span className="text-base">{question.text}</span>}
            inline
            className="max-sm:[&_label]:gap-1.5 max-sm:[&_label]:text-sm max-sm:[&_input]:size-5 max-sm:[&_label]:pr-2.5 max-sm:[&_label]:pl-2 max-sm:[&>div]:gap-x-2"
            options={[
              { value: "no", label: words.no },
              { value: "yes", label: words.yes },
              { value: "unsure", label: words.unsure },
            ]}
            defaultValue={typed(state, `q.${question.code}`)}
            error={state.errors[`q.${question.code}`]}
          />
          {question.reasons.length > 0 || question.asksEventOn ? (
            <div
              className={cx(
                "mt-3 hidden space-y-3 border-l-2 border-blood pl-4",
                question.defersWhen === "yes"
                  ? "group-has-[input[value=yes]:checked]/question:block"
                  : "group-has-[input[value=no]:checked]/question:block",
              )}
            >
              {question.reasons.length > 0 ? (
                <Fieldset id={`r-${question.code}`} legend={words.which} error={state.errors[`r.${question.code}`]}>
                  <div className="grid gap-x-6 sm:grid-cols-2">
                    {question.reasons.map((reason) => (
                      <Checkbox
                        key={`${reason.code}-${state.turn}`}
                        id={`r-${question.code}-${reason.code}`}
                        name={`r.${question.code}[]`}
                        value={reason.code}
                        label={reason.label}
                        defaultChecked={ticked(state, `r.${question.code}`).includes(reason.code)}
                      />
                    ))}
                  </div>
                </Fieldset>
              ) : null}
              {question.asksEventOn ? (
                <DateInput
                  key={`day-${state.turn}`}
                  id={`d-${question.code}`}
                  name={`d.${question.code}`}
                  label={words.day}
                  max={today}
                  defaultValue={typed(state, `d.${question.code}`)}
                  error={state.errors[`d.${question.code}`]}
                  fieldClassName="max-w-56"
                />
              ) : null}
            </div>
          ) : null}
        </li>
      ))}
    </ol>
  );
}
