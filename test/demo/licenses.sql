-- How to keep three limits of the rules as licenses.  Run it in a database of your own, in a transaction that you
-- roll back, or change it to your numbers and keep it.
--
-- A limit is a row of the table license: a scope (what it authorizes), a cap with what is counted (units, value or
-- TPP), and whether the cap holds for all of it or anew for each consignee and year.  use_license() counts a shipment
-- against it, reverse_use() gives one back, license_balance() says what is left.

-- 1. License Exception LPP: 26,900,000 TPP in one calendar year to one ultimate consignee, which is its ultimate parent
-- (15 CFR 740.29).  What all exporters ship to it counts: book what others tell you, too, under the parent's name.  LPP is
-- printed in the regulations and not enforced since 2025-05-13: look at it in the scenario codified.
INSERT INTO license (id, kind, symbol, scope, metric, cap, per, valid, state, citation)
VALUES ('LPP', 'exception', 'LPP',
        $$eccn in (3A090.a, 4A090.a) and (destination not in (D:1, D:4, D:5, MO) or destination in (A:5, A:6))
          and headquarters not in (D:5, MO)$$,
        'tpp', 26900000, 'consignee_year', '[2025-05-15,)', 'issued', '15 CFR 740.29, 740.2(a)(9)(ii)');

-- 1,000 H100s to a university in Delhi, whose parent is there; then 1,000 more, which would be too much in one year.
SELECT license_amount('LPP', chip, 1000) AS tpp,
       license_covers('LPP', chip, 'IN', '2026-03-02', 'IN', NULL, NULL) AS covered
  FROM product WHERE name = 'H100 SXM5 80GB';
SELECT use_license('LPP', 'order 1', license_amount('LPP', chip, 1000), 'delhi university', '2026-03-02') AS remains
  FROM product WHERE name = 'H100 SXM5 80GB';
SELECT license_amount('LPP', chip, 1000) <= license_balance('LPP', 'delhi university', '2026-09-01') AS the_same_year,
       license_amount('LPP', chip, 1000) <= license_balance('LPP', 'delhi university', '2027-01-04') AS the_next_year,
       license_amount('LPP', chip, 1000) <= license_balance('LPP', 'pune university', '2026-09-01') AS another_consignee
  FROM product WHERE name = 'H100 SXM5 80GB';

-- The exception itself is a rule, which asks for consignee_tpp: all that was shipped to the consignee in the calendar
-- year, this shipment included.  The ledger knows it.
SELECT n.units, (d.answer).outcome, (d.answer).exception
  FROM product AS p
 CROSS JOIN unnest('{600,800}'::numeric[]) AS n(units)
 CROSS JOIN LATERAL (
       SELECT classify(p.chip, 'IN', '2026-09-01', headquarters => 'IN', scenario => 'codified',
                       shipment => shipment(
                           consignee_tpp => license_used('LPP', 'delhi university', '2026-09-01')
                                            + license_amount('LPP', p.chip, n.units))) AS answer
       ) AS d
 WHERE p.name = 'H100 SXM5 80GB';

-- 2. A country's allocation: 790,000,000 TPP for the years 2025 to 2027; licenses up to there were to be reviewed under
-- a presumption of approval, beyond it under a policy of denial (15 CFR 742.6(b)(10)(iii)(B)).  It counts what everybody
-- ships there, so a row like this one is your own share of it.  A shipment under a license counts against both, so
-- draw both in one transaction, always in the same order.
INSERT INTO license (id, scope, metric, cap, valid, state, citation)
VALUES ('allocation IN', 'destination = IN and eccn in (3A090.a, 4A090.a)',
        'tpp', 790000000, '[2025-01-01,2028-01-01)', 'issued', '15 CFR 742.6(b)(10)(iii)(B)(1)'),
       ('D1234567', $$destination = IN and name = 'H100 SXM5 80GB'$$,
        'units', 50000, '[2026-01-01,2030-01-01)', 'issued', 'an example');

