-- Nobody sets a password for somebody else: accounts are opened by an invitation, and whoever accepts it chooses.
-- The column said who must choose a new one; nothing ever set it, and nothing asked it.
ALTER TABLE account DROP COLUMN must_change_password;
