-- Licenses and capped license exceptions: what may be shipped under them, and what has been.

CREATE TYPE license_kind AS ENUM ('license', 'exception');
COMMENT ON TYPE license_kind IS
    'An authorization: a license that was applied for, or a license exception that is used.';
CREATE TYPE license_metric AS ENUM ('units', 'value', 'tpp');
COMMENT ON TYPE license_metric IS
    'What is counted against a cap: units shipped, their value in US dollars, or their total '
    'processing performance.';
CREATE TYPE license_span AS ENUM ('license', 'consignee_year');
COMMENT ON TYPE license_span IS
    'What a cap holds for: the whole license, or each consignee and calendar year.';
CREATE TYPE license_state AS ENUM (
    'draft', 'issued', 'suspended', 'revoked', 'exhausted', 'expired'
);
COMMENT ON TYPE license_state IS 'Where a license stands. Only an issued one may be used.';

CREATE TABLE license (
    id       text PRIMARY KEY CHECK (id ~ '\S'),
    kind     license_kind NOT NULL DEFAULT 'license',
    symbol   text,
    scope    condition,
    metric   license_metric NOT NULL DEFAULT 'units',
    cap      numeric CHECK (cap >= 0 AND cap < 'Infinity'),
    per      license_span NOT NULL DEFAULT 'license',
    valid    daterange NOT NULL DEFAULT '(,)',
    state    license_state NOT NULL DEFAULT 'draft',
    citation text,
    note     text,
    CHECK (kind <> 'exception' OR (symbol IS NOT NULL AND symbol ~ '\S'))
);
COMMENT ON TABLE license IS
    'An authorization to ship: a license, a license exception with a cap, or an allocation. To '
    'suspend one, set its state; that waits for uses under way.';
COMMENT ON COLUMN license.id IS 'as orders name it: the license''s number';
COMMENT ON COLUMN license.kind IS 'a license that was applied for, or an exception that is used';
COMMENT ON COLUMN license.symbol IS 'symbol of a license exception, such as LPP';
COMMENT ON COLUMN license.scope IS
    'what it authorizes, as a condition on the item, the destination and the parties; NULL: '
    'anything';
COMMENT ON COLUMN license.metric IS 'what is counted';
COMMENT ON COLUMN license.cap IS 'how much may be shipped, in the metric; NULL: no limit';
COMMENT ON COLUMN license.per IS 'what the cap holds for';
COMMENT ON COLUMN license.valid IS 'the days on which it may be used';
COMMENT ON COLUMN license.state IS
    'where it stands; exhausted and expired are for closing the books, as a used-up cap and a day '
    'outside valid are refused in any state';
COMMENT ON COLUMN license.citation IS 'where it is written';
COMMENT ON COLUMN license.note IS 'conditions that nothing here checks, and doubts';

CREATE TABLE license_use (
    license     text NOT NULL REFERENCES license,
    key         text NOT NULL CHECK (key ~ '\S'),
    -- There is always a next one.
    attempt     bigint NOT NULL CHECK (attempt > 0 AND attempt < 1000000000000000000),
    consignee   text,
    used_on     date NOT NULL CHECK (isfinite(used_on)),
    -- However many are added up, there is room for one more.
    amount      numeric NOT NULL CHECK (amount > 0 AND amount < 1e100),
    recorded_by name NOT NULL,
    recorded_at timestamptz NOT NULL,
    reversed_by name,
    reversed_at timestamptz,
    PRIMARY KEY (license, key, attempt),
    CHECK ((reversed_by IS NULL) = (reversed_at IS NULL))
);
-- What makes a key count once, whoever writes.
CREATE UNIQUE INDEX license_use_key ON license_use (license, key) WHERE reversed_at IS NULL;
COMMENT ON TABLE license_use IS
    'The ledger of licenses. use_license() writes a row; after that, the row can only be reversed, '
    'once, by reverse_use(). A trigger writes attempt, by whom and when; only the owner of the '
    'table, who restores dumps, may give them.';
COMMENT ON COLUMN license_use.license IS 'what was used';
COMMENT ON COLUMN license_use.key IS
    'the caller''s name for this use, such as the order line; repeated calls with the same key '
    'count once';
COMMENT ON COLUMN license_use.attempt IS
    '1, and one more each time that a key is used again after a reversal';
