import { LocalizedStringDictionary, LocalizedStringFormatter } from "@internationalized/string";
import * as english from "react-aria-components/i18n/en-US";
import { describe, expect, test } from "vitest";
import { vietnamese } from "@/lib/i18n/aria-strings";

type Strings = Record<string, string>;
const packages = (english as unknown as { default: Record<string, Strings> }).default;

function speak(name: string, locale: string, key: string, args?: Record<string, string | number | boolean>): string {
  const dictionary = new LocalizedStringDictionary({ "en-US": packages[name] as Strings });
  return new LocalizedStringFormatter(locale, dictionary).format(key, args);
}

describe("what React Aria says aloud", () => {
  test("is Vietnamese for Vietnamese readers, on the server too", () => {
    expect(speak("@react-aria/calendar", "vi-VN", "next")).toBe("Sau");
    expect(speak("@react-aria/datepicker", "vi", "day")).toBe("ngày");
    expect(speak("@react-aria/toast", "vi-VN", "notifications", { count: 2 })).toBe("2 thông báo.");
    expect(speak("@react-stately/datepicker", "vi-VN", "rangeUnderflow", { minValue: "05/11/2026" })).toBe(
      "Chọn từ 05/11/2026 trở đi.",
    );
  });

  test("stays English for English readers", () => {
    expect(speak("@react-aria/calendar", "en-GB", "next")).toBe("Next");
  });

  test("lacks no phrase of the packages we use, and holds none that React Aria does not know", () => {
    const unused = ["@react-aria/dnd", "@react-aria/color", "@react-stately/color", "@react-aria/previewtrigger"];
    const known = new Set(Object.values(packages).flatMap((strings) => Object.keys(strings)));
    const needed = Object.entries(packages)
      .filter(([name]) => !unused.includes(name))
      .flatMap(([, strings]) => Object.keys(strings))
      .filter((key) => !["dropzoneLabel", "colorSwatchPicker"].includes(key));
    expect(needed.filter((key) => !(key in vietnamese))).toEqual([]);
    expect(Object.keys(vietnamese).filter((key) => !known.has(key))).toEqual([]);
  });
});
