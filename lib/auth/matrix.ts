import type { Role } from "./roles";

/**
 * Who may do one thing: anyone, the donor for themselves, a proven contact, staff roles within their scope, or
 * everybody with a staff account for themselves, even before any role is given.
 */
export interface Permission {
  readonly anyone?: true;
  readonly account?: "own";
  readonly contact?: true;
  readonly donor?: "own";
  readonly staff?: readonly Role[];
}

const desk = ["drive_manager", "desk_clerk", "medical_screener", "collecting_facility"] as const;
const planners = ["provincial_office", "drive_manager"] as const;
const medical = ["medical_screener", "collecting_facility"] as const;
const everyRole = [
  "administrator",
  "provincial_office",
  "drive_manager",
  "desk_clerk",
  "medical_screener",
  "collecting_facility",
  "report_approver",
  "committee_member",
  "awards_officer",
  "data_protection_officer",
] as const;

/**
 * The written matrix: each thing that can be done, and who may. The scope of a staff role decides where.
 * Every server action and every route stands in `lib/auth/doors.ts` under one of these words.
 * Committee members see totals and no person; a clerk never sees why somebody was deferred.
 */
export const matrix = {
  // public reads and signing in
  "public.read": { anyone: true },
  "session.begin": { anyone: true },
  "session.end": { anyone: true },
  "donor.choose": { contact: true },
  "donor.register_self": { contact: true },

  // a donor's own things
  "donor.own": { donor: "own" },
  "booking.make": { donor: "own" },
  "booking.change": { donor: "own" },

  // one's own account, for everyone who signs in
  "account.own": { account: "own" },

  // people and roles
  "people.view": { staff: ["administrator", "provincial_office"] },
  "people.manage": { staff: ["administrator", "provincial_office"] },
  "audit.view": { staff: ["administrator", "data_protection_officer"] },

  // drives
  "drive.view": {
    staff: [...planners, "desk_clerk", "medical_screener", "collecting_facility", "administrator", "report_approver"],
  },
  "drive.plan": { staff: planners },
  "drive.publish": { staff: planners },
  "drive.put_off": { staff: planners },
  "drive.run": { staff: [...planners, "collecting_facility"] },
  "drive.reconcile": { staff: ["provincial_office", "collecting_facility"] },
  "drive.staff": { staff: planners },
  "place.manage": { staff: planners },

  // campaigns: their days and a unit's own ones; committees read when they are
  "campaign.view": { staff: [...planners, "report_approver", "administrator", "committee_member"] },
  "campaign.plan": { staff: ["provincial_office"] },

  // the desk
  "desk.view": { staff: desk },
  "donor.look_up": { staff: desk },
  "donor.search": { staff: desk },
  "donor.register": { staff: desk },
  "donor.mend": { staff: desk },
  "visit.arrive": { staff: desk },
  "visit.leave": { staff: desk },
  "visit.screen": { staff: medical },
  "deferral.see_reason": { staff: medical },
  "deferral.lift": { staff: medical },
  "donation.record": { staff: medical },
  "donation.correct": { staff: medical },
  "donation.void": { staff: medical },
  "donation.confirm": { staff: ["drive_manager", "medical_screener", "collecting_facility"] },

  // honours: who prepares, who decides, who confirms what a paper says; committees see how many, never whom
  "award.view": { staff: ["awards_officer", "report_approver", "provincial_office"] },
  "award.totals": { staff: ["awards_officer", "report_approver", "provincial_office", "committee_member"] },
  "award.rules": { staff: ["awards_officer"] },
  "award.count": { staff: ["awards_officer", "provincial_office"] },
  "award.confirm": { staff: ["awards_officer", "report_approver"] },
  "award.papers": { staff: ["awards_officer", "provincial_office", "report_approver"] },
  "award.nominate": { staff: ["awards_officer", "provincial_office"] },
  "award.run": { staff: ["awards_officer"] },
  "award.comment": { staff: ["awards_officer", "report_approver", "provincial_office"] },
  "award.approve": { staff: ["report_approver"] },

  // units over time
  "unit.view": { staff: everyRole },
  "unit.draft": { staff: ["administrator", "provincial_office"] },
  "unit.change": { staff: ["administrator"] },
  "unit.review": { staff: ["administrator", "provincial_office"] },
  // targets: drafted and proposed by offices, decided by approvers; committees read and comment
  "target.view": { staff: ["provincial_office", "report_approver", "committee_member", "administrator"] },
  "target.comment": { staff: ["provincial_office", "report_approver", "committee_member"] },
  "target.draft": { staff: ["provincial_office"] },
  "target.step": { staff: ["provincial_office", "report_approver"] },
  "target.decide": { staff: ["report_approver"] },

  // reports and outreach: a committee member sees which reports came and what they add up to, and opens none
  "report.calendar": { staff: ["provincial_office", "report_approver", "administrator", "committee_member"] },
  "report.view": { staff: ["provincial_office", "report_approver", "administrator"] },
  "report.write": { staff: ["provincial_office"] },
  "report.check": { staff: ["report_approver"] },
  "report.chase": { staff: ["provincial_office", "report_approver"] },
  "report.deadlines": { staff: ["provincial_office"] },
  "report.import": { staff: ["provincial_office"] },
  "outreach.view": {
    staff: ["provincial_office", "drive_manager", "report_approver", "administrator", "committee_member"],
  },
  "outreach.log": { staff: planners },

  // totals
  "progress.view": { staff: everyRole },
  // a table as a file: whoever may open its page, which asks again by the page's own word
  "table.take": { staff: everyRole },
  // what follows from them: the rule of the watch list, support, plans ahead of Tết and summer, earlier months
  "progress.rule": { staff: ["provincial_office"] },
  "progress.support": { staff: ["provincial_office"] },
} as const satisfies Record<string, Permission>;

export type Deed = keyof typeof matrix;

/** What the matrix says of one deed. */
export function permission(deed: Deed): Permission {
  return matrix[deed];
}
