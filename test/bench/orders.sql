-- Tables for measuring what screening costs: the same orders without a trigger, with screen_order(), and with a trigger in
-- PL/pgSQL that does the same: it asks classify(), keeps the outcome, and inserts the same row into a log like ours.
SET search_path = bench, export_control, public;
CREATE TABLE order_source AS
    SELECT i.id, i.chip, i.destination, i.as_of AS ship_on, 1 + i.id % 100 AS units, 100 * (i.id % 1000) AS price
      FROM item AS i ORDER BY i.id;
CREATE TABLE order_plain (id integer PRIMARY KEY, chip chip, destination country, ship_on date, units integer, price numeric, outcome outcome);
CREATE TABLE order_screened (LIKE order_plain INCLUDING ALL);
CREATE TABLE order_plpgsql (LIKE order_plain INCLUDING ALL);
CREATE TRIGGER screen BEFORE INSERT ON order_screened FOR EACH ROW EXECUTE FUNCTION screen_order(
    'chip=chip', 'destination=destination', 'as_of=ship_on', 'quantity=units', 'value=price', 'outcome=outcome', 'action=record');

-- A log like ours, with its indexes.
CREATE SEQUENCE log_id;
CREATE TABLE log (LIKE screening INCLUDING DEFAULTS, PRIMARY KEY (id, screened_at)) PARTITION BY RANGE (screened_at);
ALTER TABLE log ALTER id SET DEFAULT nextval('log_id');
CREATE TABLE log_default PARTITION OF log DEFAULT;
CREATE INDEX ON log (order_table, row_key, id);

CREATE FUNCTION plpgsql_screen() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    found determination;
    current record;
BEGIN
    found := classify(NEW.chip, NEW.destination, NEW.ship_on, CURRENT_DATE, NEW.destination, scenario => 'enforced');
    SELECT r.id, r.digest INTO current FROM release AS r ORDER BY r.id DESC LIMIT 1;
    NEW.outcome := (found).outcome;
    INSERT INTO log (order_table, relation, row_key, action, chip, destination, as_of, as_known, headquarters, scenario, quantity, value,
                     release, digest, determination)
    VALUES (1, 'bench.order_plpgsql', NEW.id, CASE WHEN (found).outcome <= 'license_exception' THEN 'passed' ELSE 'recorded' END::screening_action,
            NEW.chip, NEW.destination, NEW.ship_on, CURRENT_DATE, NEW.destination, 'enforced', NEW.units, NEW.price,
            current.id, current.digest, found);
    RETURN NEW;
END
$$;
CREATE TRIGGER screen BEFORE INSERT ON order_plpgsql FOR EACH ROW EXECUTE FUNCTION plpgsql_screen();
