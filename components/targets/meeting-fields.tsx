import { useTranslations } from "next-intl";
import { DayInput } from "@/components/ui/day-input";
import { TextInput } from "@/components/ui/text-input";
import { type FormState, typed } from "@/lib/forms/state";

/** Name, day and place of the meeting that agreed; `of` tells the boxes from those of another proposal on the page. */
export function MeetingFields({ state, of = "" }: { state: FormState; of?: string }) {
  const t = useTranslations("targets.agree");
  const id = (name: string) => (of ? `${name}-${of}` : name);
  return (
    <>
      <TextInput
        name="meetingName"
        id={id("meetingName")}
        label={t("name")}
        defaultValue={typed(state, "meetingName")}
        error={state.errors.meetingName}
        fieldClassName="sm:col-span-2"
      />
      <DayInput
        name="meetingOn"
        label={t("on")}
        defaultValue={typed(state, "meetingOn")}
        error={state.errors.meetingOn}
      />
      <TextInput
        name="meetingPlace"
        id={id("meetingPlace")}
        label={t("place")}
        defaultValue={typed(state, "meetingPlace")}
        error={state.errors.meetingPlace}
      />
    </>
  );
}
