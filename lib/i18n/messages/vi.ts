import accounts from "./vi/accounts.json";
import amending from "./vi/amending.json";
import api from "./vi/api.json";
import attributions from "./vi/attributions.json";
import audit from "./vi/audit.json";
import awards from "./vi/awards.json";
import balance from "./vi/balance.json";
import board from "./vi/board.json";
import bookings from "./vi/bookings.json";
import campaigns from "./vi/campaigns.json";
import ceremony from "./vi/ceremony.json";
import connection from "./vi/connection.json";
import core from "./vi/core.json";
import documents from "./vi/documents.json";
import donations from "./vi/donations.json";
import donors from "./vi/donors.json";
import drives from "./vi/drives.json";
import eligibility from "./vi/eligibility.json";
import errors from "./vi/errors.json";
import forms from "./vi/forms.json";
import home from "./vi/home.json";
import invitations from "./vi/invitations.json";
import kit from "./vi/kit.json";
import mergers from "./vi/mergers.json";
import moves from "./vi/moves.json";
import notices from "./vi/notices.json";
import outreach from "./vi/outreach.json";
import pace from "./vi/pace.json";
import paceForms from "./vi/paceForms.json";
import paperwork from "./vi/paperwork.json";
import privacy from "./vi/privacy.json";
import progress from "./vi/progress.json";
import reports from "./vi/reports.json";
import shell from "./vi/shell.json";
import shortage from "./vi/shortage.json";
import tables from "./vi/tables.json";
import targets from "./vi/targets.json";
import units from "./vi/units.json";
import venues from "./vi/venues.json";
import visits from "./vi/visits.json";

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
