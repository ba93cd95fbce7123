import accounts from "./en/accounts.json";
import amending from "./en/amending.json";
import api from "./en/api.json";
import attributions from "./en/attributions.json";
import audit from "./en/audit.json";
import awards from "./en/awards.json";
import balance from "./en/balance.json";
import board from "./en/board.json";
import bookings from "./en/bookings.json";
import campaigns from "./en/campaigns.json";
import ceremony from "./en/ceremony.json";
import connection from "./en/connection.json";
import core from "./en/core.json";
import documents from "./en/documents.json";
import donations from "./en/donations.json";
import donors from "./en/donors.json";
import drives from "./en/drives.json";
import eligibility from "./en/eligibility.json";
import errors from "./en/errors.json";
import forms from "./en/forms.json";
import home from "./en/home.json";
import invitations from "./en/invitations.json";
import kit from "./en/kit.json";
import mergers from "./en/mergers.json";
import moves from "./en/moves.json";
import notices from "./en/notices.json";
import outreach from "./en/outreach.json";
import pace from "./en/pace.json";
import paceForms from "./en/paceForms.json";
import paperwork from "./en/paperwork.json";
import privacy from "./en/privacy.json";
import progress from "./en/progress.json";
import reports from "./en/reports.json";
import shell from "./en/shell.json";
import shortage from "./en/shortage.json";
import tables from "./en/tables.json";
import targets from "./en/targets.json";
import units from "./en/units.json";
import venues from "./en/venues.json";
import visits from "./en/visits.json";

export default {
  accounts,
  amending,
  api,
  attributions,
  audit,
  awards,
  balance,
  board,
  bookings,
  campaigns,
  ceremony,
  connection,
  core,
  documents,
  donations,
  donors,
  drives,
  eligibility,
  errors,
  forms,
  home,
  invitations,
  kit,
  mergers,
  moves,
  notices,
  pace,
  paceForms,
  outreach,
  paperwork,
  privacy,
  progress,
  reports,
  shell,
  shortage,
  tables,
  targets,
  units,
  venues,
  visits,
};
