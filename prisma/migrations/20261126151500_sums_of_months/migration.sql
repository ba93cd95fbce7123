-- What the drives of a month that is over recorded, added up once by the worker instead of at every look: a nation's
-- year is then a few hundred rows and not twenty-five thousand. A month holds as long as nothing in it was touched
-- since; one that was is read drive by drive until the worker has added it up anew. So a sum is exact at every moment.

-- Which months have been added up.
CREATE TABLE month_added (
  month date PRIMARY KEY CONSTRAINT month_added_by_its_first_day CHECK (extract(day FROM month) = 1),
  added_at timestamptz NOT NULL DEFAULT now()
);

-- By credited unit: all drives (campaign_id '' and year 0), and once more those of each campaign's edition of a year.
CREATE TABLE month_sum (
  month date NOT NULL REFERENCES month_added (month) ON DELETE CASCADE,
  unit_id text NOT NULL REFERENCES unit (id),
  campaign_id text NOT NULL,
  campaign_year integer NOT NULL,
  donations integer NOT NULL,
  voluntary integer NOT NULL,
  first_time integer NOT NULL,
  at_least_350_ml integer NOT NULL,
  apheresis integer NOT NULL,
  volume_ml bigint NOT NULL,
  drives integer NOT NULL,
  planned_units integer NOT NULL,
  contains_demo boolean NOT NULL,
  reconciled boolean NOT NULL,
  PRIMARY KEY (month, campaign_id, campaign_year, unit_id)
);
CREATE INDEX month_sum_of_campaigns ON month_sum (campaign_year, month) WHERE campaign_id <> '';

-- The same donations by everything that can be told apart.
CREATE TABLE month_cell (
  month date NOT NULL REFERENCES month_added (month) ON DELETE CASCADE,
  unit_id text NOT NULL REFERENCES unit (id),
  kind text NOT NULL,
  first_time boolean NOT NULL,
  component text NOT NULL,
  volume_ml integer NOT NULL,
  segment text NOT NULL,
  donations integer NOT NULL,
  PRIMARY KEY (month, unit_id, kind, first_time, component, volume_ml, segment)
);

-- Something of that month changed. Each change adds a row of its own, so that no two wait for each other; whoever adds
-- the month up takes away the rows whose changes he sees, and no other.
CREATE TABLE month_touched (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  month date NOT NULL CONSTRAINT month_touched_by_its_first_day CHECK (extract(day FROM month) = 1)
);
CREATE INDEX month_touched_month ON month_touched (month);

-- A month is added up three days after its end at the earliest, and changes are noted from the second day after a
-- drive's: nobody's transaction lasts for the day between, so none can slip through. What is recorded on the day itself
-- costs nothing here.
CREATE FUNCTION touch_month(days date[]) RETURNS void LANGUAGE sql AS $$
  INSERT INTO month_touched (month)
  SELECT DISTINCT date_trunc('month', day::timestamp)::date FROM unnest(days) day
  WHERE day < (now() AT TIME ZONE 'Asia/Ho_Chi_Minh')::date - 1
$$;

CREATE FUNCTION month_touched_by_drive() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM touch_month(ARRAY[OLD.held_on, NEW.held_on]);
  RETURN NULL;
END $$;

CREATE FUNCTION month_touched_by_part_of_drive() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM touch_month(ARRAY(SELECT held_on FROM drive WHERE id IN (OLD.drive_id, NEW.drive_id)));
  RETURN NULL;
END $$;

CREATE TRIGGER drive_touches_its_month AFTER INSERT OR DELETE ON drive
  FOR EACH ROW EXECUTE FUNCTION month_touched_by_drive();
CREATE TRIGGER drive_change_touches_its_months AFTER UPDATE ON drive
  FOR EACH ROW WHEN ((OLD.held_on, OLD.credited_unit_id, OLD.status, OLD.planned_units, OLD.is_demo)
    IS DISTINCT FROM (NEW.held_on, NEW.credited_unit_id, NEW.status, NEW.planned_units, NEW.is_demo))
  EXECUTE FUNCTION month_touched_by_drive();
CREATE TRIGGER drive_campaign_touches_its_month AFTER INSERT OR UPDATE OR DELETE ON drive_campaign
  FOR EACH ROW EXECUTE FUNCTION month_touched_by_part_of_drive();
CREATE TRIGGER drive_total_touches_its_month AFTER INSERT OR UPDATE OR DELETE ON drive_total
  FOR EACH ROW EXECUTE FUNCTION month_touched_by_part_of_drive();

GRANT SELECT, INSERT, UPDATE, DELETE ON month_added, month_sum, month_cell TO giothong_app;
GRANT SELECT, INSERT, DELETE ON month_touched TO giothong_app;
