-- Publishing the draft, and approving it before that.

CREATE FUNCTION require_note(note text, what text, hint text) RETURNS void
    LANGUAGE plpgsql IMMUTABLE
    SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF note IS NULL OR note !~ '\S' THEN
        RAISE EXCEPTION '% needs a note', what
            USING ERRCODE = 'null_value_not_allowed', HINT = hint;
    END IF;
END
$$;
COMMENT ON FUNCTION require_note(text, text, text) IS
    'internal: the error when a note is missing or blank (22004)';

-- A snapshot older than the newest release shows an old draft, too: it would be published over that
-- release unseen, or taken for what is published already.
CREATE FUNCTION refuse_unseen_release(seen bigint, deed text) RETURNS void
    LANGUAGE plpgsql
    SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    PERFORM export_control.refuse_unseen(
        format('could not %s: another release was published after this transaction began', deed),
        format('Roll back, look at rulebook_changes(current_rulebook(), draft()), and %s again.',
               deed),
        'SELECT FROM export_control.release AS r'
        ' WHERE r.id OPERATOR(pg_catalog.>) $1::pg_catalog.int8',
        coalesce(seen, 0)::text);
END
$$;
COMMENT ON FUNCTION refuse_unseen_release(bigint, text) IS
    'internal: the error (40001) when there is a newer release than the newest that this '
    'transaction sees';

CREATE FUNCTION publish(note text) RETURNS bigint
    LANGUAGE plpgsql
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    book   export_control.rulebook;
    newest record;
    id     bigint;
BEGIN
    PERFORM export_control.require_note(note, 'a release',
        'Say in a sentence what changes: publish(''adds the rule of 12 May'').');
    -- One at a time, so that ids follow commits; readers are not disturbed.
    LOCK TABLE export_control.release IN SHARE ROW EXCLUSIVE MODE;
    SELECT r.id, r.digest INTO newest FROM export_control.release AS r ORDER BY r.id DESC LIMIT 1;
    PERFORM export_control.refuse_unseen_release(newest.id, 'publish');
    book := export_control.fit_draft('publish', 'published');
    IF newest.digest = export_control.digest(book) THEN
        RAISE NOTICE 'nothing has changed since release %', newest.id;
        RETURN newest.id;
    END IF;
    PERFORM export_control.refuse_failing_examples(book, 'publish', 'published');
    id := coalesce(newest.id, 0) + 1;
    PERFORM export_control.require_approval(id, export_control.digest(book));
    INSERT INTO export_control.release (id, rulebook, note) VALUES (id, book, publish.note);
    RETURN id;
END
$$;
COMMENT ON FUNCTION publish(text) IS
    'Publishes the rules in the tables as the new current rulebook and returns the id of the '
    'release. Refuses a rulebook that is unfit for use, or does not answer its examples, and lists '
    'every fault (23514). When '
    'export_control.four_eyes is on, also refuses a draft that nobody else has approved with '
    'approve() (XC030). Errors: 40001 in a transaction that does not see the newest release.';

CREATE FUNCTION approve(note text) RETURNS bytea
    LANGUAGE plpgsql
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    book   export_control.rulebook;
    newest record;
BEGIN
    PERFORM export_control.require_note(note, 'an approval',
        'Say in a sentence what you checked: approve(''compared with the notice of 12 May'').');
    SELECT r.id, r.digest INTO newest FROM export_control.release AS r ORDER BY r.id DESC LIMIT 1;
    PERFORM export_control.refuse_unseen_release(newest.id, 'approve');
    book := export_control.fit_draft('approve', 'approved');
    IF newest.digest = export_control.digest(book) THEN
        RAISE NOTICE 'nothing has changed since release %, so there is nothing to approve',
                     newest.id;
        RETURN newest.digest;
    END IF;
    PERFORM export_control.refuse_failing_examples(book, 'approve', 'approved');
    INSERT INTO export_control.approval (release, digest, note)
    VALUES (coalesce(newest.id, 0) + 1, export_control.digest(book), approve.note)
    ON CONFLICT DO NOTHING;
    RETURN export_control.digest(book);
END
$$;
COMMENT ON FUNCTION approve(text) IS
    'Approves the draft as it stands, as the next release, in the name of the session''s user, and '
    'returns its digest. If the draft changes afterwards, or another release is published first, '
    'it needs a new approval. Refuses a rulebook that is unfit for use, or does not answer its '
    'examples, and lists every fault (23514).';
