-- What a rule change does before it is published, and what a scenario would cost.

-- An order is judged by replay(), which knows that a headquarters may be unknown, and takes a row
-- of the log.
CREATE FUNCTION entry_of(an_order open_order, scenario text) RETURNS screening
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
BEGIN ATOMIC
    SELECT ROW((an_order).id, (an_order).screened_at, (an_order).screened_by,
               (an_order).order_table, (an_order).relation, (an_order).row_key, (an_order).action,
               (an_order).rescreens, (an_order).product, (an_order).vendor, (an_order).chip,
               (an_order).eccn, (an_order).destination, (an_order).as_of, (an_order).as_known,
               (an_order).headquarters, (an_order).end_use, (an_order).end_user,
               (an_order).consignee, (an_order).shipment,
               coalesce(entry_of.scenario, (an_order).scenario), (an_order).quantity,
               (an_order).value, (an_order).license, (an_order).license_amount,
               (an_order).license_fault, (an_order).not_understood, (an_order).release,
               (an_order).digest, (an_order).determination, NULL::numeric)::screening;
END;
COMMENT ON FUNCTION entry_of(open_order, text) IS
    'internal: the entry of an open order as a row of the log, in another scenario; NULL: in its '
    'own';

-- ---- the impact of a rule change ----------------------------------------------------------------

-- The rulebooks are found once: an argument that is written where rows are judged would be computed
-- for each of them, and draft() reads all rules.
CREATE FUNCTION compared_rulebooks(
    before        rulebook,
    after         rulebook,
    as_of         date,
    as_known      date,
    OUT was       rulebook,
    OUT becomes   rulebook,
    OUT today     date,
    OUT knowledge date
)
    LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
    SELECT coalesce(compared_rulebooks.before, current_rulebook()),
           coalesce(compared_rulebooks.after, draft()),
           coalesce(compared_rulebooks.as_of, CURRENT_DATE),
           coalesce(compared_rulebooks.as_known, CURRENT_DATE);
END;
COMMENT ON FUNCTION compared_rulebooks(rulebook, rulebook, date, date) IS
    'internal: the arguments of impact() with their defaults in place';

CREATE FUNCTION impacted_orders(
    before   rulebook DEFAULT NULL,
    after    rulebook DEFAULT NULL,
    as_of    date DEFAULT CURRENT_DATE,
    as_known date DEFAULT NULL,
    scenario text DEFAULT NULL
) RETURNS TABLE (
        relation text, row_key text, action screening_action, vendor text, product text,
        destination country, as_of date, quantity numeric, value numeric,
        was determination, becomes determination
    )
    LANGUAGE sql STABLE PARALLEL SAFE COST 1000000 ROWS 100
    SET jit = off
BEGIN ATOMIC
    WITH question AS MATERIALIZED (
        SELECT * FROM compared_rulebooks(impacted_orders.before, impacted_orders.after,
                                         impacted_orders.as_of, impacted_orders.as_known)
    )
    SELECT j.relation, j.row_key, j.action, j.vendor, j.product, j.destination, j.day,
           j.quantity, j.value, j.was, j.becomes
      FROM (SELECT e.*,
                   replay(e.entry, (SELECT q.was FROM question AS q), e.day,
                          (SELECT q.knowledge FROM question AS q)) AS was,
                   replay(e.entry, (SELECT q.becomes FROM question AS q), e.day,
                          (SELECT q.knowledge FROM question AS q)) AS becomes
              FROM (SELECT o.relation, o.row_key, o.action, o.destination, o.quantity, o.value,
                           coalesce(o.vendor, o.chip::jsonb ->> 'vendor') AS vendor,
                           coalesce(o.product, o.chip::jsonb ->> 'name') AS product,
                           -- a day that is not known stays unknown
                           CASE WHEN o.as_of IS NOT NULL
                                THEN greatest(o.as_of, (SELECT q.today FROM question AS q))
                           END AS day,
                           entry_of(o, impacted_orders.scenario) AS entry
                      FROM open_order AS o
                    OFFSET 0) AS e
             WHERE (SELECT digest(q.was) <> digest(q.becomes) FROM question AS q)
            OFFSET 0) AS j
     WHERE ROW((j.was).outcome, (j.was).exception, (j.was).review)
           IS DISTINCT FROM
           ROW((j.becomes).outcome, (j.becomes).exception, (j.becomes).review)
     ORDER BY j.value DESC NULLS LAST, j.relation COLLATE "C", j.row_key COLLATE "C";