COMMENT ON COLUMN license_use.consignee IS 'the ultimate consignee';
COMMENT ON COLUMN license_use.used_on IS 'the day of the shipment';
COMMENT ON COLUMN license_use.amount IS 'in the license''s metric';
COMMENT ON COLUMN license_use.recorded_by IS 'the session''s user';
COMMENT ON COLUMN license_use.recorded_at IS 'when it was counted';
COMMENT ON COLUMN license_use.reversed_by IS 'the user of the session that gave it back';
COMMENT ON COLUMN license_use.reversed_at IS 'when it was given back; NULL: it counts';

CREATE TABLE license_total (
    license   text NOT NULL REFERENCES license,
    consignee text NOT NULL,
    year      integer NOT NULL,
    used      numeric NOT NULL CHECK (used >= 0),
    PRIMARY KEY (license, consignee, year)
);
COMMENT ON TABLE license_total IS
    'What the ledger adds up to: ledger_sum(), kept up to date by the ledger''s trigger. So a use '
    'need not read the ledger. As every use changes this row, a transaction whose snapshot is '
    'older than another''s use fails (40001) and does not overdraw. Not in dumps: restoring the '
    'ledger makes it, or the next use does.';
COMMENT ON COLUMN license_total.license IS 'the license';
COMMENT ON COLUMN license_total.consignee IS 'empty where the cap holds for the whole license';
COMMENT ON COLUMN license_total.year IS '0 where the cap holds for the whole license';
COMMENT ON COLUMN license_total.used IS 'in the license''s metric';

-- In PL/pgSQL, so that whoever asks for a total that is there need not plan this.
CREATE FUNCTION ledger_sum(license text, consignee text, year numeric) RETURNS numeric
    LANGUAGE plpgsql STABLE PARALLEL SAFE
    SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    RETURN coalesce(sum(u.amount), 0)
      FROM export_control.license_use AS u
     WHERE u.license = ledger_sum.license AND u.reversed_at IS NULL
       AND (ledger_sum.year = 0
            OR u.consignee = ledger_sum.consignee
               AND extract(year FROM u.used_on) = ledger_sum.year);
END
$$;
COMMENT ON FUNCTION ledger_sum(text, text, numeric) IS
    'internal: what the ledger of a license adds up to: of a consignee in a calendar year, or, '
    'where year is 0, in all. license_total holds it.';

CREATE FUNCTION is_reversal(before license_use, after license_use) RETURNS boolean
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
BEGIN ATOMIC
    SELECT (before).reversed_at IS NULL AND (after).reversed_by IS NOT NULL
           AND ROW((before).license, (before).key, (before).attempt, (before).consignee,
                   (before).used_on, (before).amount, (before).recorded_by, (before).recorded_at)
               IS NOT DISTINCT FROM
               ROW((after).license, (after).key, (after).attempt, (after).consignee,
                   (after).used_on, (after).amount, (after).recorded_by, (after).recorded_at);
END;
COMMENT ON FUNCTION is_reversal(license_use, license_use) IS
    'internal: whether all that changes in a row of the ledger is that it is reversed';

CREATE FUNCTION add_to_total(l license, consignee text, used_on date, amount numeric)
    RETURNS numeric
    LANGUAGE plpgsql
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    by_year   constant boolean := l.per = 'consignee_year';
    of_whom   constant text    := CASE WHEN by_year THEN consignee ELSE '' END;
    of_year   constant integer := CASE WHEN by_year AND isfinite(used_on)
                                       THEN extract(year FROM used_on) ELSE 0 END;
    total     numeric;
BEGIN
    UPDATE export_control.license_total AS t SET used = t.used + add_to_total.amount
     WHERE t.license = l.id AND t.consignee = of_whom AND t.year = of_year
    RETURNING t.used INTO total;
    IF NOT FOUND THEN
        -- One that was made since this transaction's snapshot conflicts: a serialization failure.
        INSERT INTO export_control.license_total AS t (license, consignee, year, used)
        VALUES (l.id, of_whom, of_year,
                export_control.ledger_sum(l.id, of_whom, of_year) + add_to_total.amount)
        ON CONFLICT ON CONSTRAINT license_total_pkey
        DO UPDATE SET used = t.used + add_to_total.amount
        RETURNING t.used INTO total;
    END IF;
    RETURN total;
END
$$;
COMMENT ON FUNCTION add_to_total(license, text, date, numeric) IS
    'internal: adds an amount to the total of a license that a use counts in, and returns that. '
    'Called by keep_license_total().';

