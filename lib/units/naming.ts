/** The word a full name begins with, by type of unit. A ministry's full name is its own. */
export const titles: Readonly<Record<string, string>> = {
  city: "Thành phố",
  province: "Tỉnh",
  ward: "Phường",
  commune: "Xã",
  special_zone: "Đặc khu",
};

/** The types a unit of each kind may be of. */
export const typesOfKind = {
  province: ["province", "city"],
  ministry: ["ministry"],
  commune: ["commune", "ward", "special_zone"],
} as const satisfies Record<string, readonly string[]>;

export type ChangingKind = keyof typeof typesOfKind;

/** "Phường" and "Bạch Mai" together: "Phường Bạch Mai". */
export function fullNameOf(type: string, name: string): string {
  const title = titles[type];
  return title === undefined ? name : `${title} ${name}`;
}

/** A Vietnamese name in letters every reader of English has, with its capitals: "Bạch Mai" is "Bach Mai". */
export function plainLetters(name: string): string {
  return name.normalize("NFD").replace(/\p{M}/gu, "").replaceAll("đ", "d").replaceAll("Đ", "D").normalize("NFC");
}
