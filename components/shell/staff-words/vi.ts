import accounts from "@/lib/i18n/messages/vi/accounts.json";
import amending from "@/lib/i18n/messages/vi/amending.json";
import awards from "@/lib/i18n/messages/vi/awards.json";
import balance from "@/lib/i18n/messages/vi/balance.json";
import bookings from "@/lib/i18n/messages/vi/bookings.json";
import campaigns from "@/lib/i18n/messages/vi/campaigns.json";
import ceremony from "@/lib/i18n/messages/vi/ceremony.json";
import donations from "@/lib/i18n/messages/vi/donations.json";
import donors from "@/lib/i18n/messages/vi/donors.json";
import drives from "@/lib/i18n/messages/vi/drives.json";
import eligibility from "@/lib/i18n/messages/vi/eligibility.json";
import forms from "@/lib/i18n/messages/vi/forms.json";
import kit from "@/lib/i18n/messages/vi/kit.json";
import mergers from "@/lib/i18n/messages/vi/mergers.json";
import moves from "@/lib/i18n/messages/vi/moves.json";
import outreach from "@/lib/i18n/messages/vi/outreach.json";
import paceForms from "@/lib/i18n/messages/vi/paceForms.json";
import paperwork from "@/lib/i18n/messages/vi/paperwork.json";
import reports from "@/lib/i18n/messages/vi/reports.json";
import shortage from "@/lib/i18n/messages/vi/shortage.json";
import targets from "@/lib/i18n/messages/vi/targets.json";
import venues from "@/lib/i18n/messages/vi/venues.json";
import visits from "@/lib/i18n/messages/vi/visits.json";

/** The words that client pieces of staff pages read, from whichever file of `lib/i18n/messages` they stand in. */
export default {
  accounts,
  amending,
  awards,
  balance,
  bookings,
  campaigns,
  ceremony,
  donations,
  donors,
  drives,
  eligibility,
  forms,
  kit,
  mergers,
  moves,
  targets,
  paceForms,
  outreach,
  paperwork,
  reports,
  shortage,
  venues,
  visits,
};