END;
COMMENT ON FUNCTION impacted_orders(rulebook, rulebook, date, date, text) IS
    'The open orders whose outcome, license exception or review policy differs between two '
    'rulebooks, the greatest value first, those without a value last. before NULL: the current '
    'rulebook; after NULL: the draft. An order that has not shipped is judged on its day of '
    'shipment or on as_of, whichever is later (the column as_of); by what is known on as_known '
    '(NULL: today); in its own scenario, unless you give one; with all else as it is in the log, '
    'where a headquarters of NULL is unknown. was: the answer of the rulebook before, on that day, '
    'which need not be what was decided when the order came. An order that is indeterminate under '
    'both is not listed; exposure() lists it. Errors: 22023 a rulebook without the scenario.';

CREATE FUNCTION impact(
    before   rulebook DEFAULT NULL,
    after    rulebook DEFAULT NULL,
    as_of    date DEFAULT CURRENT_DATE,
    as_known date DEFAULT NULL,
    scenario text DEFAULT NULL
) RETURNS TABLE (
        part text, was outcome, becomes outcome, exception_was text, exception_becomes text,
        review_was review_policy, review_becomes review_policy,
        count bigint, quantity numeric, value numeric, unstated bigint, examples text[]
    )
    LANGUAGE sql STABLE PARALLEL SAFE COST 1000000 ROWS 10
    SET jit = off
BEGIN ATOMIC
    WITH question AS MATERIALIZED (
        SELECT * FROM compared_rulebooks(impact.before, impact.after,
                                         impact.as_of, impact.as_known)
    ), changes AS (
        SELECT 1 AS nr, 'products' AS part, j.was, j.becomes, NULL::numeric AS quantity,
               NULL::numeric AS value, false AS unstated,
               j.vendor || ' ' || j.name || ' to ' || j.code AS example,
               row_number() OVER (ORDER BY j.vendor COLLATE "C", j.name COLLATE "C",
                                           j.code::text COLLATE "C") AS place
          FROM (SELECT p.vendor, p.name, c.code,
                       classify(p.chip, c.code, (SELECT q.today FROM question AS q),
                                (SELECT q.knowledge FROM question AS q), NULL, NULL,
                                impact.scenario, (SELECT q.was FROM question AS q)) AS was,
                       classify(p.chip, c.code, (SELECT q.today FROM question AS q),
                                (SELECT q.knowledge FROM question AS q), NULL, NULL,
                                impact.scenario, (SELECT q.becomes FROM question AS q)) AS becomes
                  FROM product AS p CROSS JOIN destination AS c
                 WHERE (SELECT digest(q.was) <> digest(q.becomes) FROM question AS q)
                OFFSET 0) AS j
         WHERE ROW((j.was).outcome, (j.was).exception, (j.was).review)
               IS DISTINCT FROM
               ROW((j.becomes).outcome, (j.becomes).exception, (j.becomes).review)
        UNION ALL
        SELECT 2, 'orders', o.was, o.becomes, o.quantity, o.value,
               o.quantity IS NULL OR o.value IS NULL, o.relation || ' ' || o.row_key,
               row_number() OVER (ORDER BY o.value DESC NULLS LAST, o.relation COLLATE "C",
                                           o.row_key COLLATE "C")
          FROM impacted_orders((SELECT q.was FROM question AS q),
                               (SELECT q.becomes FROM question AS q),
                               (SELECT q.today FROM question AS q),
                               (SELECT q.knowledge FROM question AS q), impact.scenario) AS o
    )
    SELECT c.part, (c.was).outcome, (c.becomes).outcome, (c.was).exception, (c.becomes).exception,
           (c.was).review, (c.becomes).review, count(*), sum(c.quantity), sum(c.value),
           count(*) FILTER (WHERE c.unstated), (array_agg(c.example ORDER BY c.place))[1:3]
      FROM changes AS c
     GROUP BY c.nr, c.part, (c.was).outcome, (c.becomes).outcome, (c.was).exception,
              (c.becomes).exception, (c.was).review, (c.becomes).review
     ORDER BY c.nr, (c.becomes).outcome DESC, (c.was).outcome, (c.becomes).review DESC,
              (c.was).review, (c.becomes).exception COLLATE "C", (c.was).exception COLLATE "C";
