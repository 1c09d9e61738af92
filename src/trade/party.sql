-- Parties, who owns them, and where their ultimate parent is headquartered.

CREATE TABLE party (
    id      text PRIMARY KEY CHECK (id ~ '\S'),
    name    text NOT NULL,
    country country,
    note    text
);
COMMENT ON TABLE party IS
    'A party to a transaction, or an owner of one: consignee, end user, parent company, person.';
COMMENT ON COLUMN party.id IS
    'as orders name it: a customer number, a number in a register, an LEI';
COMMENT ON COLUMN party.name IS 'name';
COMMENT ON COLUMN party.country IS
    'where the party itself is headquartered; NULL: unknown. Enter an owner whom nobody has '
    'identified as a party without a country';
COMMENT ON COLUMN party.note IS 'doubts';

CREATE TABLE party_share (
    owner    text NOT NULL REFERENCES party ON UPDATE CASCADE,
    owned    text NOT NULL REFERENCES party ON UPDATE CASCADE,
    share    numeric CHECK (share > 0 AND share <= 100),
    held     daterange NOT NULL DEFAULT '(,)' CHECK (NOT isempty(held)),
    citation text,
    PRIMARY KEY (owned, owner, held)
);
CREATE INDEX party_share_owner ON party_share (owner);
COMMENT ON TABLE party_share IS
    'What one party owns of another, directly, and from when to when. What it owns through others '
    'is in the rows of those others.';
COMMENT ON COLUMN party_share.owner IS 'the party that owns';
COMMENT ON COLUMN party_share.owned IS 'the party that is owned';
COMMENT ON COLUMN party_share.share IS
    'per cent of what is outstanding, 0 to 100; NULL: unknown, at most what the other owners leave';
COMMENT ON COLUMN party_share.held IS
    'from the first day of the holding until the day on which it had ended or changed';
COMMENT ON COLUMN party_share.citation IS 'source of this';

-- An exclusion constraint would need the extension btree_gist, for equality of texts.
CREATE FUNCTION refuse_overlapping_share() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    other record;
BEGIN
    -- One at a time for one owned party, or two sessions would not see each other's rows.
    PERFORM FROM export_control.party AS p WHERE p.id = NEW.owned FOR NO KEY UPDATE;
    SELECT s.share, s.held INTO other
      FROM export_control.party_share AS s
     WHERE s.owned = NEW.owned AND s.owner = NEW.owner AND s.held && NEW.held
       AND NOT (TG_OP = 'UPDATE'
                AND s.owned = OLD.owned AND s.owner = OLD.owner AND s.held = OLD.held)
     LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION 'what "%" owns of "%" is already stated for some of %',
                        NEW.owner, NEW.owned, NEW.held
            USING ERRCODE = 'exclusion_violation',
                  DETAIL = format('There is a row with a share of %s for %s.',
                                  coalesce(other.share::text, 'NULL'), other.held),
                  HINT = 'End that row first, with an upper bound of its held; one row states the '
                         'whole share of one owner.';
    END IF;
    PERFORM export_control.refuse_unseen(
        format('what "%s" owns of "%s" has been stated by another transaction since this one began',
               NEW.owner, NEW.owned),
        'Roll back, look at export_control.party_share, and state it again.',
        'SELECT FROM export_control.party_share AS s'
        ' WHERE s.owned OPERATOR(pg_catalog.=) $1 AND s.owner OPERATOR(pg_catalog.=) $2'
        ' AND s.held OPERATOR(pg_catalog.&&) $3::pg_catalog.daterange'
        ' AND (s.owned, s.owner, s.held) IS DISTINCT FROM ($4, $5, $6::pg_catalog.daterange)',
        NEW.owned, NEW.owner, NEW.held::text,
        CASE TG_OP WHEN 'UPDATE' THEN OLD.owned END,
        CASE TG_OP WHEN 'UPDATE' THEN OLD.owner END,
        CASE TG_OP WHEN 'UPDATE' THEN OLD.held::text END);
    RETURN NEW;
END
$$;
COMMENT ON FUNCTION refuse_overlapping_share() IS
    'trigger: a share counts once, so its periods must not overlap (23P01, 40001)';

CREATE TRIGGER refuse_overlapping_share BEFORE INSERT OR UPDATE ON party_share
    FOR EACH ROW EXECUTE FUNCTION refuse_overlapping_share();

-- A party controls another when it and the parties it controls together own 50 per cent or more of
-- it.  That is a least fixed point: begin with every party controlling itself, and add until
-- nothing is added.  What is added stays, so it ends, cycles or not; and a cycle alone gives nobody
-- control, because control must begin somewhere.
--
-- A share that is unknown counts for nothing in what is known (control is at least that), and for
-- all that the other owners leave in what is possible (control is at most that).
CREATE FUNCTION controlling_parties(parties text[], as_of date, possibly boolean)
    RETURNS TABLE (party text, parent text)
    LANGUAGE plpgsql STABLE PARALLEL SAFE ROWS 10
    SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
DECLARE
    -- Pairs, by position.
    controlled text[] := parties;
    controller text[] := parties;
    before     integer;
