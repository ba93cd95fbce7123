-- The trail is searched by an id whatever kind of thing it is, and by the drive where something happened.
DROP INDEX audit_event_subject;
CREATE INDEX audit_event_subject ON audit_event (subject_id, happened_at);
CREATE INDEX audit_event_drive ON audit_event (drive_id, happened_at);
