-- The log of screenings: every decision on an order, with all that it was made from.

CREATE TYPE screening_action AS ENUM (
    'passed', 'licensed', 'held', 'recorded', 'rescreened', 'closed', 'cancelled',
    'returned', 'part_shipped'
);
COMMENT ON TYPE screening_action IS
    'What became of an order. passed: no license is required, or a license exception applies. '
    'licensed: the license that the order names covers it and was drawn down. held, recorded: '
    'neither is so, and the order was let in, to wait or just for the record. rescreened: '
    'rescreen() looked at it again. closed: shipped or otherwise done. cancelled: given up or '
    'deleted. returned: a return, which is no export. part_shipped: some of its units have '
    'shipped; what is left has the entry that follows. A blocked order is not in this log, but in '
    'the log of the server.';

-- Written by the trigger itself, as part of the order's transaction, and by nobody else: who may
-- write orders needs no right to write here.
CREATE TABLE screening (
    id             bigint NOT NULL DEFAULT next_screening_id(),
    screened_at    timestamptz NOT NULL DEFAULT clock_timestamp(),
    screened_by    name NOT NULL DEFAULT session_user,
    order_table    bigint NOT NULL,
    relation       text NOT NULL,
    row_key        text NOT NULL,
    action         screening_action NOT NULL,
    rescreens      bigint,
    product        text,
    vendor         text,
    chip           chip,
    eccn           eccn,
    destination    country,
    as_of          date,
    as_known       date NOT NULL,
    headquarters   country,
    end_use        text,
    end_user       text,
    consignee      text,
    shipment       shipment,
    scenario       text NOT NULL,
    quantity       numeric,
    value          numeric,
    license        text,
    license_amount numeric,
    license_fault  text,
    not_understood jsonb,
    release        bigint NOT NULL,
    digest         bytea NOT NULL,
    determination  determination,
    consignee_tpp  numeric
) PARTITION BY RANGE (screened_at);
-- Indexes are of each partition, and not of the whole: attaching a partition would make those of
-- the whole, and then a dump, which says nothing of an extension's tables but much of their
-- partitions, could not be restored: it makes them again.
CREATE TABLE screening_default PARTITION OF screening (PRIMARY KEY (id, screened_at)) DEFAULT;
ALTER SEQUENCE screening_id OWNED BY screening.id;
CREATE INDEX screening_order ON screening_default (order_table, row_key, id);
COMMENT ON TABLE screening IS
    'The log of screenings, newest id last. Append-only. screen_order() and rescreen() write it, '
    'without firing triggers. Partitioned by screened_at: add_screening_partition() makes the '
    'partition of a month, and screening_default holds what falls in none.';
COMMENT ON COLUMN screening.id IS 'in the order in which the screenings began';
COMMENT ON COLUMN screening.screened_at IS
    'when, by the clock, however long the transaction had been open';
COMMENT ON COLUMN screening.screened_by IS 'the session''s user';
COMMENT ON COLUMN screening.order_table IS 'table of the order: its id in order_table';
COMMENT ON COLUMN screening.relation IS 'name of the table at that time, with its schema';
COMMENT ON COLUMN screening.row_key IS
    'the order: the text of its key columns, in the order of the key, whatever the session''s '
    'settings. Several columns are separated by /, and a / or \ within one has a \ before it';
COMMENT ON COLUMN screening.action IS 'what became of it';
COMMENT ON COLUMN screening.rescreens IS
    'the entry that was looked at again; NULL: this entry is about the order itself';
COMMENT ON COLUMN screening.product IS 'the product, as the order calls it';
COMMENT ON COLUMN screening.vendor IS 'who makes it, as the order says';
COMMENT ON COLUMN screening.chip IS 'the item''s facts at that time';
COMMENT ON COLUMN screening.eccn IS
    'the item''s ECCN, if the order states nothing else of it; otherwise the chip states it';
COMMENT ON COLUMN screening.destination IS 'destination';
COMMENT ON COLUMN screening.as_of IS 'legal date: the day of the shipment';
COMMENT ON COLUMN screening.as_known IS 'date of knowledge: the day of the screening';
COMMENT ON COLUMN screening.headquarters IS
    'where the ultimate parent is headquartered; NULL: unknown. If the order table does not say, '
    'the destination';