END;
COMMENT ON FUNCTION impact(rulebook, rulebook, date, date, text) IS
    'What a rule change does, before it is published: how many products for how many destinations '
    '(part products: each pair counts one) and how many open orders (part orders) change from what '
    'to what. A change of outcome, license exception or review policy counts; the same answer by '
    'other rules does not; equal rulebooks give no row. before NULL: the current rulebook; after '
    'NULL: the draft. Products are judged on as_of, by what is known on as_known (NULL: today), '
    'for parties headquartered in the destination, in the scenario (NULL: that of the setting). '
    'Orders are judged as impacted_orders(), which lists them, does. quantity and value are sums '
    'over the orders that state them (NULL: none does), and unstated counts the orders that leave '
    'out one or both. examples: the first three products by vendor, name and destination, or the '
    'three orders of greatest value.';

-- ---- stock on hand ------------------------------------------------------------------------------

-- No foreign key to product: stock counts even if nobody has described the product yet.
CREATE TABLE inventory (
    vendor      text NOT NULL,
    name        text NOT NULL,
    destination country,
    quantity    numeric CHECK (quantity >= 0 AND quantity < 'Infinity'),
    value       numeric CHECK (value >= 0 AND value < 'Infinity'),
    as_counted  date NOT NULL DEFAULT CURRENT_DATE,
    note        text,
    UNIQUE NULLS NOT DISTINCT (vendor, name, destination)
);
COMMENT ON TABLE inventory IS
    'Stock on hand, by product and by the market it is meant for; exposure() adds it up. A product '
    'that is not in the table product is indeterminate.';
COMMENT ON COLUMN inventory.vendor IS 'who makes it, as in product';
COMMENT ON COLUMN inventory.name IS 'product name, as in product';
COMMENT ON COLUMN inventory.destination IS
    'the market it is meant for; NULL: none yet, so the outcome is indeterminate';
COMMENT ON COLUMN inventory.quantity IS 'units; NULL: not counted';
COMMENT ON COLUMN inventory.value IS
    'what they are worth, in the currency that orders are in; NULL: unknown';
COMMENT ON COLUMN inventory.as_counted IS 'the day of the count';
COMMENT ON COLUMN inventory.note IS 'where the stock is, and doubts';

-- ---- what is at risk ----------------------------------------------------------------------------

CREATE FUNCTION stakes(book rulebook, world text, today date, knowledge date)
    RETURNS TABLE (
        vendor text, product text, destination country, is_order boolean, quantity numeric,
        value numeric, licensed boolean, there determination, here determination
    )
    LANGUAGE sql STABLE PARALLEL SAFE COST 1000000 ROWS 1000
BEGIN ATOMIC
    SELECT e.vendor, e.product, e.destination, true, e.quantity, e.value,
           coalesce(e.drawn AND e.valid @> e.day, false),
           replay(e.there, stakes.book, e.day, stakes.knowledge),
           replay(e.here, stakes.book, e.day, stakes.knowledge)
      FROM (SELECT coalesce(o.vendor, o.chip::jsonb ->> 'vendor') AS vendor,
                   coalesce(o.product, o.chip::jsonb ->> 'name') AS product,
                   o.destination, o.quantity, o.value,
                   -- an exhausted license still covers what has been drawn
                   o.action = 'licensed' AND l.state IN ('issued', 'exhausted') AS drawn, l.valid,
                   -- a day that is not known stays unknown
                   CASE WHEN o.as_of IS NOT NULL THEN greatest(o.as_of, stakes.today) END AS day,
                   entry_of(o, stakes.world) AS there, entry_of(o, 'enforced') AS here
              FROM open_order AS o LEFT JOIN license AS l ON l.id = o.license
            OFFSET 0) AS e
    UNION ALL
    SELECT i.vendor, i.name, i.destination, false, i.quantity, i.value, false,
           classify(p.chip, i.destination, stakes.today, stakes.knowledge, NULL, NULL,
                    stakes.world, stakes.book),
           classify(p.chip, i.destination, stakes.today, stakes.knowledge, NULL, NULL,
                    'enforced', stakes.book)
      FROM inventory AS i LEFT JOIN product AS p ON p.vendor = i.vendor AND p.name = i.name;
