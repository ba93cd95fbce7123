-- Who gave some weeks ago: every hour the worker looks for donors who may give again, among all there are.
CREATE INDEX donor_last_given ON donor (last_given_on);