CREATE FUNCTION refuse_beyond_license(l license, used_on date, total numeric) RETURNS void
    LANGUAGE plpgsql
    SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF l.state <> 'issued' OR NOT l.valid @> used_on OR total > l.cap THEN
        RAISE EXCEPTION 'license "%" does not allow this use', l.id
            USING ERRCODE = 'restrict_violation',
                  DETAIL = format('Its state is %s, its period %s and its cap %s, of which %s '
                                  'would be used.',
                                  l.state, l.valid, coalesce(l.cap::text, 'none'), total),
                  HINT = 'Use licenses with export_control.use_license(), which says what is '
                         'wrong.';
    END IF;
END
$$;
COMMENT ON FUNCTION refuse_beyond_license(license, date, numeric) IS
    'internal: the error when a row of the ledger is more than its license allows (23001)';

CREATE FUNCTION refuse_given_column(use license_use, inserted boolean, attempts bigint)
    RETURNS void
    LANGUAGE plpgsql
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    given constant text := CASE
        WHEN use.reversed_at IS NOT NULL THEN 'reversed_at'
        WHEN NOT inserted THEN NULL
        WHEN use.reversed_by IS NOT NULL THEN 'reversed_by'
        WHEN use.recorded_at IS NOT NULL THEN 'recorded_at'
        WHEN use.attempt <> attempts THEN 'attempt'
    END;
BEGIN
    IF given IS NOT NULL THEN
        RAISE EXCEPTION '% of export_control.license_use is written by its trigger', given
            USING ERRCODE = 'restrict_violation',
                  DETAIL = 'Only the owner of the table, who restores dumps, may give it.',
                  HINT = format('Leave %s out, or call export_control.use_license() or '
                                'reverse_use().', given);
    END IF;
END
$$;
COMMENT ON FUNCTION refuse_given_column(license_use, boolean, bigint) IS
    'internal: the error when a row of the ledger gives what the ledger writes itself (23001)';

-- BEFORE, so that of two writers with the same key and old snapshots the second fails at the total,
-- which says "serialization failure", and not at the key, which would say that the caller did
-- wrong.
CREATE FUNCTION keep_license_total() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    l        export_control.license;
    by_owner constant boolean := export_control.may_act_as_owner(TG_RELID);
    attempts bigint;
    counted  numeric;
    total    numeric;
BEGIN
    IF TG_OP = 'INSERT' THEN
        counted := CASE WHEN NEW.reversed_at IS NULL THEN NEW.amount ELSE 0 END;
    ELSIF TG_OP = 'UPDATE' THEN
        counted := CASE WHEN export_control.is_reversal(OLD, NEW) THEN -NEW.amount END;
    END IF;
    IF counted IS NULL THEN
        RAISE EXCEPTION '%.% is a ledger: % is refused', TG_TABLE_SCHEMA, TG_TABLE_NAME, TG_OP
            USING ERRCODE = 'restrict_violation',
                  DETAIL = 'A row can only be reversed, and only once.',
                  HINT = 'Give the use back with export_control.reverse_use(license, key), and use '
                         'the license again for another amount.';
    END IF;
    -- Whoever counts or gives back has the license to itself from here on.
    SELECT * INTO l FROM export_control.license AS r WHERE r.id = NEW.license FOR NO KEY UPDATE;

    -- What the ledger writes itself.  Its owner may give it, who restores dumps and
    -- applies what is replicated: such rows stay as they were.
    IF TG_OP = 'INSERT' THEN
        SELECT coalesce(max(u.attempt), 0) + 1 INTO attempts
          FROM export_control.license_use AS u WHERE u.license = NEW.license AND u.key = NEW.key;
    END IF;
    IF NOT by_owner THEN
        PERFORM export_control.refuse_given_column(NEW, TG_OP = 'INSERT', attempts);
    END IF;
    IF TG_OP = 'INSERT' THEN
        NEW.attempt := coalesce(NEW.attempt, attempts);
        NEW.recorded_by := coalesce(NEW.recorded_by, session_user);
        NEW.recorded_at := coalesce(NEW.recorded_at, clock_timestamp());
    ELSE
        NEW.reversed_at := coalesce(NEW.reversed_at, clock_timestamp());
    END IF;

    -- A restore or replication may bring a use before its license.  Then it is not known yet what
    -- total it counts in, and none is written: one that is not there is what the ledger says.
    IF l.id IS NULL THEN
        RETURN NEW;
    END IF;
    IF NOT by_owner AND l.per = 'consignee_year' AND coalesce(NEW.consignee, '') !~ '\S' THEN
        PERFORM export_control.refuse_unknown_consignee(l.id);
    END IF;
    total := export_control.add_to_total(l, NEW.consignee, NEW.used_on, counted);
    -- Whoever may write the ledger need not call use_license().  What is restored may be of a
    -- license that has ended since.
    IF NOT by_owner AND TG_OP = 'INSERT' THEN
        PERFORM export_control.refuse_beyond_license(l, NEW.used_on, total);
    END IF;
    RETURN NEW;
