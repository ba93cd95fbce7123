-- What the application may not delete is not deleted or changed through a row that it may: an import that was applied
-- stays with its reports, and an account is shut, never deleted.
ALTER TABLE report DROP CONSTRAINT report_of_import,
  ADD CONSTRAINT report_of_import FOREIGN KEY (import_id) REFERENCES report_import (id);
ALTER TABLE saved_view DROP CONSTRAINT saved_view_account_id_fkey,
  ADD CONSTRAINT saved_view_account_id_fkey FOREIGN KEY (account_id) REFERENCES account (id);
ALTER TABLE progress_letter DROP CONSTRAINT progress_letter_account_id_fkey,
  ADD CONSTRAINT progress_letter_account_id_fkey FOREIGN KEY (account_id) REFERENCES account (id);
