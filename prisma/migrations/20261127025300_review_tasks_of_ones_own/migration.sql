-- A review list may hold tasks of the office's own beside the four, each by its title; what is not wanted after all is struck.
ALTER TABLE unit_review_item ADD COLUMN title text NOT NULL DEFAULT '';
ALTER TABLE unit_review_item
  DROP CONSTRAINT unit_review_item_task_known,
  DROP CONSTRAINT unit_review_item_state_known,
  DROP CONSTRAINT unit_review_item_once;
ALTER TABLE unit_review_item
  ADD CONSTRAINT unit_review_item_task_known CHECK (task IN
    ('committee', 'staff', 'joint_mechanism', 'joint_documents', 'own')),
  ADD CONSTRAINT unit_review_item_state_known CHECK (state IN ('open', 'doing', 'done', 'not_needed', 'struck')),
  ADD CONSTRAINT unit_review_item_own_task_by_its_title CHECK ((task = 'own') = (length(trim(title)) > 0)),
  ADD CONSTRAINT unit_review_item_only_own_tasks_struck CHECK (state <> 'struck' OR task = 'own'),
  ADD CONSTRAINT unit_review_item_once UNIQUE (unit_id, changed_on, task, title);
