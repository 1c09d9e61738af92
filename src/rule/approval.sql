-- Four eyes: a draft is published only after another person has approved it.

CREATE FUNCTION four_eyes() RETURNS boolean
    AS 'MODULE_PATHNAME' LANGUAGE C STABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION four_eyes() IS
    'the value of export_control.four_eyes in effect, whatever a session set under that name '
    'before the library was loaded';

-- The release that an approval names is the next one, so an approval is good for one publication: a
-- draft that was approved, published and superseded needs another to come back.
CREATE TABLE approval (
    release     bigint NOT NULL CHECK (release > 0),
    digest      bytea NOT NULL CHECK (octet_length(digest) = 32),
    approved_by name NOT NULL DEFAULT session_user,
    approved_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    note        text NOT NULL CHECK (note ~ '\S'),
    PRIMARY KEY (release, digest, approved_by)
);
COMMENT ON TABLE approval IS
    'Who has approved which draft, with approve(). Append-only; each row is in the name of the '
    'user who wrote it.';
COMMENT ON COLUMN approval.release IS
    'id of the release that the draft was to become: the next one at that time';
COMMENT ON COLUMN approval.digest IS
    'SHA-256 of the draft''s canonical text; a changed draft has another digest';
COMMENT ON COLUMN approval.approved_by IS 'the session''s user';
COMMENT ON COLUMN approval.approved_at IS 'when';
COMMENT ON COLUMN approval.note IS 'what the approver checked, in a sentence';

SELECT make_append_only('approval');

CREATE TRIGGER own_name BEFORE INSERT ON approval FOR EACH ROW
    WHEN (NEW.approved_by <> session_user OR NOT pg_has_role(session_user, current_user, 'MEMBER'))
    EXECUTE FUNCTION refuse_other_name('approved_by');
CREATE TRIGGER own_name BEFORE INSERT ON release FOR EACH ROW
    WHEN (NEW.published_by <> session_user)
    EXECUTE FUNCTION refuse_other_name('published_by');

CREATE FUNCTION require_approval(release bigint, digest bytea) RETURNS void
    LANGUAGE plpgsql
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    approved text;
BEGIN
    IF NOT export_control.four_eyes() THEN
        RETURN;
    ELSIF NOT pg_has_role(session_user, current_user, 'MEMBER') THEN
        RAISE EXCEPTION 'a rulebook cannot be published with the rights of another role'
            USING ERRCODE = 'insufficient_privilege',
                  DETAIL = format('This session''s user is "%s", with the rights of "%s".',
                                  session_user, current_user),
                  HINT = 'While export_control.four_eyes is on, call publish() yourself and not '
                         'through a SECURITY DEFINER function.';
    ELSIF EXISTS (SELECT FROM export_control.approval AS a
                   WHERE a.release = require_approval.release AND a.digest = require_approval.digest
                     AND a.approved_by <> session_user) THEN
        RETURN;
    END IF;
    SELECT string_agg(format('"%s" approved %s', a.approved_by,
                             CASE WHEN a.digest = require_approval.digest
                                  THEN 'it, but publishes it as well'
                                  ELSE encode(a.digest, 'hex') END), '; ' ORDER BY a.approved_at)
      INTO approved FROM export_control.approval AS a WHERE a.release = require_approval.release;
    RAISE EXCEPTION 'nobody else has approved this draft'
        USING ERRCODE = 'XC030',
              DETAIL = format('The draft of release %s is %s. %s.',
                              require_approval.release, encode(require_approval.digest, 'hex'),
                              coalesce('Of that release ' || approved,
                                       'Nobody has approved a draft of that release')),
              HINT = 'Have another person check '
                     'export_control.rulebook_changes(export_control.current_rulebook(), '
                     'export_control.draft()) and call export_control.approve(note). Then publish '
                     'the same draft.';
END
$$;
COMMENT ON FUNCTION require_approval(bigint, bytea) IS
    'internal: the error (XC030) when export_control.four_eyes is on and nobody but the session''s '
    'user has approved the rulebook with that digest as that release';

-- Whoever may write releases or approvals need not call publish() or approve().  The owner does, or
-- restores a dump.  An id far ahead would leave no next one, for ever; an approval of a later
-- release would outlast the next one.
CREATE FUNCTION refuse_other_release() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    next  bigint;
    given bigint;
BEGIN
    IF TG_TABLE_NAME = 'release' THEN
        given := NEW.id;
    ELSE
        given := NEW.release;
    END IF;
    SELECT coalesce(max(r.id), 0) + 1 INTO next FROM export_control.release AS r;
    IF given <> next AND NOT export_control.may_act_as_owner(TG_RELID) THEN
        RAISE EXCEPTION 'the next release is %, not %', next, given
            USING ERRCODE = 'restrict_violation',
                  DETAIL = 'Only the owner, who restores dumps, may write the rows of other '
                           'releases.',
                  HINT = 'Call export_control.publish(note) or approve(note), which find the '
                         'number.';
    END IF;
    RETURN NEW;
END
$$;
COMMENT ON FUNCTION refuse_other_release() IS
    'trigger: releases have no gaps, and an approval is for the next one (23001)';

CREATE TRIGGER next_release BEFORE INSERT ON release FOR EACH ROW
    EXECUTE FUNCTION refuse_other_release();
CREATE TRIGGER next_release BEFORE INSERT ON approval FOR EACH ROW
    EXECUTE FUNCTION refuse_other_release();

CREATE FUNCTION keep_four_eyes() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF NOT export_control.may_act_as_owner(TG_RELID) THEN
        PERFORM export_control.refuse_unfit(NEW.rulebook, 'publish', 'published');
        PERFORM export_control.require_approval(NEW.id, export_control.digest(NEW.rulebook));
    END IF;
    RETURN NEW;
END
$$;
COMMENT ON FUNCTION keep_four_eyes() IS
    'trigger: asks of a release written without publish() what publish() asks (23514, XC030)';

CREATE TRIGGER keep_four_eyes BEFORE INSERT ON release FOR EACH ROW
    EXECUTE FUNCTION keep_four_eyes();