END
$$;
COMMENT ON FUNCTION keep_license_total() IS
    'trigger: keeps license_total equal to what the ledger adds up to, keeps the ledger '
    'append-only and within what the license allows, and writes attempt, by whom and when (23001)';

CREATE FUNCTION write_ledger() RETURNS trigger AS 'MODULE_PATHNAME' LANGUAGE C;
COMMENT ON FUNCTION write_ledger() IS
    'trigger: of license_use; calls keep_license_total(), and lets it write license_total';
CREATE FUNCTION ledger_is_writing() RETURNS boolean AS 'MODULE_PATHNAME' LANGUAGE C;
COMMENT ON FUNCTION ledger_is_writing() IS 'internal: whether write_ledger() is running';
CREATE FUNCTION applies_replication() RETURNS boolean AS 'MODULE_PATHNAME' LANGUAGE C STABLE;
COMMENT ON FUNCTION applies_replication() IS
    'internal: whether this process applies what a publisher of logical replication sends';

CREATE TRIGGER keep_license_total BEFORE INSERT OR UPDATE OR DELETE ON license_use
    FOR EACH ROW EXECUTE FUNCTION write_ledger();
CREATE TRIGGER keep_license_total_truncate BEFORE TRUNCATE ON license_use
    FOR EACH STATEMENT EXECUTE FUNCTION keep_license_total();

-- Whoever uses licenses must be allowed to write the totals, as no function here runs with
-- another's rights.  To set one to what the ledger adds up to is no harm: so guard_ledger() mends
-- what was written otherwise.
CREATE FUNCTION refuse_direct_total() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF export_control.ledger_is_writing() THEN
        RETURN NULL;
    ELSIF TG_OP = 'UPDATE' THEN
        IF NEW.used = export_control.ledger_sum(NEW.license, NEW.consignee, NEW.year)
           AND ROW(NEW.license, NEW.consignee, NEW.year)
               = ROW(OLD.license, OLD.consignee, OLD.year) THEN
            RETURN NULL;
        ELSIF export_control.applies_replication() THEN
            -- The publisher counts uses that come next.
            UPDATE export_control.license_total AS t
               SET used = export_control.ledger_sum(t.license, t.consignee, t.year)
             WHERE t.license = NEW.license AND t.consignee = NEW.consignee AND t.year = NEW.year;
            RETURN NULL;
        END IF;
    END IF;
    RAISE EXCEPTION '%.% is what the ledger adds up to: % '
                    'is refused', TG_TABLE_SCHEMA, TG_TABLE_NAME, TG_OP
        USING ERRCODE = 'restrict_violation',
              DETAIL = 'The trigger of license_use keeps it so.',
              HINT = 'Use licenses with export_control.use_license() and reverse_use(); to allow '
                     'more, raise the cap of the license.';
END
$$;
COMMENT ON FUNCTION refuse_direct_total() IS
    'trigger: only the ledger changes totals, except to what it adds up to (23001)';

-- AFTER, since a BEFORE UPDATE trigger, also one that is disabled, has each row locked before it is
-- updated.  In a transaction that has a savepoint for each use these locks would gather, and each
-- use would take the longer the more there were.
CREATE TRIGGER refuse_direct_total AFTER INSERT OR UPDATE OR DELETE ON license_total
    FOR EACH ROW EXECUTE FUNCTION refuse_direct_total();
CREATE TRIGGER refuse_direct_total_truncate BEFORE TRUNCATE ON license_total
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_direct_total();

CREATE FUNCTION skip_published_total() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF export_control.applies_replication() AND NOT export_control.ledger_is_writing() THEN
        RETURN NULL;
    END IF;
    RETURN NEW;
END
$$;
COMMENT ON FUNCTION skip_published_total() IS
    'trigger: skips the totals that a publisher of logical replication sends, as the ledger that '
    'it sends makes them';

CREATE TRIGGER skip_published_total BEFORE INSERT ON license_total
    FOR EACH ROW EXECUTE FUNCTION skip_published_total();

