-- When a message may next be handed to its gateway. Taking one puts this off, so that two workers never send the same.
ALTER TABLE outgoing_message ADD COLUMN due_at timestamptz NOT NULL DEFAULT now();
CREATE INDEX outgoing_message_due ON outgoing_message (due_at) WHERE status = 'queued';
