-- Parties, who owns them, and where their ultimate parent is headquartered.

CREATE TABLE party (
    id      text PRIMARY KEY CHECK (id ~ '\S'),
    name    text NOT NULL,
    country country,
    note    text,
    rest_dispersed boolean NOT NULL DEFAULT false
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
COMMENT ON COLUMN party.rest_dispersed IS
    'whether the shares in this party that are not stated are dispersed: no owner has 50 % of it '
    'but those who are stated, and none of the others acts with one who is. The rest of a listed '
    'company is an example. false: whoever is not stated may hold all of the rest';

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

-- What is stated of a party, and cannot be meant.  Triggers refuse it.  Where they did not fire,
-- because 0.1.0 wrote the rows or replication did, the shares of that party are read as unknown.
CREATE VIEW party_share_fault AS
    SELECT s.owned,
           format('no share in "%s" is 1 or more', s.owned) AS fault,
           'A share is in per cent: write 60 for 60 %, and not 0.6. Where an owner really has less '
           'than 1 %, state an owner of 1 % or more first, or in the same statement.' AS hint
      FROM party_share AS s
     GROUP BY s.owned
    HAVING max(s.share) < 1
     UNION ALL
    -- A share counts from its first day on until the day on which it has ended: what ends on a day
    -- goes before what begins.
    SELECT e.owned,
           format('the shares in "%s" add up to %s %% on some day',
                  e.owned, trim_scale(max(e.total))),
           'Correct a share, or end one that has changed, with an upper bound of its held. The '
           'shares of all owners on a day are 100 % or less.'
      FROM (SELECT s.owned, sum(c.change) OVER (PARTITION BY s.owned ORDER BY c.day, c.change)
                            AS total
              FROM party_share AS s
             CROSS JOIN LATERAL (
                   VALUES (coalesce(lower(s.held), '-infinity'), s.share),
                          (coalesce(upper(s.held), 'infinity'), -s.share)) AS c(day, change)
             WHERE s.share IS NOT NULL) AS e
     GROUP BY e.owned
    HAVING max(e.total) > 100;
COMMENT ON VIEW party_share_fault IS
    'Parties of which shares are stated that cannot be meant. New ones are refused; rows of 0.1.0, '
    'and rows that came by replication, can be here. The shares in such a party are read as '
    'unknown: for any day, or, where they add up to too much, for the days on which they do.';
COMMENT ON COLUMN party_share_fault.owned IS 'the party that is owned';
COMMENT ON COLUMN party_share_fault.fault IS 'what is wrong';
COMMENT ON COLUMN party_share_fault.hint IS 'what to do';

-- Shares under 1 stand beside one of 1 or more, so whoever takes that one away is serialized with
-- whoever relies on it, as refuse_overlapping_share() serializes those who add a share.
CREATE FUNCTION lock_owned_party() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    PERFORM FROM export_control.party AS p WHERE p.id = OLD.owned FOR NO KEY UPDATE;
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END
$$;
COMMENT ON FUNCTION lock_owned_party() IS
    'trigger: one at a time changes the shares in one party';

CREATE TRIGGER lock_owned_party BEFORE DELETE OR UPDATE ON party_share
    FOR EACH ROW EXECUTE FUNCTION lock_owned_party();

-- After the statement, so that the order of its rows does not matter: those of a COPY restore what
-- was there in any order.
CREATE FUNCTION refuse_impossible_shares() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    changed text;
    wrong   record;
BEGIN
    FOR changed IN SELECT DISTINCT c.owned FROM changed_shares AS c LOOP
        SELECT f.fault, f.hint INTO wrong
          FROM export_control.party_share_fault AS f WHERE f.owned = changed LIMIT 1;
        IF FOUND THEN
            RAISE EXCEPTION '%', wrong.fault
                USING ERRCODE = 'check_violation', HINT = wrong.hint;
        END IF;
        PERFORM export_control.refuse_unseen(
            format('shares in "%s" have been changed by another transaction since this one began',
                   changed),
            'Roll back, look at export_control.party_share, and state it again.',
            'SELECT FROM export_control.party_share_fault AS f'
            ' WHERE f.owned OPERATOR(pg_catalog.=) $1',
            changed);
    END LOOP;
    RETURN NULL;
END
$$;
COMMENT ON FUNCTION refuse_impossible_shares() IS
    'trigger: refuses shares in one party that add up to more than 100 %, and shares of which all '
    'are under 1 (23514, 40001)';

CREATE TRIGGER refuse_impossible_shares AFTER INSERT ON party_share
    REFERENCING NEW TABLE AS changed_shares
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_impossible_shares();
CREATE TRIGGER refuse_impossible_shares_update AFTER UPDATE ON party_share
    REFERENCING NEW TABLE AS changed_shares
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_impossible_shares();
-- What is left when a share is deleted, or given to another party, must do without it.
CREATE TRIGGER refuse_impossible_rest AFTER UPDATE ON party_share
    REFERENCING OLD TABLE AS changed_shares
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_impossible_shares();
CREATE TRIGGER refuse_impossible_rest_delete AFTER DELETE ON party_share
    REFERENCING OLD TABLE AS changed_shares
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_impossible_shares();

-- Of which the party itself is one.
CREATE FUNCTION owners_above(party text, as_of date) RETURNS text[]
    LANGUAGE plpgsql STABLE PARALLEL SAFE
    SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    RETURN (
        WITH RECURSIVE owner(id) AS (
            SELECT p.id FROM export_control.party AS p
             WHERE p.id = owners_above.party AND owners_above.as_of IS NOT NULL
            UNION
            SELECT s.owner FROM owner AS o JOIN export_control.party_share AS s ON s.owned = o.id
             WHERE s.held @> owners_above.as_of
        )
        SELECT array_agg(o.id) FROM owner AS o);
END
$$;
COMMENT ON FUNCTION owners_above(text, date) IS
    'internal: a party, its owners on a day, their owners, and so on; NULL: no such party';

-- What each owner has in each of some parties on a day.  Owners who are not stated are one, whose
-- name no party can have, the empty one, and whose share is unknown.
--
-- A party of which no owner has ever been stated is its own: that is an assumption.  But where
-- somebody has been stated for some day, the rest of a day is somebody's, too.
CREATE FUNCTION stakes(parties text[], as_of date)
    RETURNS TABLE (owned text, owner text, share numeric, rest numeric, dispersed boolean)
    LANGUAGE plpgsql STABLE PARALLEL SAFE ROWS 100
    SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
BEGIN
    RETURN QUERY
        WITH stated AS MATERIALIZED (
            SELECT s.owned, s.owner, s.share, s.held @> stakes.as_of AS holds
              FROM export_control.party_share AS s WHERE s.owned = ANY (parties)
        ), whole AS MATERIALIZED (
            SELECT s.owned, coalesce(sum(s.share) FILTER (WHERE s.holds), 0) AS total,
                   coalesce(max(s.share) >= 1, true)
                   AND coalesce(sum(s.share) FILTER (WHERE s.holds), 0) <= 100 AS understood
              FROM stated AS s GROUP BY s.owned
        ), rest AS MATERIALIZED (
            SELECT w.owned, w.understood, CASE WHEN w.understood THEN 100 - w.total ELSE 100 END
                   AS rest, p.rest_dispersed AND w.understood AS dispersed
              FROM whole AS w JOIN export_control.party AS p ON p.id = w.owned
        )
        SELECT s.owned, s.owner, CASE WHEN r.understood THEN s.share END, r.rest, r.dispersed
          FROM stated AS s JOIN rest AS r ON r.owned = s.owned
         WHERE s.holds
         UNION ALL
        SELECT r.owned, '', NULL, r.rest, r.dispersed FROM rest AS r WHERE r.rest > 0;
END
$$;
COMMENT ON FUNCTION stakes(text[], date) IS
    'internal: what each owner has in each of some parties on a day. share NULL: unknown, at most '
    'the rest, which is what the shares leave. owner empty: those who are not stated';

-- A party controls another when it and the parties it controls together own 50 per cent or more of
-- it.  That is a least fixed point: begin with every party controlling itself, and add until
-- nothing is added.  What is added stays, so it ends, cycles or not; and a cycle alone gives nobody
-- control, because control must begin somewhere.
--
-- What is unknown, a share that is stated so or the rest that is not stated, counts for nothing in
-- what is known (control is at least that), and for all of the rest in what is possible (control
-- is at most that): the rest may be held by an owner who is stated, too, through others.
--
-- Most control is by one stake alone.  That is followed to its end at once, and stakes are added up
-- only for the rest, so that a chain of any length takes two rounds.
CREATE FUNCTION controlling_parties(parties text[], as_of date, possibly boolean)
    RETURNS TABLE (party text, parent text)
    LANGUAGE plpgsql STABLE PARALLEL SAFE ROWS 10
    SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
DECLARE
    -- Pairs, by position.
    controlled text[] := parties || ''::text;
    controller text[] := parties || ''::text;
    before     integer;
BEGIN
    LOOP
        before := cardinality(controlled);
        WITH RECURSIVE stake AS MATERIALIZED (
            SELECT s.owned, s.owner, s.share, s.rest,
                   coalesce(s.share, 0)
                   + CASE WHEN possibly AND (NOT s.dispersed OR s.share IS NULL AND s.owner <> '')
                          THEN s.rest ELSE 0 END AS most
              FROM export_control.stakes(parties, controlling_parties.as_of) AS s
        ), pair(party, parent) AS (
            SELECT c.party, c.parent FROM unnest(controlled, controller) AS c(party, parent)
            UNION
            SELECT s.owned, p.parent FROM pair AS p JOIN stake AS s ON s.owner = p.party
             WHERE s.most >= 50
        ), together AS (
            SELECT p.party, p.parent FROM pair AS p
            UNION
            SELECT s.owned, p.parent
              FROM pair AS p JOIN stake AS s ON s.owner = p.party
             GROUP BY s.owned, p.parent
            HAVING coalesce(sum(s.share), 0)
                   + max(s.most - coalesce(s.share, 0)) >= 50
        )
        SELECT array_agg(t.party), array_agg(t.parent) INTO controlled, controller
          FROM together AS t;
        EXIT WHEN cardinality(controlled) > before IS NOT TRUE;
    END LOOP;
    RETURN QUERY SELECT c.party, c.parent FROM unnest(controlled, controller) AS c(party, parent);
END
$$;
COMMENT ON FUNCTION controlling_parties(text[], date, boolean) IS
    'internal: among parties and all their owners, who controls whom on a day; everyone controls '
    'itself, and a parent that is empty is not stated. possibly: with every unknown share as great '
    'as it can be';

-- The ultimate parents that are possible are those that may control the party and are not known to
-- be controlled by one that they cannot control in turn.
CREATE FUNCTION ultimate_parents(party text, as_of date DEFAULT CURRENT_DATE)
    RETURNS TABLE (parent text, country country, certain boolean)
    LANGUAGE plpgsql STABLE PARALLEL SAFE ROWS 1
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    above constant text[] := export_control.owners_above(party, as_of);
BEGIN
    RETURN QUERY
        WITH known AS MATERIALIZED (
            SELECT k.party, k.parent
              FROM export_control.controlling_parties(above, ultimate_parents.as_of, false) AS k
        ), possible AS MATERIALIZED (
            SELECT c.party, c.parent
              FROM export_control.controlling_parties(above, ultimate_parents.as_of, true) AS c
        )
        SELECT nullif(c.parent, ''), p.country,
               EXISTS (SELECT FROM known AS k WHERE k.party = c.party AND k.parent = c.parent)
          FROM possible AS c LEFT JOIN export_control.party AS p ON p.id = c.parent
         WHERE c.party = ultimate_parents.party
           AND NOT EXISTS (
               SELECT FROM known AS k
                WHERE k.party = c.parent AND k.parent <> c.parent
                  AND NOT EXISTS (SELECT FROM possible AS back
                                   WHERE back.party = k.parent AND back.parent = c.parent))
         ORDER BY nullif(c.parent, '');
END
$$;
COMMENT ON FUNCTION ultimate_parents(text, date) IS
    'Who may be the ultimate parent of a party on a day, by the shares stated. A parent owns 50 % '
    'or more, counting the shares of owners that it controls. There are several rows for a joint '
    'venture of equals, for owners in a circle, and where a share is unknown. certain is false for '
    'a parent that only may control the party. What the shares of a party leave may be anyone''s, '
    'unless party.rest_dispersed is true: a parent of NULL is an owner who is not stated. A party '
    'of which no owner is stated, for any day, is taken to have none. No row: the party is '
    'unknown.';

CREATE FUNCTION headquarters_of(party text, as_of date DEFAULT CURRENT_DATE) RETURNS country
    LANGUAGE sql STABLE PARALLEL SAFE COST 25000
BEGIN ATOMIC
    SELECT CASE WHEN count(u.country) = count(*) AND count(DISTINCT u.country::text) = 1
                THEN min(u.country::text)::country END
      FROM ultimate_parents(headquarters_of.party, headquarters_of.as_of) AS u;
END;
COMMENT ON FUNCTION headquarters_of(text, date) IS
    'The country where the ultimate parent of a party is headquartered on a day (see '
    'ultimate_parents()); of a party of which no owner is stated for any day, its own. NULL when '
    'it is unknown: because the party, a country or a share that matters is unknown, because the '
    'shares stated leave a rest that could matter, or because the ultimate parents are in several '
    'countries. Do not pass that NULL to classify(), which would take the headquarters to be in '
    'the destination.';

-- As 50 % rules add owners up: a party that the owners asked about own to 50 per cent or more
-- together is one of them, with all that it owns; a party that they own less of counts for nothing.
-- (OFAC, Revised Guidance on Entities Owned by Persons Whose Property and Interests in Property Are
-- Blocked, 2014-08-13; 15 CFR 744.11(a)(1), by 90 FR 47201.)  Again that is a least fixed point,
-- once for what is known and once for what is possible.
--
-- Of the rest of a party that is dispersed, no owner has 50 per cent, and none acts with an owner
-- who is stated, directly or through others.  But owners asked about who are not stated there may
-- have some of it, each less than 50.
CREATE FUNCTION aggregate_stakes(
    parties text[], asked text[], surely text[], possibly text[], as_of date
) RETURNS TABLE (owned text, lowest numeric, highest numeric, below boolean)
    LANGUAGE sql STABLE PARALLEL SAFE ROWS 10
BEGIN ATOMIC
    WITH summed AS (
        SELECT s.owned,
               coalesce(sum(s.share) FILTER (WHERE s.owner = ANY (surely)), 0) AS lowest,
               coalesce(sum(s.share) FILTER (WHERE s.owner = ANY (possibly)), 0) AS stated,
               max(s.rest) AS rest, bool_and(s.dispersed) AS dispersed,
               coalesce(bool_or(s.share IS NULL) FILTER (WHERE s.owner = ANY (possibly)), false)
               AS unsure
          FROM stakes(parties, as_of) AS s GROUP BY s.owned
    ), scattered AS (
        -- What each of them may have, who is not stated: NULL where that is no limit.
        SELECT s.*, CASE WHEN s.dispersed AND NOT s.unsure
                         THEN 50 * (SELECT count(*)
                                      FROM unnest(asked) AS a(id)
                                     WHERE a.id <> ALL (owners_above(s.owned, as_of))) END AS parts
          FROM summed AS s
    )
    SELECT s.owned, trim_scale(s.lowest), trim_scale(s.stated + least(s.parts, s.rest)),
           coalesce(s.parts > 0 AND s.parts <= s.rest, false)
      FROM scattered AS s;
END;
COMMENT ON FUNCTION aggregate_stakes(text[], text[], text[], text[], date) IS
    'internal: what owned_by() knows in a round: of each party, what is owned at least and at most '
    '(below: less than the highest) by those who surely or possibly are of the owners asked about';

CREATE FUNCTION owned_by(party text, parties text[], as_of date DEFAULT CURRENT_DATE)
    RETURNS numrange
    LANGUAGE plpgsql STABLE PARALLEL SAFE COST 25000
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    above    constant text[] := export_control.owners_above(party, as_of);
    asked    constant text[] := ARRAY(SELECT DISTINCT a.id FROM unnest(parties) AS a(id)
                                       WHERE a.id IS NOT NULL);
    surely   text[] := asked;
    possibly text[] := asked;
    before   integer;
    owned    numrange;
BEGIN
    IF above IS NULL OR parties IS NULL THEN
        RETURN NULL;
    ELSIF party = ANY (asked) THEN
        RETURN numrange(100, 100, '[]');
    ELSIF cardinality(asked) = 0 THEN
        RETURN numrange(0, 0, '[]');
    END IF;
    LOOP
        before := cardinality(surely) + cardinality(possibly);
        SELECT surely || coalesce(array_agg(s.owned) FILTER (
                             WHERE s.lowest >= 50 AND s.owned <> ALL (surely)), '{}'),
               possibly || coalesce(array_agg(s.owned) FILTER (
                             WHERE (s.highest > 50 OR s.highest = 50 AND NOT s.below)
                               AND s.owned <> ALL (possibly)), '{}'),
               (array_agg(numrange(s.lowest, s.highest, CASE WHEN s.below THEN '[)' ELSE '[]' END))
                    FILTER (WHERE s.owned = owned_by.party))[1]
          INTO surely, possibly, owned
          FROM export_control.aggregate_stakes(above, asked, surely, possibly, as_of) AS s;
        EXIT WHEN cardinality(surely) + cardinality(possibly) = before;
    END LOOP;
    RETURN coalesce(owned, numrange(0, 0, '[]'));
END
$$;
COMMENT ON FUNCTION owned_by(text, text[], date) IS
    'What several parties together own of a party on a day, directly and through others, in per '
    'cent: from the least to the most that it can be. A party of which they own 50 % or more '
    'together counts as one of them, and one of which they own less counts for nothing, as in '
    'OFAC''s guidance of 2014-08-13 and in 15 CFR 744.11(a)(1). What the shares of a party leave '
    'may be theirs. Where party.rest_dispersed is true, it is theirs only if some of them are not '
    'stated as owners, and less than 50 for each of these. A party of which no owner is stated, '
    'for any day, is taken to be nobody''s; one of parties is wholly theirs. Parties that are not '
    'in the table party may own what is not stated. NULL: the party is unknown, or an argument is '
    'NULL.';