COMMENT ON COLUMN screening.end_use IS 'end use; NULL: none stated';
COMMENT ON COLUMN screening.end_user IS 'id of the party that is the end user';
COMMENT ON COLUMN screening.consignee IS 'the ultimate consignee, as licenses count it';
COMMENT ON COLUMN screening.shipment IS
    'the facts of the shipment, quantity and value included; NULL: nothing is known of it';
COMMENT ON COLUMN screening.scenario IS 'scenario';
COMMENT ON COLUMN screening.quantity IS
    'units ordered; of an order that ships in parts, the units that the entry is about';
COMMENT ON COLUMN screening.value IS 'what these units cost';
COMMENT ON COLUMN screening.license IS 'the license that the order names';
COMMENT ON COLUMN screening.license_amount IS
    'what was drawn down, in the license''s metric; NULL: nothing';
COMMENT ON COLUMN screening.license_fault IS 'why the license that the order names does not help';
COMMENT ON COLUMN screening.not_understood IS
    'what the order states and was not understood: by argument of the trigger, what was read, the '
    'fault, and a hint. Such an order does not pass, and what it does not tell is unknown; NULL: '
    'all was understood';
COMMENT ON COLUMN screening.release IS 'id of the release that decided';
COMMENT ON COLUMN screening.digest IS 'digest of its rulebook';
COMMENT ON COLUMN screening.determination IS
    'what classify() answered; NULL for cancelled and returned';
COMMENT ON COLUMN screening.consignee_tpp IS
    'consignee_tpp as 0.1.0 wrote it, which its seals hold; the shipment has it since, and new '
    'entries have NULL here';
COMMENT ON TABLE screening_default IS 'Screenings of all times that no other partition holds.';

SELECT make_append_only('screening');
SELECT make_append_only('screening_default');

CREATE VIEW open_order AS
    SELECT e.id, e.screened_at, e.screened_by, e.order_table,
           coalesce(t.name, e.relation) AS relation, e.row_key, e.action, e.rescreens, e.product,
           e.vendor, e.chip, e.eccn, e.destination, e.as_of, e.as_known, e.headquarters, e.end_use,
           e.end_user, e.consignee, e.shipment, e.scenario, e.quantity, e.value, e.license,
           e.license_amount, e.license_fault, e.not_understood, e.release, e.digest,
           e.determination,
           coalesce(again.determination, e.determination) AS standing
      FROM (SELECT DISTINCT ON (s.order_table, s.row_key) s.*
              FROM screening AS s
             WHERE s.rescreens IS NULL
             ORDER BY s.order_table, s.row_key, s.id DESC) AS e
      LEFT JOIN (SELECT DISTINCT ON (r.order_table, r.row_key, r.rescreens)
                        r.order_table, r.row_key, r.rescreens, r.determination
                   FROM screening AS r
                  WHERE r.rescreens IS NOT NULL
                  ORDER BY r.order_table, r.row_key, r.rescreens, r.id DESC) AS again
        ON again.order_table = e.order_table AND again.row_key = e.row_key
       AND again.rescreens = e.id
      LEFT JOIN (SELECT o.id, format('%I.%I', n.nspname, c.relname) AS name
                   FROM order_table AS o
                   JOIN pg_catalog.pg_class AS c ON c.oid = o.relation
                   JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace) AS t
        ON t.id = e.order_table
     -- As texts: a label that an update adds cannot be used in its own transaction.
     WHERE e.action::text NOT IN ('closed', 'cancelled', 'returned');
COMMENT ON VIEW open_order IS
    'Orders that are neither closed nor cancelled: the newest entry of each, with the '
    'determination that stands.';
-- Its other columns, and those of a partition, are the log's.
DO $$
DECLARE
    comment record;
BEGIN
    FOR comment IN
        SELECT c.attrelid::regclass AS relation, c.attname,
               col_description(l.attrelid, l.attnum) AS text
          FROM pg_attribute AS c
          JOIN pg_attribute AS l ON l.attname = c.attname AND l.attnum > 0
         WHERE c.attrelid IN ('open_order'::regclass, 'screening_default'::regclass)
           AND l.attrelid = 'screening'::regclass
    LOOP
        EXECUTE format('COMMENT ON COLUMN %s.%I IS %L',
                       comment.relation, comment.attname, comment.text);
    END LOOP;
