/** What a donor may allow, one by one; nothing is allowed beforehand. The first is needed to book and to donate. */
export const consentPurposes = ["donation_record", "reminders", "urgent_appeals", "public_honours"] as const;
export type ConsentPurpose = (typeof consentPurposes)[number];

/**
 * The edition of the sentences in `donors.consent`, kept with every consent so that it can be shown what was agreed
 * to. A changed sentence gets a new edition.
 */
export const consentTextVersion = "2026-11-22";

/** Without this consent nobody can book: the law asks for a record of every donation. */
export const neededToBook: ConsentPurpose = "donation_record";