BEGIN
    LOOP
        before := cardinality(controlled);
        WITH stake AS MATERIALIZED (
            SELECT s.owned, s.owner, s.share,
                   greatest(100 - coalesce(sum(s.share) OVER (PARTITION BY s.owned), 0), 0) AS rest
              FROM export_control.party_share AS s
             WHERE s.owned = ANY (parties) AND s.held @> controlling_parties.as_of
        ), pair AS (
            SELECT c.party, c.parent FROM unnest(controlled, controller) AS c(party, parent)
            UNION
            SELECT s.owned, c.parent
              FROM unnest(controlled, controller) AS c(party, parent)
              JOIN stake AS s ON s.owner = c.party
             GROUP BY s.owned, c.parent
            HAVING coalesce(sum(s.share), 0)
                   + CASE WHEN possibly AND bool_or(s.share IS NULL) THEN max(s.rest) ELSE 0 END
                   >= 50
        )
        SELECT array_agg(p.party), array_agg(p.parent) INTO controlled, controller FROM pair AS p;
        EXIT WHEN cardinality(controlled) > before IS NOT TRUE;
    END LOOP;
    RETURN QUERY SELECT c.party, c.parent FROM unnest(controlled, controller) AS c(party, parent);
END
$$;
COMMENT ON FUNCTION controlling_parties(text[], date, boolean) IS
    'internal: among parties and all their owners, who controls whom on a day; everyone controls '
    'itself. possibly: with every unknown share as great as it can be';

-- The ultimate parents that are possible are those that may control the party and are not known to
-- be controlled by one that they cannot control in turn.
CREATE FUNCTION ultimate_parents(party text, as_of date DEFAULT CURRENT_DATE)
    RETURNS TABLE (parent text, country country, certain boolean)
    LANGUAGE plpgsql STABLE PARALLEL SAFE ROWS 1
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    above          text[];      -- the party, its owners, theirs, ...
    unknown_shares boolean;
BEGIN
    WITH RECURSIVE owner(id) AS (
        SELECT p.id FROM export_control.party AS p
         WHERE p.id = ultimate_parents.party AND ultimate_parents.as_of IS NOT NULL
        UNION
        SELECT s.owner FROM owner AS o JOIN export_control.party_share AS s ON s.owned = o.id
         WHERE s.held @> ultimate_parents.as_of
    )
    SELECT array_agg(o.id) INTO above FROM owner AS o;
    SELECT coalesce(bool_or(s.share IS NULL), false) INTO unknown_shares
      FROM export_control.party_share AS s
     WHERE s.owned = ANY (above) AND s.held @> ultimate_parents.as_of;
    RETURN QUERY
        WITH known AS MATERIALIZED (
            SELECT k.party, k.parent
              FROM export_control.controlling_parties(above, ultimate_parents.as_of, false) AS k
        ), possible AS MATERIALIZED (
            -- What is known is possible, and nothing else where no share is unknown.
            SELECT k.party, k.parent FROM known AS k
            UNION
            SELECT c.party, c.parent
              FROM export_control.controlling_parties(above, ultimate_parents.as_of, true) AS c
             WHERE unknown_shares
        )
        SELECT c.parent, p.country,
               EXISTS (SELECT FROM known AS k WHERE k.party = c.party AND k.parent = c.parent)
          FROM possible AS c JOIN export_control.party AS p ON p.id = c.parent
         WHERE c.party = ultimate_parents.party
           AND NOT EXISTS (
               SELECT FROM known AS k
                WHERE k.party = c.parent AND k.parent <> c.parent
                  AND NOT EXISTS (SELECT FROM possible AS back
                                   WHERE back.party = k.parent AND back.parent = c.parent))
         ORDER BY c.parent;
END
$$;
COMMENT ON FUNCTION ultimate_parents(text, date) IS
    'Who may be the ultimate parent of a party on a day, by the shares stated. A parent owns 50 % '
    'or more, counting the shares of owners that it controls. There are several rows for a joint '
    'venture of equals, for owners in a circle, and where a share is unknown; certain is false for '
    'a parent that only may control the party. Owners that are not stated are taken to hold too '
    'little to matter. No row: the party is unknown.';

CREATE FUNCTION headquarters_of(party text, as_of date DEFAULT CURRENT_DATE) RETURNS country
    LANGUAGE sql STABLE PARALLEL SAFE COST 25000
BEGIN ATOMIC
    SELECT CASE WHEN count(u.country) = count(*) AND count(DISTINCT u.country::text) = 1
                THEN min(u.country::text)::country END
      FROM ultimate_parents(headquarters_of.party, headquarters_of.as_of) AS u;
END;
COMMENT ON FUNCTION headquarters_of(text, date) IS
    'The country where the ultimate parent of a party is headquartered on a day (see '
    'ultimate_parents()). NULL when it is unknown: because the party, a country or a share that '
    'matters is unknown, or because the ultimate parents are in several countries. Do not pass '
    'that NULL to classify(), which would take the headquarters to be in the destination.';