CREATE FUNCTION keep_license_metric() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    -- The row is locked by now, so no use is under way.
    IF NEW.metric = OLD.metric AND NEW.per = OLD.per THEN
        RETURN NEW;
    ELSIF EXISTS (SELECT FROM export_control.license_use AS u WHERE u.license = OLD.id) THEN
        RAISE EXCEPTION 'license "%" has been used: what it counts cannot be changed', OLD.id
            USING ERRCODE = 'restrict_violation',
                  DETAIL = format('Its ledger is in %s per %s.', OLD.metric, OLD.per),
                  HINT = 'Close this license by setting its state, and add another with a new id.';
    END IF;
    PERFORM export_control.refuse_unseen(
        format('license "%s" has been used since this transaction began', OLD.id),
        'What a license that has been used counts cannot be changed. Close this one by its state, '
        'and add another under a new id.',
        'SELECT FROM export_control.license_use AS u WHERE u.license OPERATOR(pg_catalog.=) $1',
        OLD.id);
    RETURN NEW;
END
$$;
COMMENT ON FUNCTION keep_license_metric() IS
    'trigger: what a ledger counts cannot change, so its amounts keep their meaning (23001, 40001)';

CREATE TRIGGER keep_license_metric BEFORE UPDATE ON license FOR EACH ROW
    EXECUTE FUNCTION keep_license_metric();

CREATE FUNCTION license_covers(
    license       text,
    chip          chip,
    destination   country,
    as_of         date,
    headquarters  country,
    end_use       text,
    shipment      shipment
) RETURNS boolean
    LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
    SELECT CASE
               WHEN l.scope IS NULL THEN true
               -- holds() takes a headquarters that is not stated to be in the destination.  Here it
               -- is unknown, and the answer is the one that is the same wherever the headquarters
               -- may be.
               WHEN said.headquarters IS NULL AND l.scope::text LIKE '%headquarters%'
               THEN (SELECT CASE WHEN every(h.covered IS TRUE) THEN true
                                 WHEN every(h.covered IS FALSE) THEN false END
                       FROM (SELECT holds(l.scope, license_covers.chip, license_covers.destination,
                                          license_covers.as_of, NULL, c.code,
                                          license_covers.end_use, NULL, NULL,
                                          license_covers.shipment, item.eccn) AS covered
                               FROM destination AS c) AS h)
               ELSE holds(l.scope, license_covers.chip, license_covers.destination,
                          license_covers.as_of, NULL, license_covers.headquarters,
                          license_covers.end_use, NULL, NULL,
                          license_covers.shipment, item.eccn)
           END
      FROM license AS l
     CROSS JOIN LATERAL (
           SELECT (classify(license_covers.chip, license_covers.destination, license_covers.as_of,
                            NULL, license_covers.headquarters, license_covers.end_use, NULL, NULL,
                            license_covers.shipment)).eccn
           ) AS item
     CROSS JOIN LATERAL (
           SELECT coalesce(license_covers.headquarters,
                           (license_covers.shipment::jsonb ->> 'headquarters')::country)
                   AS headquarters
           ) AS said
     WHERE l.id = license_covers.license;
END;
COMMENT ON FUNCTION license_covers(text, chip, country, date, country, text, shipment) IS
    'Whether a shipment is within the scope of a license: true, false, or NULL when that is '
    'unknown, which is not covered. A license without a scope covers everything; of a license that '
    'does not exist nothing is known. A headquarters that neither the argument nor the shipment '
    'states is unknown here, not in the destination. State, period and cap are looked at by '
    'use_license(). The ECCN that a scope '
    'tests for is that of classify().';

CREATE FUNCTION license_amount(
    license  text,
    chip     chip,
    quantity numeric,
    value    numeric DEFAULT NULL
) RETURNS numeric
    LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
    SELECT CASE l.metric
               WHEN 'units' THEN license_amount.quantity
               WHEN 'value' THEN license_amount.value
               WHEN 'tpp' THEN license_amount.quantity * upper(tpp_range(license_amount.chip))
                               * upper(ics_range(license_amount.chip))
           END
      FROM license AS l WHERE l.id = license_amount.license;
END;
COMMENT ON FUNCTION license_amount(text, chip, numeric, numeric) IS
    'What a shipment counts against a license, in its metric; NULL when unknown. TPP counts for '
    'each controlled circuit in each unit (ics), and what is known as an interval counts with its '
    'upper bound.';

