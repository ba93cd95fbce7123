import accounts from "@/lib/i18n/messages/en/accounts.json";
import amending from "@/lib/i18n/messages/en/amending.json";
import awards from "@/lib/i18n/messages/en/awards.json";
import balance from "@/lib/i18n/messages/en/balance.json";
import bookings from "@/lib/i18n/messages/en/bookings.json";
import campaigns from "@/lib/i18n/messages/en/campaigns.json";
import ceremony from "@/lib/i18n/messages/en/ceremony.json";
import donations from "@/lib/i18n/messages/en/donations.json";
import donors from "@/lib/i18n/messages/en/donors.json";
import drives from "@/lib/i18n/messages/en/drives.json";
import eligibility from "@/lib/i18n/messages/en/eligibility.json";
import forms from "@/lib/i18n/messages/en/forms.json";
import kit from "@/lib/i18n/messages/en/kit.json";
import mergers from "@/lib/i18n/messages/en/mergers.json";
import moves from "@/lib/i18n/messages/en/moves.json";
import outreach from "@/lib/i18n/messages/en/outreach.json";
import paceForms from "@/lib/i18n/messages/en/paceForms.json";
import paperwork from "@/lib/i18n/messages/en/paperwork.json";
import reports from "@/lib/i18n/messages/en/reports.json";
import shortage from "@/lib/i18n/messages/en/shortage.json";
import targets from "@/lib/i18n/messages/en/targets.json";
import venues from "@/lib/i18n/messages/en/venues.json";
import visits from "@/lib/i18n/messages/en/visits.json";

/** The same in English. */
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
