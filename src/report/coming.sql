-- What is coming: the days ahead on which the rules that are known already answer otherwise.

CREATE FUNCTION changes_ahead(after date DEFAULT CURRENT_DATE, rulebook rulebook DEFAULT NULL)
    RETURNS TABLE (
        day date, what text, rule text, detail text, products bigint, orders bigint, events text[]
    )
    LANGUAGE sql STABLE PARALLEL SAFE COST 100000 ROWS 10
BEGIN ATOMIC
    WITH question AS MATERIALIZED (
        SELECT * FROM asked(changes_ahead.rulebook, 'enforced', changes_ahead.after)
    ), changes AS MATERIALIZED (
        SELECT c.day, r.id || c.verb AS what, r.id AS rule, NULL::text AS country,
               r.title AS detail, r.condition
          FROM question AS q
         CROSS JOIN LATERAL rulebook_rules(q.book, q.world) AS r
         CROSS JOIN LATERAL (VALUES (upper(r.in_force), ' ends'),
                                    (lower(r.in_force), ' begins')) AS c(day, verb)
         WHERE r.known @> q.knowledge AND c.day > q.knowledge
        UNION ALL
        SELECT c.day, m.country || c.verb || m.country_group, NULL, m.country::text, m.citation,
               NULL
          FROM question AS q
         CROSS JOIN LATERAL rulebook_members(q.book) AS m
         CROSS JOIN LATERAL (VALUES (upper(m.in_force), ' leaves '),
                                    (lower(m.in_force), ' joins ')) AS c(day, verb)
         WHERE m.known @> q.knowledge AND c.day > q.knowledge
    )
    SELECT c.day, c.what, c.rule, c.detail,
           CASE WHEN c.rule IS NOT NULL THEN (
               SELECT count(*)
                 FROM product AS p
                WHERE holds(c.condition, p.chip, NULL, c.day, q.knowledge, NULL, NULL, q.world,
                            q.book, NULL,
                            (classify(p.chip, 'US', c.day, q.knowledge, NULL, NULL, q.world,
                                      q.book)).eccn) IS NOT FALSE) END,
           (SELECT count(*)
              FROM open_order AS o
             WHERE (o.as_of IS NULL OR o.as_of >= c.day)
               AND CASE WHEN c.rule IS NULL
                        THEN c.country IN (o.destination::text, o.headquarters::text)
                        ELSE holds(c.condition, coalesce(o.chip, '{}'), o.destination, c.day,
                                   q.knowledge, o.headquarters, o.end_use, q.world, q.book,
                                   o.shipment, coalesce(o.eccn, (o.standing).eccn))
                             IS NOT FALSE END),
           events_of(c.day, ARRAY[c.rule])
      FROM changes AS c CROSS JOIN question AS q
    UNION ALL
    SELECT e.happened, 'announced', NULL, e.title, NULL, NULL, ARRAY[e.id]
      FROM policy_event AS e
     WHERE e.happened > changes_ahead.after
       AND NOT EXISTS (SELECT FROM changes AS c
                        WHERE c.day = e.happened AND c.rule = ANY (e.rules))
     ORDER BY 1, 2;
END;
COMMENT ON FUNCTION changes_ahead(date, rulebook) IS
    'Every day after a date on which a rule, or a membership of a country group, begins or ends by '
    'dates that the rulebook (NULL: the current one) has already, and what is announced for such '
    'days. products: those of the table product to which the rule applies, or may; orders: open '
    'orders that ship on that day or later, or nobody knows when, to which it applies or may; '
    'events: ids of policy events of that day. NULL: nothing to count.';

CREATE VIEW coming_changes AS SELECT * FROM changes_ahead();
COMMENT ON VIEW coming_changes IS
    'The days ahead on which an answer changes by dates that the rules have already: '
    'changes_ahead() of today.';
COMMENT ON COLUMN coming_changes.day IS 'the day';
COMMENT ON COLUMN coming_changes.what IS
    'what begins or ends; announced: no date of a rule has it';
COMMENT ON COLUMN coming_changes.rule IS 'id of the rule';
COMMENT ON COLUMN coming_changes.detail IS
    'title of the rule or event; of a membership, its citation';
COMMENT ON COLUMN coming_changes.products IS 'products to which the rule applies, or may';
COMMENT ON COLUMN coming_changes.orders IS
    'open orders of that day or later to which it applies, or may';
COMMENT ON COLUMN coming_changes.events IS 'ids of the policy events of that day that touch it';