END
$$;
COMMENT ON COLUMN open_order.relation IS
    'name of the table now; of a dropped table, its name at that time';
COMMENT ON COLUMN open_order.standing IS
    'the determination of the newest re-screening of this entry, or of the entry itself';

CREATE FUNCTION add_screening_partition(month date) RETURNS regclass
    LANGUAGE plpgsql
    SET search_path = pg_catalog, pg_temp
    SET datestyle = ISO
    SET timezone = 'UTC'
AS $$
DECLARE
    start constant timestamp   := date_trunc('month', month::timestamp);
    first constant timestamptz := start AT TIME ZONE 'UTC';
    until constant timestamptz := (start + interval '1 month') AT TIME ZONE 'UTC';
    name  constant text        := 'screening_' || to_char(month, 'YYYY_MM');
BEGIN
    IF month IS NULL OR NOT isfinite(month) THEN
        RAISE EXCEPTION 'the month is not given'
            USING ERRCODE = 'invalid_parameter_value',
                  HINT = 'Give any day of the month: add_screening_partition(''2027-01-01'').';
    ELSIF to_regclass(format('export_control.%I', name)) IS NOT NULL THEN
        RAISE EXCEPTION 'relation "%" already exists', name
            USING ERRCODE = 'duplicate_table',
                  HINT = 'A month has one partition. If it was detached, attach it again with '
                         'ALTER TABLE export_control.screening ATTACH PARTITION.';
    ELSIF EXISTS (SELECT FROM export_control.screening_default AS s
                   WHERE s.screened_at >= first AND s.screened_at < until) THEN
        RAISE EXCEPTION 'there are screenings of % already', to_char(month, 'YYYY-MM')
            USING ERRCODE = 'object_not_in_prerequisite_state',
                  DETAIL = 'They are in export_control.screening_default, and rows of an '
                           'append-only log cannot be moved.',
                  HINT = 'Make the partition of a month before the month begins.';
    END IF;
    EXECUTE format('CREATE TABLE export_control.%I PARTITION OF export_control.screening'
                   ' (PRIMARY KEY (id, screened_at)) FOR VALUES FROM (%L) TO (%L)',
                   name, first, until);
    EXECUTE format('CREATE INDEX ON export_control.%I (order_table, row_key, id)', name);
    EXECUTE format('ALTER TABLE export_control.%I OWNER TO %I', name,
                   (SELECT pg_get_userbyid(c.relowner)
                      FROM pg_class AS c WHERE c.oid = 'export_control.screening'::regclass));
    PERFORM export_control.make_append_only(format('export_control.%I', name)::regclass);
    RETURN format('export_control.%I', name)::regclass;
END
$$;
COMMENT ON FUNCTION add_screening_partition(date) IS
    'Makes the partition of the log for a month (of UTC), and returns it. You grant privileges on '
    'it; anyone who reads the log reads screening. Errors: 55000 there are screenings of that '
    'month already, 42P07 the partition exists.';

CREATE FUNCTION replay(
    entry    screening,
    rulebook rulebook DEFAULT NULL,
    as_of    date DEFAULT NULL,
    as_known date DEFAULT NULL
) RETURNS determination
    AS 'MODULE_PATHNAME' LANGUAGE C STABLE PARALLEL SAFE COST 20;
COMMENT ON FUNCTION replay(screening, rulebook, date, date) IS
    'Determines an entry of the log again, from the facts in it. With the entry alone, it uses the '
    'rulebook that decided it, and gives the same determination for ever. A rulebook or dates take '
    'the place of the entry''s. NULL for an entry without a determination. Errors: 22004 a row '
    'that lacks what every row of the log has, 55000 the entry''s rulebook is not among the '
    'releases.';

CREATE FUNCTION record_rescreening(entry bigint, as_of date, as_known date) RETURNS bigint
    AS 'MODULE_PATHNAME' LANGUAGE C;
COMMENT ON FUNCTION record_rescreening(bigint, date, date) IS
    'internal: determines an entry again, by the current release and on these dates (as_of NULL: '
    'unknown), and logs that; returns the id of the new entry. Called by rescreen(). Errors: P0002 '
    'no such entry, 22004.';
