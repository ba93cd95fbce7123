-- Columns that nothing wrote: the order of candidates is that of their counts, and seats are the office's own table.
ALTER TABLE award_candidate DROP COLUMN rank;
ALTER TABLE honour DROP COLUMN seat, DROP COLUMN invited_at;
ALTER TABLE award_event DROP CONSTRAINT award_event_kind_known, ADD CONSTRAINT award_event_kind_known CHECK (kind IN
  ('made', 'changed', 'gathered', 'nominated', 'withdrawn', 'checked', 'returned', 'chosen', 'passed_over',
   'comment', 'proposed', 'approved', 'refused', 'decided', 'presented', 'cancelled'));
ALTER TABLE honour_event DROP CONSTRAINT honour_event_kind_known, ADD CONSTRAINT honour_event_kind_known CHECK (kind IN
  ('granted', 'delivered', 'absent', 'revoked'));