CREATE FUNCTION license_used(
    license   text,
    consignee text DEFAULT NULL,
    day       date DEFAULT CURRENT_DATE
) RETURNS numeric
    LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
    SELECT CASE l.per
               WHEN 'license' THEN
                   coalesce((SELECT t.used FROM license_total AS t
                              WHERE t.license = l.id AND t.consignee = '' AND t.year = 0),
                            ledger_sum(l.id, license_used.consignee, 0))
               WHEN 'consignee_year' THEN
                   CASE WHEN license_used.consignee IS NOT NULL AND license_used.day IS NOT NULL
                        THEN coalesce((SELECT t.used FROM license_total AS t
                                        WHERE t.license = l.id
                                          AND t.consignee = license_used.consignee
                                          AND t.year = extract(year FROM license_used.day)),
                                      ledger_sum(l.id, license_used.consignee,
                                                 extract(year FROM license_used.day))) END
           END
      FROM license AS l WHERE l.id = license_used.license;
END;
COMMENT ON FUNCTION license_used(text, text, date) IS
    'What has been used of a license, without reversed uses: in all, or by a consignee in the '
    'calendar year of a day, as its cap is. NULL: there is no such license, or the consignee that '
    'its cap asks for is not given.';

CREATE FUNCTION refuse_unknown_license(license text) RETURNS void
    LANGUAGE plpgsql
    SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF license IS NULL THEN
        RAISE EXCEPTION 'no license is named'
            USING ERRCODE = 'null_value_not_allowed',
                  HINT = 'Give the id of a row of export_control.license.';
    END IF;
    RAISE EXCEPTION 'license "%" is unknown', license
        USING ERRCODE = 'XC010',
              HINT = 'SELECT id, state FROM export_control.license lists those that are known.';
END
$$;
COMMENT ON FUNCTION refuse_unknown_license(text) IS
    'internal: the error for a license that is not there (XC010)';

CREATE FUNCTION unknown_consignee_fault(
    license     text,
    OUT code    text,
    OUT message text,
    OUT detail  text,
    OUT hint    text
)
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
BEGIN ATOMIC
    SELECT '22004', 'the consignee is not given',
           format('The cap of license "%s" holds for each consignee and calendar year.', license),
           'Give the ultimate consignee, always under the same name: two names would have two '
           'caps.';
END;
COMMENT ON FUNCTION unknown_consignee_fault(text) IS
    'internal: what is wrong where a consignee is needed and not given (22004)';

CREATE FUNCTION refuse_unknown_consignee(license text) RETURNS void
    LANGUAGE plpgsql
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    fault constant record := export_control.unknown_consignee_fault(license);
BEGIN
    RAISE EXCEPTION USING ERRCODE = fault.code, MESSAGE = fault.message,
        DETAIL = fault.detail, HINT = fault.hint;
END
$$;
COMMENT ON FUNCTION refuse_unknown_consignee(text) IS
    'internal: the error for a consignee that is needed and not given (22004)';

CREATE FUNCTION license_balance(
    license   text,
    consignee text DEFAULT NULL,
    day       date DEFAULT CURRENT_DATE
) RETURNS numeric
    LANGUAGE plpgsql STABLE
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    l export_control.license;
BEGIN
    SELECT * INTO l FROM export_control.license AS r WHERE r.id = license_balance.license;
    IF NOT FOUND THEN
        PERFORM export_control.refuse_unknown_license(license_balance.license);
    ELSIF l.per = 'consignee_year' AND coalesce(license_balance.consignee, '') !~ '\S' THEN
        PERFORM export_control.refuse_unknown_consignee(license_balance.license);
    END IF;
    RETURN l.cap - export_control.license_used(l.id, license_balance.consignee,
                                               license_balance.day);
END
$$;
COMMENT ON FUNCTION license_balance(text, text, date) IS
    'What remains of a license: of its cap, or of a consignee''s cap in the calendar year of a '
    'day. NULL: no cap. Below zero if the cap was lowered below what had been used. Errors: XC010 '
    'unknown license, 22004 no consignee.';

CREATE FUNCTION refuse_impossible_use(key text, amount numeric, used_on date) RETURNS void
    LANGUAGE plpgsql
    SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF key IS NULL OR key !~ '\S' THEN
        RAISE EXCEPTION 'a use of a license needs a key'
            USING ERRCODE = 'null_value_not_allowed',
                  HINT = 'Pass a key that identifies this use, such as the order line; repeated '
                         'calls with the same key count once.';
    ELSIF amount IS NULL THEN
        RAISE EXCEPTION 'the amount is unknown'
            USING ERRCODE = 'null_value_not_allowed',
                  HINT = 'Find out the amount first; export_control.license_amount() computes what '
                         'a shipment counts.';
    ELSIF NOT (amount > 0 AND amount < 'Infinity') THEN
        RAISE EXCEPTION 'the amount must be greater than 0 and finite, not %', amount
            USING ERRCODE = 'invalid_parameter_value',
                  HINT = 'To give back what was used, call export_control.reverse_use().';
    ELSIF amount >= 1e100 THEN
        RAISE EXCEPTION 'the amount is too large to be counted'
            USING ERRCODE = 'invalid_parameter_value',
                  HINT = 'A ledger counts amounts below 1e100.';
    ELSIF used_on IS NULL OR NOT isfinite(used_on) THEN
        RAISE EXCEPTION 'the day of use must be a date'
            USING ERRCODE = 'invalid_parameter_value',
                  HINT = 'Give the day of the shipment, or leave used_on out for today.';
    END IF;
