-- Do the rules answer their own examples?

CREATE FUNCTION answer_text(
    outcome outcome, eccn eccn, reasons text[], exception text, review review_policy
) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
BEGIN ATOMIC
    SELECT concat_ws(' ', answer_text.outcome, answer_text.eccn,
                     nullif(answer_text.reasons, '{}')::text, answer_text.exception,
                     answer_text.review);
END;
COMMENT ON FUNCTION answer_text(outcome, eccn, text[], text, review_policy) IS
    'internal: an answer in a line';

CREATE FUNCTION check_examples(rulebook rulebook DEFAULT NULL)
    RETURNS TABLE (
        example text, title text, expected text, came text, decided_by text[], rules text[],
        source text
    )
    LANGUAGE sql STABLE PARALLEL SAFE COST 1000000 ROWS 10
BEGIN ATOMIC
    WITH question AS MATERIALIZED (
        SELECT coalesce(check_examples.rulebook, current_rulebook()) AS book
    ), answers AS (
        SELECT e.*,
               CASE WHEN e.chip IS NOT NULL
                    THEN classify(e.chip, e.destination, e.as_of,
                                  coalesce(e.as_known, 'infinity'), NULL, NULL, e.scenario,
                                  (SELECT q.book FROM question AS q), e.shipment)
                    ELSE classify_eccn(e.eccn, e.destination, e.as_of,
                                       coalesce(e.as_known, 'infinity'), NULL, NULL, e.scenario,
                                       (SELECT q.book FROM question AS q), e.shipment)
               END AS answer
          FROM rulebook_examples((SELECT q.book FROM question AS q)) AS e
        OFFSET 0
    )
    SELECT a.id, a.title,
           answer_text(a.outcome, a.classification, a.reasons, a.exception, a.review),
           answer_text((a.answer).outcome, (a.answer).eccn, (a.answer).reasons,
                       (a.answer).exception, (a.answer).review)
           || coalesce(' missing ' || nullif((a.answer).missing, '{}')::text, ''),
           (a.answer).rules, a.rules, a.source
      FROM answers AS a
     WHERE NOT coalesce((a.answer).outcome = a.outcome
                        AND (a.classification IS NULL
                             OR (a.answer).eccn::text = a.classification::text)
                        AND (a.reasons IS NULL OR (a.answer).reasons @> a.reasons
                                                  AND (a.answer).reasons <@ a.reasons)
                        AND (a.answer).exception IS NOT DISTINCT FROM a.exception
                        AND (a.answer).review IS NOT DISTINCT FROM a.review, false)
     ORDER BY a.id COLLATE "C";
END;
COMMENT ON FUNCTION check_examples(rulebook) IS
    'The examples of a rulebook (NULL: the current one) that its rules answer otherwise: what was '
    'expected, what came, by which rules, and the rules on which the example says that it turns. '
    'No row: all is well. Errors: 22023 an example of an unknown scenario.';

-- Where the rules are not those that came with the extension, its examples may fail by what the
-- user wants, and that is said and not refused.  Those of a rule that the user has changed are out
-- of force.
CREATE FUNCTION refuse_failing_examples(book rulebook, deed text, done text) RETURNS void
    LANGUAGE plpgsql STABLE
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    as_shipped constant boolean := NOT EXISTS (
        SELECT FROM export_control.rule AS r WHERE NOT r.builtin
         UNION ALL
        SELECT FROM export_control.scenario_rule AS s WHERE NOT s.builtin
         UNION ALL
        SELECT FROM export_control.country_group_member AS m WHERE NOT m.builtin
         UNION ALL
        SELECT FROM export_control.destination AS d WHERE NOT d.builtin
         UNION ALL
        SELECT FROM export_control.covered_period AS p WHERE NOT p.builtin);
    failed     text[];
    otherwise  text[];
BEGIN
    SELECT array_agg(c.line ORDER BY c.example COLLATE "C")
               FILTER (WHERE as_shipped OR NOT e.builtin),
           array_agg(c.line ORDER BY c.example COLLATE "C") FILTER (
               WHERE NOT as_shipped AND e.builtin
                 AND NOT EXISTS (SELECT FROM export_control.rule AS r
                                  WHERE NOT r.builtin AND r.id = ANY (e.rules)))
      INTO failed, otherwise
      FROM (SELECT x.example, format('example "%s": expected %s; came %s, by %s; turns on %s',
                                     x.example, x.expected, x.came,
                                     coalesce(nullif(array_to_string(x.decided_by, ', '), ''),
                                              'no rule'),
                                     array_to_string(x.rules, ', ')) AS line
              FROM export_control.check_examples(book) AS x) AS c
      JOIN export_control.rule_example AS e ON e.id = c.example;
    IF failed IS NOT NULL THEN
        RAISE EXCEPTION 'the rulebook does not answer % and was not %',
                CASE cardinality(failed) WHEN 1 THEN 'an example of its own'
                     ELSE cardinality(failed) || ' examples of its own' END, done
            USING ERRCODE = 'check_violation',
                  DETAIL = array_to_string(failed, E'\n'),
                  HINT = format('Correct the rules, or an example that is wrong, and %s again; '
                                'export_control.check_examples(export_control.draft()) lists what '
                                'is left.', deed);
    ELSIF otherwise IS NOT NULL THEN
        RAISE NOTICE 'your rules answer % of the built-in rules otherwise',
                CASE cardinality(otherwise) WHEN 1 THEN 'an example'
                     ELSE cardinality(otherwise) || ' examples' END
            USING DETAIL = array_to_string(otherwise[:5], E'\n'),
                  HINT = 'If that is meant, nothing is to be done. '
                         'export_control.check_examples(export_control.draft()) lists them all.';
    END IF;
END
$$;
COMMENT ON FUNCTION refuse_failing_examples(rulebook, text, text) IS
    'internal: the error (23514) that lists the examples which the rules in the tables do not '
    'answer, or a notice of the built-in ones that rules of the user''s answer otherwise; deed and '
    'done name what was to be done';
