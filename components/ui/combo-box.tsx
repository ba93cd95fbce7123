"use client";

import { ChevronDown, CircleAlert, X } from "lucide-react";
import { useContext, useEffect, useRef, useState } from "react";
import { Button } from "react-aria-components/Button";
import { ComboBox as AriaComboBox, ComboBoxStateContext } from "react-aria-components/ComboBox";
import { Input } from "react-aria-components/Input";
import { Label } from "react-aria-components/Label";
import { ListBox, ListBoxItem } from "react-aria-components/ListBox";
import { Popover } from "react-aria-components/Popover";
import { Text } from "react-aria-components/Text";
import { Select } from "./select";
import { useScript } from "./use-script";

/** An entry to choose: its name, and a second line that tells it from its namesakes. */
export type ComboChoice = { id: string; name: string; detail: string };

export type ComboWords = {
  placeholder: string;
  nothingFound: string;
  searching: string;
  failed: string;
  showList: string;
  clear: string;
};

/**
 * A choice out of many, found by typing: the server searches (`searchUrl` takes `q`), so accents do not matter and the
 * list may be long. Sends the entry's id under `name`. Without script it is a plain list of `choices`.
 */
export function ComboBox({
  label,
  name,
  searchUrl,
  choices,
  initial,
  hint,
  error,
  words,
  onChoose,
}: {
  label: string;
  name: string;
  /** `/api/staff/choices?kind=venue`; `&q=` is added. */
  searchUrl: string;
  /** The first entries: what shows before anything is typed, and the whole list without script. */
  choices: readonly ComboChoice[];
  initial?: ComboChoice | null;
  hint?: string;
  error?: string | null;
  words: ComboWords;
  onChoose?: (choice: ComboChoice | null) => void;
}) {
  const script = useScript();
  const [chosen, setChosen] = useState<ComboChoice | null>(initial ?? null);
  const [text, setText] = useState(initial?.name ?? "");
  const search = useSearch(searchUrl, choices, chosen !== null && text === chosen.name ? "" : text);

  function choose(choice: ComboChoice | null) {
    setChosen(choice);
    setText(choice?.name ?? "");
    onChoose?.(choice);
  }

  if (!script) {
    const known = initial && !choices.some((choice) => choice.id === initial.id) ? [initial, ...choices] : choices;
    return (
      <Select
        name={name}
        label={label}
        hint={hint}
        error={error}
        defaultValue={initial?.id ?? ""}
        placeholder={words.placeholder}
        options={known.map((choice) => ({ value: choice.id, label: `${choice.name} (${choice.detail})` }))}
      />
    );
  }
  return (
    <AriaComboBox
      items={search.choices}
      inputValue={text}
      onInputChange={(typed) => {
        setText(typed);
        if (chosen !== null && typed === "") choose(null);
      }}
      selectedKey={chosen?.id ?? null}
      onSelectionChange={(key) => {
        const picked = search.choices.find((choice) => choice.id === key);
        if (picked) choose(picked);
        // Leaving the box with words that choose nothing goes back to what was chosen; without a choice they stay.
        else if (chosen) setText(chosen.name);
      }}
      menuTrigger="focus"
      allowsEmptyCollection
      isInvalid={error ? true : undefined}
      validationBehavior="aria"
      className="flex flex-col gap-1.5"
    >
      <Label className="text-sm font-medium">{label}</Label>
      {hint ? (
        <Text slot="description" className="-mt-1 text-sm text-ink-3">
          {hint}
        </Text>
      ) : null}
      <input type="hidden" name={name} value={chosen?.id ?? ""} />
      <div className="relative">
        <TypingBox placeholder={words.placeholder} />
        <div className="absolute inset-y-0 right-0 flex">
          {chosen ? (
            <Button
              slot={null}
              aria-label={words.clear}
              onPress={() => choose(null)}
              className="flex w-11 cursor-pointer items-center justify-center rounded-control text-ink-3 hover:text-ink"
            >
              <X aria-hidden className="size-4.5" />
            </Button>
          ) : null}
          <Button
            aria-label={words.showList}
            className="flex w-11 cursor-pointer items-center justify-center rounded-control text-ink-3 hover:text-ink"
          >
            <ChevronDown aria-hidden className="size-5" />
          </Button>
        </div>
      </div>
      {chosen?.detail ? <p className="text-sm text-ink-3">{chosen.detail}</p> : null}
      {error ? (
        <Text slot="errorMessage" className="flex items-start gap-1.5 text-sm font-medium text-behind">
          <CircleAlert aria-hidden className="mt-0.75 size-4 shrink-0" />
          <span>{error}</span>
        </Text>
      ) : null}
      <Popover
        offset={6}
        className="max-h-80 w-(--trigger-width) overflow-auto rounded-card border border-edge bg-card p-1.5"
      >
        <ListBox
          className="outline-none"
          renderEmptyState={() => (
            <p className="px-3 py-2.5 text-ink-2">
              {{ idle: words.nothingFound, busy: words.searching, failed: words.failed }[search.state]}
            </p>
          )}
        >
          {(choice: ComboChoice) => (
            <ListBoxItem
              id={choice.id}
              textValue={choice.name}
              className="flex min-h-11 cursor-pointer flex-col justify-center rounded-control px-3 py-1.5 outline-none data-[focused]:bg-sunk data-[selected]:bg-blood-tint data-[selected]:text-blood-dark"
            >
              <Text slot="label" className="font-medium">
                {choice.name}
              </Text>
              {choice.detail ? (
                <Text slot="description" className="text-sm text-ink-3">
                  {choice.detail}
                </Text>
              ) : null}
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </AriaComboBox>
  );
}

/** The focus opens the list; once a choice has closed it, a click on the box that still has the focus opens it again. */
function TypingBox({ placeholder }: { placeholder: string }) {
  const list = useContext(ComboBoxStateContext);
  return (
    <Input
      placeholder={placeholder}
      autoComplete="off"
      onClick={() => {
        if (list && !list.isOpen) list.open(null, "manual");
      }}
      className="block min-h-12 w-full rounded-control border border-edge bg-card py-2.5 pr-22 pl-3.5 text-base text-ink placeholder:text-ink-3 hover:border-ink-2 data-[invalid]:border-2 data-[invalid]:border-behind"
    />
  );
}

/** Asks the server a moment after the last letter; a later question makes an earlier answer void. */
function useSearch(url: string, first: readonly ComboChoice[], text: string) {
  const [found, setFound] = useState<{ choices: readonly ComboChoice[]; state: "idle" | "busy" | "failed" }>({
    choices: first,
    state: "idle",
  });
  const asked = useRef(`${url}|`);
  useEffect(() => {
    const question = `${url}|${text.trim()}`;
    if (question === asked.current) return;
    const stop = new AbortController();
    const wait = setTimeout(async () => {
      asked.current = question;
      setFound((before) => ({ ...before, state: "busy" }));
      try {
        const answer = await fetch(`${url}&q=${encodeURIComponent(text.trim())}`, { signal: stop.signal });
        if (!answer.ok) throw new Error(String(answer.status));
        const { choices } = (await answer.json()) as { choices: ComboChoice[] };
        setFound({ choices, state: "idle" });
      } catch {
        asked.current = "";
        if (stop.signal.aborted) return;
        setFound({ choices: [], state: "failed" });
      }
    }, 150);
    return () => {
      clearTimeout(wait);
      stop.abort();
    };
  }, [url, text]);
  return found;
}