END;
COMMENT ON FUNCTION stakes(rulebook, text, date, date) IS
    'internal: every open order and row of stock, with its determination in a scenario (there) and '
    'as enforced (here)';

CREATE FUNCTION exposure(
    scenario text DEFAULT NULL,
    as_of    date DEFAULT CURRENT_DATE,
    as_known date DEFAULT NULL,
    rulebook rulebook DEFAULT NULL
) RETURNS TABLE (
        vendor text, product text, destination country, licensed boolean,
        at_risk boolean, outcome outcome, exception text, review review_policy,
        enforced outcome, enforced_review review_policy, orders bigint, order_quantity numeric,
        order_value numeric, stock numeric, stock_value numeric, value numeric, unstated bigint
    )
    LANGUAGE sql STABLE PARALLEL SAFE COST 1000000 ROWS 100
    SET jit = off
BEGIN ATOMIC
    WITH question AS MATERIALIZED (
        SELECT * FROM asked(exposure.rulebook, exposure.scenario, exposure.as_known)
    ), weighed AS (
        SELECT j.vendor, j.product, j.destination::text COLLATE "C" AS destination,
               j.licensed, j.is_order, j.quantity, j.value,
               coalesce((j.there).outcome, 'indeterminate') AS outcome,
               (j.there).exception, (j.there).review,
               coalesce((j.here).outcome, 'indeterminate') AS enforced,
               (j.here).review AS enforced_review
          FROM stakes((SELECT q.book FROM question AS q), (SELECT q.world FROM question AS q),
                      coalesce(exposure.as_of, CURRENT_DATE),
                      (SELECT q.knowledge FROM question AS q)) AS j
    )
    SELECT w.vendor, w.product, w.destination::country, w.licensed,
           w.outcome >= 'license_required' AND NOT (w.licensed AND w.outcome = 'license_required'),
           w.outcome, w.exception, w.review, w.enforced, w.enforced_review,
           count(*) FILTER (WHERE w.is_order),
           CASE WHEN bool_or(w.is_order)
                THEN sum(w.quantity) FILTER (WHERE w.is_order) ELSE 0 END,
           CASE WHEN bool_or(w.is_order)
                THEN sum(w.value) FILTER (WHERE w.is_order) ELSE 0 END,
           CASE WHEN bool_and(w.is_order)
                THEN 0 ELSE sum(w.quantity) FILTER (WHERE NOT w.is_order) END,
           CASE WHEN bool_and(w.is_order)
                THEN 0 ELSE sum(w.value) FILTER (WHERE NOT w.is_order) END,
           sum(w.value), count(*) FILTER (WHERE w.quantity IS NULL OR w.value IS NULL)
      FROM weighed AS w
     WHERE w.outcome >= 'license_required' OR w.enforced >= 'license_required'
     GROUP BY w.vendor, w.product, w.destination, w.licensed, w.outcome, w.exception, w.review,
              w.enforced, w.enforced_review
     ORDER BY sum(w.value) DESC NULLS LAST, w.vendor COLLATE "C", w.product COLLATE "C",
              w.destination, w.licensed, w.outcome DESC, w.enforced DESC, w.review DESC,
              w.enforced_review DESC, w.exception COLLATE "C";
END;
COMMENT ON FUNCTION exposure(text, date, date, rulebook) IS
    'Open orders and stock on hand that a scenario puts at risk, by product and destination, '
    'beside their outcome as enforced. One row holds all of a product for a destination with the '
    'same answer. A row is shown if a license is required, the shipment is prohibited, or '
    'something is unknown (an unknown is never a no), in the scenario or as enforced. at_risk: so '
    'in the scenario. licensed: orders that have drawn down a license which is still good on their '
    'day of shipment (not suspended, revoked or expired). These have rows of their own. They are '
    'not at risk where a license is required, and are at risk where the scenario prohibits the '
    'shipment or does not know. scenario NULL: that of the setting, whatever scenario an order was '
    'screened in. Orders are judged on their day of shipment or on as_of, whichever is later; '
    'stock on as_of, for parties headquartered in its market, whenever it was counted; both by '
    'what is known on as_known (NULL: today). The product of an order is what the order calls it, '
    'else the chip''s own name. Sums are over what is stated: 0 where there is nothing, NULL where '
    'nothing is stated. value is that of orders and stock together; unstated counts the orders and '
    'rows of stock that leave out quantity or value. Errors: 22023 unknown scenario.';
