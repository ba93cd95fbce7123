/** What a row's id is made from. */
export const kinds = {
  facility: "7001",
  organisation: "7002",
  venue: "7003",
  drive: "7004",
  slot: "7005",
  donor: "7006",
  identity: "7007",
  visit: "7008",
  donation: "7009",
  booking: "700a",
  audit: "700b",
  consent: "700c",
  session: "700d",
  account: "700e",
  grant: "700f",
  screening: "7010",
} as const;
export type Kind = keyof typeof kinds;

/** The id of the n-th row of a kind. */
export function numbered(kind: Kind, n: number): string {
  return `00000000-0000-${kinds[kind]}-8000-${n.toString(16).padStart(12, "0")}`;
}

/** The same in SQL, for the connection that asks: `pg_temp.numbered('7006', n)`. */
export const countedIds = `CREATE OR REPLACE FUNCTION pg_temp.numbered(kind text, n bigint) RETURNS uuid
  LANGUAGE sql IMMUTABLE AS $$ SELECT ('00000000-0000-' || kind || '-8000-' || lpad(to_hex(n), 12, '0'))::uuid $$`;

/** A citizen card's number of the n-th donor. */
export const cardOf = (n: number) => `0010${String(10_000_000 + n).padStart(8, "0")}`;

/** The phone of the n-th donor. */
export const phoneOf = (n: number) => `+849${String(n).padStart(8, "0")}`;

/** The day of birth of the n-th donor: a fixed spread over 1966–2006. */
export const bornOn = (n: number) =>
  new Date(Date.UTC(1966, 0, 1) + ((n * 7919) % 14_600) * 86_400_000).toISOString().slice(0, 10);

const families = words("Nguyễn Trần Lê Phạm Hoàng Huỳnh Phan Vũ Võ Đặng Bùi Đỗ Hồ Ngô Dương Lý");
const middles = words("Văn Thị Minh Ngọc Thanh Hữu Đức Quang Kim Xuân Thu Hải Bảo Gia Anh Công");
const givens = words(
  "An Anh Bình Chi Cường Dung Dũng Giang Hà Hải Hạnh Hiền Hoa Hòa Hùng Hương Khánh Khoa Lan Linh Long Mai Nam Nga Ngân Nhung Phúc Phương Quân Quỳnh Sơn Thảo Thắng Thủy Trang Trung Tuấn Uyên Vân Yến",
);

/** The made-up full name of the n-th donor: 10,240 of them, so that many people share one. */
export function nameOf(n: number): string {
  const pick = (list: string[], step: number) => list[Math.floor(n / step) % list.length] ?? "";
  return `${pick(families, 1)} ${pick(middles, families.length)} ${pick(givens, families.length * middles.length)}`;
}

/** How many different names there are. */
export const nameOfCount = families.length * middles.length * givens.length;

function words(text: string): string[] {
  return text.split(" ");
}
