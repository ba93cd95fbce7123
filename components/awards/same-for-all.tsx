"use client";

import { useTranslations } from "next-intl";
import { type RefObject, useState } from "react";
import { Button } from "@/components/ui/button";
import { TextInput } from "@/components/ui/text-input";
import { boxesOf } from "./quota-box";

/** Boxes that were filled: what stood in each before, what was put in. */
type Filled = readonly { box: HTMLInputElement; before: string; put: string }[];

/**
 * Writes one number into the boxes that are shown, or into those of them that are empty; nothing is saved by it. Nobody
 * gets fewer than they have named. Taken back, each box has again what it had, but those somebody has typed in since.
 */
export function SameForAll({
  form,
  nominated,
  onFilled,
}: {
  form: RefObject<HTMLFormElement | null>;
  /** How many each unit has named, by the name of its box. */
  nominated: ReadonlyMap<string, number>;
  /** Boxes have been written into, or taken back. */
  onFilled: () => void;
}) {
  const t = useTranslations("awards.quotas.same");
  const [places, setPlaces] = useState("");
  const [filled, setFilled] = useState<Filled | null>(null);
  const [said, setSaid] = useState("");

  function fill(which: "empty" | "all") {
    if (!/^\d{1,5}$/.test(places.trim())) {
      setFilled(null);
      setSaid(t("malformed"));
      return;
    }
    const put = `${Number(places)}`;
    const wanted = boxesOf(form.current, "shown").filter(({ value }) =>
      which === "all" ? value.trim() !== put : value.trim() === "",
    );
    const open = wanted.filter(({ name }) => (nominated.get(name) ?? 0) <= Number(put));
    const changes = open.map((box) => ({ box, before: box.value, put }));
    for (const { box } of changes) box.value = put;
    onFilled();
    setFilled(changes);
    setSaid(t("filled", { count: changes.length, kept: wanted.length - open.length }));
  }

  function takeBack() {
    const still = (filled ?? []).filter(({ box, put }) => box.value === put);
    for (const { box, before } of still) box.value = before;
    onFilled();
    setFilled(null);
    setSaid(t("undone", { count: still.length }));
  }

  return (
    <div className="min-w-0">
      <div className="flex flex-wrap items-end gap-2.5">
        <TextInput
          name="same"
          id="same-for-all"
          label={t("label")}
          inputMode="numeric"
          maxLength={5}
          value={places}
          onChange={(event) => setPlaces(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key !== "Enter") return;
            // Enter in this box is for this box: it would send the form.
            event.preventDefault();
            fill("empty");
          }}
          fieldClassName="w-full sm:w-68"
          className="text-right"
        />
        <Button type="button" variant="secondary" className="min-h-12" onClick={() => fill("empty")}>
          {t("empty")}
        </Button>
        <Button type="button" variant="secondary" className="min-h-12" onClick={() => fill("all")}>
          {t("all")}
        </Button>
      </div>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <p role="status" className={said ? "mt-2 text-sm text-ink-2" : "sr-only"}>
          {said}
        </p>
        {filled && filled.length > 0 ? (
          <Button
            type="button"
            variant="quiet"
            size="sm"
            className="mt-2 underline underline-offset-4"
            onClick={takeBack}
          >
            {t("undo")}
          </Button>
        ) : null}
      </div>
    </div>
  );
}