SELECT use_license('allocation IN', 'order 2', license_amount('allocation IN', chip, 49800), 'acme', '2026-04-01') AS tpp_left,
       use_license('D1234567', 'order 2', license_amount('D1234567', chip, 49800), 'acme', '2026-04-01') AS units_left
  FROM product WHERE name = 'H100 SXM5 80GB';
-- 200 more are within the license, and not within the allocation.
SELECT license_amount('D1234567', chip, 200) <= license_balance('D1234567') AS within_license,
       license_amount('allocation IN', chip, 200) <= license_balance('allocation IN') AS within_allocation
  FROM product WHERE name = 'H100 SXM5 80GB';
-- A third of the order is cancelled: both are given back, and drawn again for what is left.
SELECT reverse_use('allocation IN', 'order 2') AS tpp_left, reverse_use('D1234567', 'order 2') AS units_left;
SELECT use_license('allocation IN', 'order 2', license_amount('allocation IN', chip, 33200), 'acme', '2026-04-01') AS tpp_left,
       use_license('D1234567', 'order 2', license_amount('D1234567', chip, 33200), 'acme', '2026-04-01') AS units_left
  FROM product WHERE name = 'H100 SXM5 80GB';

-- 3. The volume condition of January 2026: of a commodity, the aggregate TPP exported to China or Macau may be no more
-- than 50 per cent of that shipped to customers in the United States (15 CFR 748 Supp. 2 (dd)(1)(iii); 91 FR 1684).
-- It is a license whose cap follows the sales at home: here a trigger on the table of those keeps it so.  The cap is
-- a condition of the application, beside the license that BIS issues.
INSERT INTO license (id, scope, metric, cap, valid, state, citation)
VALUES ('half of H200', $$destination in (CN, MO) and name = 'H200 SXM' and tpp < 21000 and memory_bandwidth < 6500$$,
        'tpp', 0, '[2026-01-15,)', 'issued', '15 CFR 748 Supp. 2 (dd)(1)(iii); 91 FR 1684');

CREATE TABLE public.us_shipment (shipped date NOT NULL, units numeric NOT NULL);
CREATE FUNCTION public.raise_half_of_h200() RETURNS trigger LANGUAGE plpgsql
    SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    -- Waits for exports under way, and they for it: the row of the license is what both lock.
    UPDATE export_control.license AS l
       SET cap = l.cap + (SELECT 0.5 * export_control.license_amount(l.id, p.chip, NEW.units)
                            FROM export_control.product AS p WHERE p.name = 'H200 SXM')
     WHERE l.id = 'half of H200';
    RETURN NULL;
END
$$;
CREATE TRIGGER raise_half_of_h200 AFTER INSERT ON public.us_shipment
    FOR EACH ROW EXECUTE FUNCTION public.raise_half_of_h200();

SELECT license_balance('half of H200') AS nothing_sold_at_home;
INSERT INTO public.us_shipment VALUES ('2026-02-02', 1000);
SELECT use_license('half of H200', 'export 1', license_amount('half of H200', chip, 500), 'shenzhen', '2026-02-10') AS remains
  FROM product WHERE name = 'H200 SXM';
SELECT license_amount('half of H200', chip, 1) <= license_balance('half of H200') AS one_more
  FROM product WHERE name = 'H200 SXM';
INSERT INTO public.us_shipment VALUES ('2026-02-11', 2);
SELECT use_license('half of H200', 'export 2', license_amount('half of H200', chip, 1), 'shenzhen', '2026-02-12') AS remains
  FROM product WHERE name = 'H200 SXM';

-- Where everything stands.
SELECT l.id, t.consignee, t.year, t.used, l.cap, l.cap - t.used AS remains, l.metric
  FROM license AS l JOIN license_total AS t ON t.license = l.id ORDER BY l.id COLLATE "C", t.consignee, t.year;