END
$$;
COMMENT ON FUNCTION refuse_impossible_use(text, numeric, date) IS
    'internal: the error for a use that no license could allow (22004, 22023)';

CREATE FUNCTION refuse_other_use(
    counted license_use, amount numeric, consignee text, used_on date
) RETURNS void
    LANGUAGE plpgsql
    SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF ROW(counted.amount, counted.consignee, counted.used_on)
       IS DISTINCT FROM ROW(amount, consignee, used_on) THEN
        RAISE EXCEPTION 'key "%" of license "%" already stands for another use',
                        counted.key, counted.license
            USING ERRCODE = 'XC015',
                  DETAIL = format('It stands for %s for consignee %L on %s; this call asks for %s '
                                  'for consignee %L on %s.',
                                  counted.amount, counted.consignee, counted.used_on,
                                  amount, consignee, used_on),
                  HINT = 'To repeat a use, pass the same arguments, including used_on, whose '
                         'default changes every day. For another use, choose another key, or call '
                         'export_control.reverse_use() first.';
    END IF;
END
$$;
COMMENT ON FUNCTION refuse_other_use(license_use, numeric, text, date) IS
    'internal: the error when a key comes again for another use than the one counted (XC015)';

-- A value and not an error, so that an order whose license does not help need not be undone by a
-- subtransaction: thousands of these in one transaction make its every look at the total slow.
CREATE FUNCTION license_fault(
    l           license,
    consignee   text,
    used_on     date,
    amount      numeric,
    OUT code    text,
    OUT message text,
    OUT detail  text,
    OUT hint    text,
    OUT used    numeric
)
    LANGUAGE plpgsql STABLE
    SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF l.state <> 'issued' THEN
        code := 'XC011';
        message := format('license "%s" cannot be used: it is %s', l.id,
                          CASE l.state WHEN 'draft' THEN 'a draft' ELSE l.state::text END);
        hint := CASE l.state
                    WHEN 'draft' THEN 'Set its state to issued once it has been issued.'
                    WHEN 'suspended' THEN 'Hold the order until the license is issued again, or '
                                          'name another license.'
                    ELSE 'Name another license, or apply for one.'
                END;
        RETURN;
    ELSIF NOT l.valid @> used_on THEN
        code := 'XC012';
        message := format('license "%s" is not valid on %s', l.id, used_on);
        detail := format('Its period is %s.', l.valid);
        hint := 'Name a license that is valid on the day of the shipment, or apply for one.';
        RETURN;
    ELSIF l.per = 'consignee_year' AND coalesce(consignee, '') !~ '\S' THEN
        SELECT f.* INTO code, message, detail, hint
          FROM export_control.unknown_consignee_fault(l.id) AS f;
        RETURN;
    END IF;
    used := export_control.license_used(l.id, consignee, used_on);
    IF used + amount > l.cap THEN
        code := 'XC014';
        message := CASE amount
                       WHEN 0 THEN format('license "%s" is used beyond its cap by %s', l.id,
                                          used - l.cap)
                       ELSE format('license "%s" does not suffice: %s needed, %s left', l.id,
                                   amount, l.cap - used) END;
        detail := format('Its cap is %s %s%s, of which %s are used.', l.cap,
                         CASE l.metric WHEN 'tpp' THEN 'TPP' ELSE l.metric::text END,
                         CASE l.per WHEN 'consignee_year'
                              THEN format(' for consignee %L in %s', consignee,
                                          extract(year FROM used_on)) END,
                         used);
        hint := CASE amount
                    WHEN 0 THEN 'Give back what is not needed, name another license, or raise the '
                                'cap if more has been authorized.'
                    ELSE 'Ship no more than what is left, or name another license.' END;
    END IF;
