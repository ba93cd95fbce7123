import sql from "sql-template-tag";
import { z } from "zod";
import { recordAudit } from "@/lib/audit/record";
import type { DonorActor } from "@/lib/auth/actor";
import { anywhere, insist } from "@/lib/auth/authorize";
import { row } from "@/lib/db/statement";
import { translatorFor } from "@/lib/i18n/translator";

/**
 * What is kept about the donor who asks, as one document: the right to one's own data. Papers are told by their
 * kind and last four characters, as everywhere; the whole number stands on the paper itself. The reading is recorded.
 * What only medical staff may see (why somebody waits, what was measured and answered, how they bore it) is named here
 * and told in person: a desk writes the phone that signs a donor in, so a phone does not prove who is reading.
 */
export async function ownData(actor: DonorActor, now = new Date()): Promise<Record<string, unknown>> {
  insist(actor, "donor.own", anywhere);
  const found = await row(
    z.object({ locale: z.enum(["vi", "en"]), data: z.record(z.string(), z.unknown()) }),
    sql`SELECT d.locale, jsonb_build_object(
        'person', (SELECT to_jsonb(person) FROM (
          SELECT d.full_name, d.sex, d.born_on, d.phone, d.email, d.blood_abo, d.blood_rh, p.name AS province,
            c.full_name AS commune, d.address_line, d.segment, d.employer, d.locale, d.donation_count, d.created_at) person),
        'papers', coalesce((SELECT jsonb_agg(jsonb_build_object('kind', i.kind, 'last_four', i.last_four, 'since', i.created_at))
          FROM donor_identity i WHERE i.donor_id = d.id), '[]'),
        'consents', coalesce((SELECT jsonb_agg(jsonb_build_object('purpose', k.purpose, 'text_version', k.text_version,
            'channel', k.channel, 'given_at', k.given_at, 'withdrawn_at', k.withdrawn_at) ORDER BY k.given_at)
          FROM consent k WHERE k.donor_id = d.id), '[]'),
        'bookings', coalesce((SELECT jsonb_agg(jsonb_build_object('code', b.code, 'status', b.status, 'held_on', w.held_on,
            'place', v.name, 'starts_at', s.starts_at, 'booked_at', b.booked_at, 'ended_at', b.ended_at,
            'by_invitation', EXISTS (SELECT FROM booking_referral y WHERE y.booking_id = b.id),
            'answers_given_at_home', EXISTS (SELECT FROM declaration a WHERE a.booking_id = b.id)) ORDER BY b.booked_at)
          FROM booking b JOIN slot s ON s.id = b.slot_id JOIN drive w ON w.id = b.drive_id JOIN venue v ON v.id = w.venue_id
          WHERE b.donor_id = d.id), '[]'),
        'invitations', coalesce((SELECT jsonb_agg(jsonb_build_object('code', n.code, 'shows_name', n.shows_name, 'since', n.made_at,
            'until', n.ended_at) ORDER BY n.made_at) FROM donor_invitation n WHERE n.donor_id = d.id), '[]'),
        'visits', coalesce((SELECT jsonb_agg(jsonb_build_object('held_on', w.held_on, 'place', v.name, 'status', t.status,
            'arrived_at', t.arrived_at, 'examined', EXISTS (SELECT FROM screening e WHERE e.visit_id = t.id)) ORDER BY t.arrived_at)
          FROM visit t JOIN drive w ON w.id = t.drive_id JOIN venue v ON v.id = w.venue_id WHERE t.donor_id = d.id), '[]'),
        'deferrals', coalesce((SELECT jsonb_agg(jsonb_build_object(
            'last_day', f.last_day, 'decided_at', f.decided_at, 'lifted_at', f.lifted_at) ORDER BY f.decided_at)
          FROM deferral f WHERE f.donor_id = d.id), '[]'),
        'donations', coalesce((SELECT jsonb_agg(jsonb_build_object('number', g.number, 'given_on', g.given_on, 'kind', g.kind,
            'component', g.component, 'volume_ml', g.volume_ml, 'place', v.name,
            'status', g.status) ORDER BY g.given_at)
          FROM donation g JOIN drive w ON w.id = g.drive_id JOIN venue v ON v.id = w.venue_id WHERE g.donor_id = d.id), '[]'),
        'read_or_changed', coalesce((SELECT jsonb_agg(jsonb_build_object('at', a.happened_at, 'by', a.actor_kind,
            'what', a.action) ORDER BY a.happened_at)
          FROM audit_event a WHERE a.subject_kind = 'donor' AND a.subject_id = d.id::text), '[]')
      ) AS data
      FROM donor d LEFT JOIN unit p ON p.id = d.home_province_id LEFT JOIN unit c ON c.id = d.home_commune_id
      WHERE d.id = ${actor.donorId}::uuid`,
  );
  if (found === null) throw new Error("A signed-in donor has no record.");
  await recordAudit(actor, { action: "donor.export", subjectKind: "donor", subjectId: actor.donorId });
  const told = translatorFor(found.locale)("donors.own.data.inPerson");
  return { written_at: now.toISOString(), told_in_person: told, ...found.data };
}
