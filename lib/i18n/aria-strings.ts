/**
 * What React Aria says aloud, in Vietnamese. The library formats Vietnamese dates and numbers but ships no Vietnamese
 * words and falls back to English, which a screen reader then reads with a Vietnamese voice. Its own override
 * (`window[Symbol.for("react-aria.i18n.strings")]`) works in the browser only, so the server would still render
 * English; here the dictionary itself answers, the same on both sides. Import this file for its effect.
 *
 * Keys are React Aria's. The same key means the same thing in every package whose components we use; a key that is
 * missing here stays English, and a test names those that are.
 */
import { LocalizedStringDictionary } from "@internationalized/string";

type Arguments = Record<string, string | number | boolean>;
type Phrase = string | ((args: Arguments) => string);

export const vietnamese: Record<string, Phrase> = {
  // calendar, datepicker
  previous: "Trước",
  next: "Sau",
  selectedDateDescription: ({ date }) => `Ngày đã chọn: ${date}`,
  selectedRangeDescription: ({ dateRange, startDate, endDate }) =>
    `Khoảng đã chọn: ${dateRange ?? `${startDate} đến ${endDate}`}`,
  selectedTimeDescription: ({ time }) => `Giờ đã chọn: ${time}`,
  todayDate: ({ date }) => `Hôm nay, ${date}`,
  todayDateSelected: ({ date }) => `Hôm nay, ${date}, đã chọn`,
  dateSelected: ({ date }) => `${date}, đã chọn`,
  startRangeSelectionPrompt: "Nhấn để chọn ngày bắt đầu",
  finishRangeSelectionPrompt: "Nhấn để chọn ngày kết thúc",
  minimumDate: "Ngày sớm nhất chọn được",
  maximumDate: "Ngày muộn nhất chọn được",
  dateRange: ({ startDate, endDate }) => `${startDate} đến ${endDate}`,
  era: "kỷ nguyên",
  year: "năm",
  month: "tháng",
  day: "ngày",
  hour: "giờ",
  minute: "phút",
  second: "giây",
  dayPeriod: "sáng hoặc chiều",
  calendar: "Lịch",
  startDate: "Ngày bắt đầu",
  endDate: "Ngày kết thúc",
  weekday: "thứ",
  timeZoneName: "múi giờ",
  rangeUnderflow: ({ minValue }) => `Chọn từ ${minValue} trở đi.`,
  rangeOverflow: ({ maxValue }) => `Chọn đến ${maxValue} trở về trước.`,
  rangeReversed: "Ngày bắt đầu phải trước ngày kết thúc.",
  unavailableDate: "Không chọn được ngày này.",

  // combobox, autocomplete, select
  focusAnnouncement: ({ isGroupChange, groupTitle, groupCount, optionText, isSelected }) =>
    `${isGroupChange ? `Nhóm ${groupTitle}, ${groupCount} lựa chọn. ` : ""}${optionText}${isSelected ? ", đã chọn" : ""}`,
  countAnnouncement: ({ optionCount }) => `Có ${optionCount} lựa chọn.`,
  selectedAnnouncement: ({ optionText }) => `${optionText}, đã chọn`,
  buttonLabel: "Xem gợi ý",
  listboxLabel: "Gợi ý",
  collectionLabel: "Gợi ý",
  selectPlaceholder: "Chọn một mục",
  "Clear search": "Xóa nội dung tìm",

  // numberfield, spinbutton
  decrease: ({ fieldLabel }) => `Giảm ${fieldLabel}`,
  increase: ({ fieldLabel }) => `Tăng ${fieldLabel}`,
  numberField: "Ô nhập số",
  Empty: "Trống",

  // overlays, menu, toast
  dismiss: "Đóng",
  longPressMessage: "Nhấn giữ, hoặc nhấn Alt + mũi tên xuống để mở danh mục",
  close: "Đóng",
  notifications: ({ count }) => `${count} thông báo.`,

  // grid, table, tree, tag, breadcrumbs
  select: "Chọn",
  selectAll: "Chọn tất cả",
  deselectedItem: ({ item }) => `Đã bỏ chọn ${item}.`,
  selectedItem: ({ item }) => `Đã chọn ${item}.`,
  selectedCount: ({ count }) => (count === 0 ? "Chưa chọn mục nào." : `Đã chọn ${count} mục.`),
  selectedAll: "Đã chọn tất cả.",
  longPressToSelect: "Nhấn giữ để bắt đầu chọn.",
  hasActionAnnouncement: "dòng này bấm được",
  hasLinkAnnouncement: ({ link }) => `dòng này có liên kết: ${link}`,
  sortable: "cột xếp thứ tự được",
  ascending: "tăng dần",
  descending: "giảm dần",
  ascendingSort: ({ columnName }) => `đã xếp theo cột ${columnName}, tăng dần`,
  descendingSort: ({ columnName }) => `đã xếp theo cột ${columnName}, giảm dần`,
  columnSize: ({ value }) => `${value} điểm ảnh`,
  resizerDescription: "Nhấn Enter để đổi độ rộng cột",
  tableResizer: "Đổi độ rộng cột",
  expand: "Mở ra",
  collapse: "Thu lại",
  removeDescription: "Nhấn Delete để bỏ thẻ này.",
  removeButtonLabel: "Bỏ",
  breadcrumbs: "Bạn đang ở",
  steplist: "Các bước",
};

type Strings = Record<string, unknown>;
const translated = new WeakMap<Strings, Strings>();

function inVietnamese(strings: Strings): Strings {
  let answer = translated.get(strings);
  if (!answer) {
    answer = Object.fromEntries(Object.entries(strings).map(([key, phrase]) => [key, vietnamese[key] ?? phrase]));
    translated.set(strings, answer);
  }
  return answer;
}

const dictionary = LocalizedStringDictionary.prototype as unknown as {
  getStringsForLocale(locale: string): Strings;
  speaksVietnamese?: true;
};

// Once, also when the module is loaded again in development.
if (!dictionary.speaksVietnamese) {
  const shipped = dictionary.getStringsForLocale;
  dictionary.getStringsForLocale = function (locale) {
    return /^vi\b/.test(locale) ? inVietnamese(shipped.call(this, "en-US")) : shipped.call(this, locale);
  };
  dictionary.speaksVietnamese = true;
}