END
$$;
COMMENT ON FUNCTION license_fault(license, text, date, numeric) IS
    'internal: why a license does not allow another amount for a consignee on a day, or, where the '
    'amount is 0, why it no longer carries what has been used of it: SQLSTATE (XC011, XC012, XC014 '
    'or 22004), message, detail and hint; NULLs where it does. used: what has been used of the '
    'cap, where that was looked at';

-- One license is used by one transaction at a time: its row is locked before anything is read of
-- what is left.  So the sum never exceeds the cap, a change of the license's state waits for the
-- uses under way and is seen by all later ones, and there is one lock to take, hence nothing to
-- deadlock on.  (Locking only a consignee's total would let consignees pass each other, but then a
-- steady stream of uses could keep a suspension waiting for ever.)
CREATE FUNCTION use_license(
    license   text,
    key       text,
    amount    numeric,
    consignee text DEFAULT NULL,
    used_on   date DEFAULT CURRENT_DATE
) RETURNS numeric
    LANGUAGE plpgsql
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    l       export_control.license;
    counted export_control.license_use;
    fault   record;
BEGIN
    PERFORM export_control.refuse_impossible_use(use_license.key, use_license.amount,
                                                 use_license.used_on);
    SELECT * INTO l FROM export_control.license AS r
     WHERE r.id = use_license.license FOR NO KEY UPDATE;
    IF NOT FOUND THEN
        PERFORM export_control.refuse_unknown_license(use_license.license);
    END IF;

    -- What is counted already needs no permission any more.
    SELECT * INTO counted FROM export_control.license_use AS u
     WHERE u.license = l.id AND u.key = use_license.key AND u.reversed_at IS NULL;
    IF FOUND THEN
        PERFORM export_control.refuse_other_use(counted, use_license.amount,
                                                use_license.consignee, use_license.used_on);
        RETURN l.cap - export_control.license_used(l.id, use_license.consignee,
                                                   use_license.used_on);
    END IF;

    fault := export_control.license_fault(l, use_license.consignee, use_license.used_on,
                                          use_license.amount);
    IF fault.detail IS NOT NULL THEN
        RAISE EXCEPTION USING ERRCODE = fault.code, MESSAGE = fault.message,
            DETAIL = fault.detail, HINT = fault.hint;
    ELSIF fault.code IS NOT NULL THEN
        RAISE EXCEPTION USING ERRCODE = fault.code, MESSAGE = fault.message, HINT = fault.hint;
    END IF;

    INSERT INTO export_control.license_use (license, key, consignee, used_on, amount)
    VALUES (l.id, use_license.key, use_license.consignee, use_license.used_on, use_license.amount);
    RETURN l.cap - fault.used - use_license.amount;
END
$$;
COMMENT ON FUNCTION use_license(text, text, numeric, text, date) IS
    'Counts an amount against a license and returns what remains (NULL: no cap). The key '
    'identifies the use: repeated calls with the same arguments count once, whatever state the '
    'license is in by then; a key that was reversed is free again. Other transactions that use the '
    'license wait until this one ends. It does not ask whether the license covers the shipment; '
    'license_covers() does. Errors: XC010 unknown license, XC011 not issued, XC012 not valid on '
    'the day, XC014 not enough left, XC015 the key stands for another use, 22004, 22023.';

CREATE FUNCTION reverse_use(license text, key text) RETURNS numeric
    LANGUAGE plpgsql
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    l    export_control.license;
    last export_control.license_use;
BEGIN
    SELECT * INTO l FROM export_control.license AS r
     WHERE r.id = reverse_use.license FOR NO KEY UPDATE;
    IF NOT FOUND THEN
        PERFORM export_control.refuse_unknown_license(reverse_use.license);
    END IF;
    UPDATE export_control.license_use AS u SET reversed_by = session_user
     WHERE u.license = l.id AND u.key = reverse_use.key AND u.reversed_at IS NULL;
    SELECT * INTO last FROM export_control.license_use AS u
     WHERE u.license = l.id AND u.key = reverse_use.key ORDER BY u.attempt DESC LIMIT 1;
    -- Of a key that was never used, the consignee is not known, nor what remains for it.
    RETURN l.cap - export_control.license_used(l.id, last.consignee, last.used_on);
END
$$;
COMMENT ON FUNCTION reverse_use(text, text) IS
    'Gives back what a key used of a license, whatever the state of the license, and returns what '
    'remains (NULL: no cap, or a cap by consignee and a key that was never used). A key that '
    'counts nothing, because it was reversed before or never used, changes nothing. Errors: XC010 '
    'unknown license, 22004.';
