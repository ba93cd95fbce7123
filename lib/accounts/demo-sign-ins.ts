import type { Role, Scope } from "@/lib/auth/roles";

/** One made-up person per role, to try the house with. They exist only beside demo data. */
export interface DemoSignIn {
  readonly email: string;
  readonly password: string;
  readonly name: string;
  /** In words, for the launcher's last lines. */
  readonly who: string;
  readonly role: Role;
  readonly scope: Exclude<Scope, { kind: "drive" }>;
  readonly atDemoFacility?: true;
}

const password = "mot giot mau hong";
const nation = { kind: "nation" } as const;
const hanoi = { kind: "unit", unitId: "P01" } as const;
const ngheAn = { kind: "unit", unitId: "P40" } as const;
const daNang = { kind: "unit", unitId: "P48" } as const;

export const demoSignIns: readonly DemoSignIn[] = [
  {
    email: "uyvien@demo.giothong.example",
    name: "Trịnh Bảo Châu",
    who: "Ủy viên Ban Chỉ đạo quốc gia (toàn quốc)",
    role: "committee_member",
    scope: nation,
  },
  {
    email: "quocgia@demo.giothong.example",
    name: "Cao Thị Mỹ Lệ",
    who: "Văn phòng thường trực quốc gia",
    role: "provincial_office",
    scope: nation,
  },
  {
    email: "duyetquocgia@demo.giothong.example",
    name: "Tô Hữu Phước",
    who: "Duyệt báo cáo và chỉ tiêu (toàn quốc)",
    role: "report_approver",
    scope: nation,
  },
  {
    email: "tonvinhquocgia@demo.giothong.example",
    name: "Kiều Thanh Mai",
    who: "Phụ trách tôn vinh (toàn quốc)",
    role: "awards_officer",
    scope: nation,
  },
  {
    email: "nghean@demo.giothong.example",
    name: "Hoàng Đăng Khôi",
    who: "Văn phòng thường trực Nghệ An",
    role: "provincial_office",
    scope: ngheAn,
  },
  {
    email: "danang@demo.giothong.example",
    name: "Trương Hoài Nam",
    who: "Văn phòng thường trực Đà Nẵng",
    role: "provincial_office",
    scope: daNang,
  },
  {
    email: "hanoi@demo.giothong.example",
    name: "Đoàn Minh Khuê",
    who: "Văn phòng thường trực Hà Nội",
    role: "provincial_office",
    scope: hanoi,
  },
  {
    email: "quanly@demo.giothong.example",
    name: "Vũ Đình Tùng",
    who: "Phụ trách buổi hiến máu, Hà Nội",
    role: "drive_manager",
    scope: hanoi,
  },
  {
    email: "tiepdon@demo.giothong.example",
    name: "Đỗ Thu Hà",
    who: "Tiếp đón, Hà Nội",
    role: "desk_clerk",
    scope: hanoi,
  },
  {
    email: "khamtuyen@demo.giothong.example",
    name: "Lâm Quỳnh Chi",
    who: "Khám tuyển, Hà Nội",
    role: "medical_screener",
    scope: hanoi,
  },
  {
    email: "trungtammau@demo.giothong.example",
    name: "Phan Nhật Linh",
    who: "Cơ sở tiếp nhận máu (Trung tâm máu minh họa Hà Nội)",
    role: "collecting_facility",
    scope: hanoi,
    atDemoFacility: true,
  },
  {
    email: "duyetbaocao@demo.giothong.example",
    name: "Hồ Gia Hân",
    who: "Duyệt báo cáo, Hà Nội",
    role: "report_approver",
    scope: hanoi,
  },
  {
    email: "tonvinh@demo.giothong.example",
    name: "Mai Ngọc Sơn",
    who: "Phụ trách tôn vinh, Hà Nội",
    role: "awards_officer",
    scope: hanoi,
  },
  {
    email: "dulieu@demo.giothong.example",
    name: "Tạ Phương Anh",
    who: "Phụ trách bảo vệ dữ liệu (toàn quốc)",
    role: "data_protection_officer",
    scope: nation,
  },
  {
    email: "quantri@demo.giothong.example",
    name: "Lưu Thế Vinh",
    who: "Quản trị (toàn quốc)",
    role: "administrator",
    scope: nation,
  },
].map((person) => ({ ...person, password }) as DemoSignIn);
